"""The conversion desk: takes papers that were uploaded, has them converted, and says so in the journal.

The paper's own row is the job, so a crash forgets nothing. A lease keeps two processes from converting the same
paper; it ends with the process that held it, and another takes the paper up.
"""

import logging
from typing import Any

from flask import Flask

from icabinet import ids
from icabinet.desks.desk import Desk
from icabinet.desks.leases import leased, taken
from icabinet.errors import Conflict, NotFound, Refusal, Unavailable
from icabinet.extensions import services
from icabinet.papers.facts import PaperFiled, PaperRetried
from icabinet.papers.queries import unfinished
from icabinet.performing import SYSTEM, Actor, perform
from icabinet.worker.refusals import PoolClosed, WorkerDied, WorkerLost

MOST_ATTEMPTS = 3
INSPECT_S, CONVERT_S = 20.0, 120.0
log = logging.getLogger(__name__)


def conversion_desk(app: Flask) -> Desk:
    """Return the desk that converts what is filed, or is to be tried again."""
    return Desk(app, "conversion", convert, (PaperFiled, PaperRetried), left_over)


def left_over() -> list[tuple[str, str]]:
    """Return (stream, paper) of the conversions that nobody is at, the oldest first."""
    with services().db.reading() as session:
        found = [(stream, paper) for stream, paper in unfinished(session)]
    held = taken() if found else ()
    return [job for job in found if _lease_name(*job) not in held]


def convert(stream: str, paper: str) -> None:
    """Convert one paper, at most three times if a child dies of it, or a process; not if another process is at it."""
    with leased(_lease_name(stream, paper)) as mine:
        try:
            # A start that the end of this process cuts short would count as a try.
            while mine and not services().pool.closed:
                job = _act(stream, "papers.start_conversion", id=paper)
                if job is None or _attempt(stream, paper, job):
                    return
        except (NotFound, Conflict):
            # Removed, or converted by another process meanwhile.
            log.info("paper %s is no longer to be converted", paper)


def _lease_name(stream: str, paper: str) -> str:
    return f"conversion {stream} {paper}"


def _attempt(stream: str, paper: str, job: dict[str, Any]) -> bool:
    """Return whether the matter is settled, for good or ill."""
    if job["attempt"] > MOST_ATTEMPTS:
        # Whole processes have died of it.
        _act(stream, "papers.fail_conversion", id=paper, reason=WorkerDied.code)
        return True
    try:
        made = _make(job["sha"], job["filename"])
    except PoolClosed:
        # Not the paper's fault: the next start takes it up again.
        return True
    except WorkerLost as refusal:
        if job["attempt"] < MOST_ATTEMPTS:
            return False
        _act(stream, "papers.fail_conversion", id=paper, reason=refusal.code)
    except Refusal as refusal:
        _act(stream, "papers.fail_conversion", id=paper, reason=str(refusal.data.get("reason", refusal.code)))
    else:
        _act(stream, "papers.finish_conversion", id=paper, **made)
    return True


def _make(sha: str, filename: str) -> dict[str, Any]:
    pool, storage = services().pool, services().storage
    original, out = storage.original(sha), storage.converted(sha)
    out.parent.mkdir(parents=True, exist_ok=True)
    kind = pool.run("inspect", deadline=INSPECT_S, path=str(original), filename=filename)["kind"]
    made = pool.run("convert", deadline=CONVERT_S, path=str(original), kind=kind, out=str(out))
    return {"kind": kind, "renderer": made["renderer"], "sizes": made["sizes"]}


def _act(stream: str, name: str, **args: object) -> dict[str, Any] | None:
    try:
        return perform(Actor(SYSTEM), stream, ids.new(), name, args).data
    except Unavailable:
        log.exception("%s could not be recorded", name)
        raise
