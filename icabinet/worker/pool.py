"""Children kept warm, one job at a time each. Called from many threads, green or not."""

from typing import Any

from icabinet.errors import Refusal
from icabinet.worker.child import Child
from icabinet.worker.lending import Lending
from icabinet.worker.refusals import GivenUp, PoolClosed, WorkerLost
from icabinet.worker.tickets import Ticket

_RSS_LIMIT = 300 * 1024 * 1024


class Pool:
    """`size` children at most, each started when first needed and replaced after `job_limit` jobs.

    office: "auto" to use LibreOffice where there is one, "off" never to.
    """

    def __init__(self, size: int = 2, *, job_limit: int = 500, office: str = "auto") -> None:
        self._seats = [_Seat(job_limit, office) for _ in range(size)]
        self._lending = Lending(self._seats[::-1], lambda seat: seat.is_taken)
        self._closed = False

    def run(self, job: str, /, *, deadline: float, ticket: Ticket | None = None, **arguments: Any) -> dict[str, Any]:
        """Wait for a free child and have it do `job`, in at most `deadline` seconds from then on.

        Raises the job's own refusal, WorkerTimedOut, or WorkerDied. After the latter two the child has
        been replaced, and the same call may be made again. Raises GivenUp if that is done by the ticket.
        """
        with self._lending.one() as seat:
            try:
                if self._closed:
                    raise PoolClosed(job=job)
                return seat.run(job, deadline, arguments, ticket or Ticket())
            except WorkerLost as lost:
                if self._closed:
                    raise PoolClosed(job=job) from lost
                if ticket and ticket.is_given_up:
                    raise GivenUp from lost
                raise
            finally:
                if self._closed:
                    seat.vacate()

    @property
    def closed(self) -> bool:
        return self._closed

    def answers(self, within: float) -> bool:
        """Whether children do their work: if one is free, it must answer in so many seconds."""
        if self._closed:
            return False
        if all(seat.busy for seat in self._seats):
            return True
        try:
            return bool(self.run("answer", deadline=within))
        except (WorkerLost, OSError):
            return False

    def close(self) -> None:
        """Kill every child; whoever waits for one, now or later, gets PoolClosed."""
        self._closed = True
        for seat in self._seats:
            seat.close()

    def states(self) -> list[dict[str, Any]]:
        """For metrics, a row per place: pid or None, the job under way or None, jobs, lost, rss (bytes)."""
        return [seat.state() for seat in self._seats]


class _Seat:
    """A place in the pool: holds a child from its first job until the child is spent, hung or dead."""

    def __init__(self, job_limit: int, office: str) -> None:
        self._job_limit = job_limit
        self._office = office
        self._child: Child | None = None
        self._closed = False
        self._job: str | None = None
        self._jobs = 0
        self._lost = 0

    @property
    def busy(self) -> bool:
        return self._job is not None

    @property
    def is_taken(self) -> bool:
        """Whether a child is there already, which need not be started first."""
        return self._child is not None

    def run(self, job: str, deadline: float, arguments: dict[str, Any], ticket: Ticket) -> dict[str, Any]:
        self._job = job
        try:
            child = self._living()
            with ticket.held_by(child):
                return child.ask(job, arguments, deadline)
        except BaseException as error:
            # Unless the job itself said no, an answer may still be under way, and must not reach the next
            # caller. That holds for a green thread killed while it waits, too.
            if isinstance(error, WorkerLost) or not isinstance(error, Refusal):
                self._lost += 1
                self.vacate()
            raise
        finally:
            self._job = None
            self._jobs += 1
            self._retire_if_spent()

    def close(self) -> None:
        """End the child, and have no other do anything any more."""
        self._closed = True
        self.vacate()

    def vacate(self) -> None:
        child, self._child = self._child, None
        if child:
            child.kill()

    def state(self) -> dict[str, Any]:
        child = self._child
        return {
            "pid": child.pid if child else None,
            "job": self._job,
            "jobs": self._jobs,
            "lost": self._lost,
            "rss": child.rss if child else 0,
        }

    def _living(self) -> Child:
        if self._child and not self._child.alive():
            self.vacate()
        child = self._child
        if child is None:
            # In its place from the first moment, so that whoever closes the pool meanwhile ends it.
            child = self._child = Child(self._office)
            if self._closed:
                raise PoolClosed(job=self._job)
            child.await_ready()
        return child

    def _retire_if_spent(self) -> None:
        child = self._child
        if child and (child.jobs >= self._job_limit or child.rss > _RSS_LIMIT):
            self.vacate()
