"""Reading a Word programme into a draft: in a child process, because any office file may be hostile."""

import shutil
import tempfile
from typing import IO, Any

from icabinet.agenda.word import NotAWordFile
from icabinet.extensions import services
from icabinet.worker.refusals import NotAPaper

_INSPECT_S, _READ_S = 20.0, 30.0


def draft_of(source: IO[bytes]) -> dict[str, Any]:
    """Return {items, rest}: what became an item, and every line of the programme that did not."""
    pool, folder = services().pool, services().settings.data_dir / "incoming"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, suffix=".docx") as file:
        shutil.copyfileobj(source, file)
        file.flush()
        try:
            pool.run("inspect", deadline=_INSPECT_S, path=file.name, filename="programme.docx")
        except NotAPaper as refusal:
            raise NotAWordFile from refusal
        return pool.run("read_agenda", deadline=_READ_S, path=file.name)
