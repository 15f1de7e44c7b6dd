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
from icabinet.papers.queries import sha_of, unfinished
from icabinet.papers.storage import converted_name, original_name
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
                _bring(stream, paper)
                job = _act(stream, "papers.start_conversion", id=paper)
                if job is None or _attempt(stream, paper, job):
                    return
        except Unavailable as refusal:
            # Whoever looks for what has been left lying finds it again.
            log.warning("paper %s waits: %s is away", paper, refusal.data.get("what"))
        except (NotFound, Conflict):
            # Removed, or converted by another process meanwhile.
            log.info("paper %s is no longer to be converted", paper)


def _bring(stream: str, paper: str) -> None:
    """Have the bytes here before anything is said: a storage that is away counts as no try."""
    sha = sha_of(stream, paper)
    if sha is not None:
        services().storage.find(original_name(sha))


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
    except Unavailable:
        # Nor is it that the storage went away meanwhile: somebody looks again soon.
        log.warning("the storage is away: paper %s waits", paper)
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
    run, original, converted = services().bench.run, original_name(sha), converted_name(sha)
    kind = run("inspect", deadline=INSPECT_S, source=original, filename=filename)["kind"]
    if kind != "pdf" and services().storage.find(converted):
        # Filed before, and perhaps drawn on: set anew by another version, its lines might break elsewhere.
        made = run("convert", deadline=CONVERT_S, source=converted, kind="pdf")
    else:
        made = run("convert", deadline=CONVERT_S, source=original, kind=kind, out=converted)
    return {"kind": kind, "renderer": made["renderer"], "sizes": made["sizes"], "converter": made["by"]}


def _act(stream: str, name: str, **args: object) -> dict[str, Any] | None:
    try:
        return perform(Actor(SYSTEM), stream, ids.new(), name, args).data
    except Unavailable:
        log.exception("%s could not be recorded", name)
        raise
