"""A document made a PDF by LibreOffice: warm, within its time, and once more by a fresh one if the first one dies."""

import atexit
import os
import time
from pathlib import Path

from icabinet.worker import walls
from icabinet.worker.office import cleaning, profile, program
from icabinet.worker.office.program import Late, Lost, Program
from icabinet.worker.refusals import UnreadablePaper
from icabinet.worker.zips import BROKEN_ZIP

OFF = "off"
_LIMIT_S = 40.0  # for a document, both tries together: time is left for our own converter
_TRIES = 2
_MOST_DOCUMENTS = 200
_LARGEST = 600 * 1024 * 1024

_running: list[Program] = []


def available() -> bool:
    """Whether there is a LibreOffice on this machine, and it may be used."""
    return os.environ.get("ICABINET_OFFICE", "auto") != OFF and program.found() is not None and walls.is_alone()


def version() -> str:
    """The version of the LibreOffice that would be used: "7.4", or "" where there is none."""
    return program.version() if available() else ""


def make_pdf(path: str, kind: str) -> Path:
    """Convert the document at `path`, of this kind; return where the PDF lies until the next call.

    Raises UnreadablePaper: "broken" for what LibreOffice does not read, "takes_too_long", and "not_converted" if it
    dies of the document twice.
    """
    until = time.monotonic() + _LIMIT_S
    for _ in range(_TRIES):
        try:
            made = _attempt(Path(path), kind, until)
        except Late as error:
            end()
            raise UnreadablePaper(reason="takes_too_long") from error
        except (Lost, OSError):
            end()
            continue
        except (*BROKEN_ZIP, KeyError) as error:
            raise UnreadablePaper(reason="broken") from error
        if made is None:
            raise UnreadablePaper(reason="broken")
        return made
    raise UnreadablePaper(reason="not_converted")


def forget() -> None:
    """Remove what is left of the last document, once its PDF has been read."""
    for running in _running:
        running.profile.clear()


def end() -> None:
    """End the LibreOffice of this child, if it runs; the next document starts another."""
    while _running:
        _running.pop().end()


def _attempt(path: Path, kind: str, until: float) -> Path | None:
    running = _warm()
    document = running.profile.place(kind)
    cleaning.copy(path, kind, document)
    return running.convert(document, until)


def _warm() -> Program:
    if _running and (not _running[0].alive() or _is_spent(_running[0])):
        end()
    if not _running:
        profile.sweep()
        _running.append(Program())
    return _running[0]


def _is_spent(running: Program) -> bool:
    return running.documents >= _MOST_DOCUMENTS or running.memory() > _LARGEST


atexit.register(end)
