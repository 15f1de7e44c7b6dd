"""Reading a programme into a draft: in a child process, because any office file may be hostile."""

from typing import IO, Any

from icabinet.agenda.word import NotAWordFile  # noqa: F401 - a job's refusal is found by its code once its class is known
from icabinet.extensions import services

_READ_S = 30.0


def draft_of(source: IO[bytes], *, typed: bool = False) -> dict[str, Any]:
    """Return {items, rest, after}: what became an item, and every line of the programme that did not, with its place.

    `typed`: what comes is plain text. Raises NotAWordFile.
    """
    with services().storage.lend(source, services().settings.max_upload) as name:
        return services().bench.run("read_agenda", deadline=_READ_S, source=name, typed=typed)
