"""Reading a Word programme into a draft: in a child process, because any office file may be hostile."""

from typing import IO, Any

from icabinet.agenda.word import NotAWordFile
from icabinet.extensions import services
from icabinet.worker.refusals import NotAPaper

_INSPECT_S, _READ_S = 20.0, 30.0


def draft_of(source: IO[bytes]) -> dict[str, Any]:
    """Return {items, rest}: what became an item, and every line of the programme that did not."""
    run = services().bench.run
    with services().storage.lend(source, services().settings.max_upload) as name:
        try:
            run("inspect", deadline=_INSPECT_S, source=name, filename="programme.docx")
        except NotAPaper as refusal:
            raise NotAWordFile from refusal
        return run("read_agenda", deadline=_READ_S, source=name)
