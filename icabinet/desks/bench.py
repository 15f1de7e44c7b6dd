"""The bench: where a job of the children is done with files of the storage, here or by a process that has children."""

from typing import Any, Protocol

from icabinet.errors import NotFound
from icabinet.extensions import services
from icabinet.worker.tickets import Ticket


class Bench(Protocol):
    """Both kinds refuse as the job itself does, and with `unavailable` where storage or workers are away."""

    def run(
        self,
        job: str,
        *,
        deadline: float,
        source: str,
        out: str | None = None,
        ticket: Ticket | None = None,
        **plain: Any,
    ) -> dict[str, Any]:
        """Have `job` done with the bytes named `source`; what it makes of them is put under the name `out`.

        `deadline`: seconds that the job itself may take. By the `ticket` it can be given up, if it is done here.
        """


class OwnBench:
    """Of a process that has children: they get paths of this machine."""

    def run(
        self,
        job: str,
        *,
        deadline: float,
        source: str,
        out: str | None = None,
        ticket: Ticket | None = None,
        **plain: Any,
    ) -> dict[str, Any]:
        pool, storage = services().pool, services().storage
        path = storage.find(source)
        if path is None:
            raise NotFound(kind="file", id=source)
        if out is None:
            return pool.run(job, deadline=deadline, ticket=ticket, path=str(path), **plain)
        with storage.scratch() as made:
            answer = pool.run(job, deadline=deadline, ticket=ticket, path=str(path), out=str(made), **plain)
            # Of a PDF nothing has to be made to have its pages counted.
            if made.stat().st_size:
                storage.add(out, made)
        return answer
