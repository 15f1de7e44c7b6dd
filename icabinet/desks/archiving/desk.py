"""The archiving desk: makes the archives that were asked for, and destroys the bytes that are to be destroyed.

What is left to do stands in tables, so a crash forgets nothing; each process with children looks for itself.
"""

import logging

from flask import Flask

from icabinet import ids
from icabinet.archive.queries import doomed, is_needed, ordered
from icabinet.archive.retention import forget_doomed
from icabinet.archive.tables import DoomedRow
from icabinet.desks.archiving.making import made
from icabinet.desks.desk import Desk
from icabinet.desks.leases import leased
from icabinet.errors import Conflict, NotFound, Refusal, Unavailable
from icabinet.extensions import services
from icabinet.performing import SYSTEM, Actor, perform
from icabinet.worker.refusals import PoolClosed

LOOK_S = 2.0
_LARGEST = 1 << 44
# Times of files are coarse, and those of a store in whole seconds: in doubt a file came anew, and stays.
_DOUBT_S = 2.0
log = logging.getLogger(__name__)


def archiving_desk(app: Flask) -> Desk:
    """Return the desk that makes archives, one after the other."""
    return Desk(app, "archiving", make, (), left_over, look_s=LOOK_S)


def left_over() -> list[tuple[str, str]]:
    """Return (stream, archive) of what is yet to be made; one of no stream stands for bytes to be destroyed."""
    with services().db.reading() as session:
        return [*ordered(session), *([("", "")] if doomed(session) else [])]


def make(stream: str, archive: str) -> None:
    """Make an archive and keep it; without a stream, destroy what is to be destroyed."""
    if not stream:
        destroy()
        return
    with leased(f"archive {archive}") as mine:
        if mine:
            try:
                _make(stream, archive)
            except (PoolClosed, Unavailable) as refusal:
                log.warning("the archive %s waits: %s", archive, refusal.code)
            except Refusal as refusal:
                log.warning("the archive %s cannot be made: %s %s", archive, refusal.code, refusal.data)
                _say(stream, "archive.fail", {"id": archive, "reason": refusal.code})


def _make(stream: str, archive: str) -> None:
    with made(stream.partition(":")[2]) as one:
        with one.path.open("rb") as file:
            stored = services().storage.keep(file, _LARGEST)
        said = {"files": one.files, "seq": one.seq, "head": one.head, "withheld": one.withheld}
        _say(stream, "archive.finish", {"id": archive, "sha": stored.sha, "size": stored.size, **said})


def _say(stream: str, action: str, args: dict[str, object]) -> None:
    try:
        perform(Actor(SYSTEM), stream, ids.new(), action, args)
    except (NotFound, Conflict):
        log.info("%s was done by another process", action)


def destroy() -> None:
    """Destroy the bytes that are to be destroyed and that nothing needs any more."""
    with services().db.reading() as session:
        waiting: list[DoomedRow] = doomed(session)
        needed = {row.sha for row in waiting if is_needed(session, row.sha)}
    for row in waiting:
        try:
            if row.sha not in needed:
                services().storage.erase(row.sha, row.at / 1000 - _DOUBT_S)
        except Unavailable:
            # It is looked for again.
            continue
        forget_doomed(row.sha)
        log.info("the file %s was %s", row.sha, "kept: another paper needs it" if row.sha in needed else "destroyed")
