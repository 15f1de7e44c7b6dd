"""The conversion desk: takes papers that were uploaded, has them converted, and says so in the journal.

The paper's own row is the job, so a crash forgets nothing. A lease on the bytes keeps two processes from converting
the same; it ends with the process that held it, and another takes the paper up.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import Any

from flask import Flask

from icabinet import ids
from icabinet.desks import progress
from icabinet.desks.desk import Desk
from icabinet.desks.leases import leased, taken
from icabinet.desks.pile import Job
from icabinet.errors import Conflict, NotFound, Refusal, Unavailable
from icabinet.extensions import services
from icabinet.journal.batches import Told
from icabinet.papers.facts import PaperCancelled, PaperFiled, PaperRemoved, PaperRetried
from icabinet.papers.queries import converted_before, is_unfinished, paper_file, sha_of, unfinished
from icabinet.papers.storage import converted_name, original_name
from icabinet.performing import SYSTEM, Actor, perform
from icabinet.worker.refusals import GivenUp, PoolClosed, WorkerDied, WorkerLost, WorkerTimedOut
from icabinet.worker.tickets import Ticket

MOST_ATTEMPTS = 3
INSPECT_S, CONVERT_S = 20.0, 120.0
_MIB = 1024 * 1024
# Up to so many bytes a file of this kind takes a moment only. Of all others nobody knows.
_LIGHT = {".pdf": 64 * _MIB, ".docx": 2 * _MIB, ".png": 8 * _MIB, ".jpg": 8 * _MIB, ".jpeg": 8 * _MIB, ".txt": _MIB}
_under_way: dict[Job, Ticket] = {}
log = logging.getLogger(__name__)


def conversion_desk(app: Flask) -> Desk:
    """Return the desk that converts what is filed, or is to be tried again: as many at once as there are children."""
    hands = max(1, app.extensions["icabinet"].settings.workers)
    return Desk(app, "conversion", convert, (PaperFiled, PaperRetried), left_over, hands=hands, is_heavy=may_take_long)


def left_over() -> list[Job]:
    """Return (stream, paper) of the conversions that nobody is at, the oldest first; give up what was cancelled."""
    for job in list(_under_way):
        if not is_unfinished(*job):
            give_up(*job)
    with services().db.reading() as session:
        found = list(unfinished(session))
    held = taken() if found else ()
    return [(stream, paper) for stream, paper, sha in found if _lease_name(sha) not in held]


def may_take_long(stream: str, paper: str) -> bool:
    """Whether other papers should not wait for this one: judged by its name, size, and whether its bytes are known."""
    file = paper_file(stream, paper)
    if file is None:
        return False
    with services().db.reading() as session:
        known = converted_before(session, file.sha, file.filename)
    return known is None and file.size > _LIGHT.get(PurePath(file.filename).suffix.lower(), 0)


def hear(told: list[Told]) -> None:
    """Listen to the journal for what nobody wants any more."""
    for one in told:
        if isinstance(one.entry.fact, PaperCancelled | PaperRemoved):
            give_up(one.entry.stream, one.entry.fact.paper)


def give_up(stream: str, paper: str) -> None:
    """End the conversion of this paper, if it is under way in this process."""
    if ticket := _under_way.get((stream, paper)):
        ticket.give_up()


def convert(stream: str, paper: str) -> None:
    """Convert one paper, and with it whatever other paper waits with the same bytes; not if another process is at it.

    At most three times if a child dies of it, or a process; once if it takes too long.
    """
    sha = sha_of(stream, paper)
    if sha is None:
        return
    with leased(_lease_name(sha)) as mine:
        if mine:
            _convert(stream, paper, sha)
            with services().db.reading() as session:
                same = list(unfinished(session, sha))
            for other_stream, other, _sha in same:
                _convert(other_stream, other, sha)


def _convert(stream: str, paper: str, sha: str) -> None:
    try:
        with _ticket(stream, paper) as ticket:
            # A start that the end of this process cuts short would count as a try.
            while not services().pool.closed:
                # A storage that is away counts as no try.
                services().storage.find(original_name(sha))
                job = _act(stream, "papers.start_conversion", id=paper)
                if job is None or _attempt(stream, paper, job, ticket):
                    return
    except Unavailable as refusal:
        # Whoever looks for what has been left lying finds it again.
        log.warning("paper %s waits: %s is away", paper, refusal.data.get("what"))
    except (NotFound, Conflict):
        # Removed, cancelled, or converted by another process meanwhile.
        log.info("paper %s is no longer to be converted", paper)


@contextmanager
def _ticket(stream: str, paper: str) -> Iterator[Ticket]:
    _under_way[stream, paper] = ticket = Ticket()
    try:
        yield ticket
    finally:
        _under_way.pop((stream, paper), None)


def _lease_name(sha: str) -> str:
    return f"conversion {sha}"


def _attempt(stream: str, paper: str, job: dict[str, Any], ticket: Ticket) -> bool:
    """Return whether the matter is settled, for good or ill."""
    if job["attempt"] > MOST_ATTEMPTS:
        # Whole processes have died of it.
        _act(stream, "papers.fail_conversion", id=paper, reason=WorkerDied.code)
        return True
    try:
        made = _made(stream, paper, job, ticket)
    except PoolClosed:
        # Not the paper's fault: the next start takes it up again.
        return True
    except GivenUp:
        log.info("the conversion of paper %s was cancelled", paper)
        return True
    except Unavailable:
        # Nor is it that the storage went away meanwhile: somebody looks again soon.
        log.warning("the storage is away: paper %s waits", paper)
        return True
    except WorkerLost as refusal:
        reason = reason_for_good(refusal, job["attempt"])
        if reason is None:
            return False
        _act(stream, "papers.fail_conversion", id=paper, reason=reason)
    except Refusal as refusal:
        _act(stream, "papers.fail_conversion", id=paper, reason=str(refusal.data.get("reason", refusal.code)))
    else:
        _act(stream, "papers.finish_conversion", id=paper, **made)
    return True


def reason_for_good(lost: WorkerLost, attempt: int) -> str | None:
    """Return why the paper, or whatever was to be converted, has failed for good; None if it is worth another try."""
    if isinstance(lost, WorkerTimedOut) and lost.data["job"] == "convert":
        # It has had two minutes: the same file would take them again.
        return "takes_too_long"
    return lost.code if attempt >= MOST_ATTEMPTS else None


def _made(stream: str, paper: str, job: dict[str, Any], ticket: Ticket) -> dict[str, Any]:
    with services().db.reading() as session:
        known = converted_before(session, job["sha"], job["filename"])
    if known is not None:
        return known
    progress.say(stream, paper, "converting")
    return made_of(original_name(job["sha"]), converted_name(job["sha"]), job["filename"], ticket)


def made_of(original: str, converted: str, filename: str, ticket: Ticket) -> dict[str, Any]:
    """Have the pages of a file made; return what `papers.finish_conversion` takes. The names are the storage's.

    `filename`: what the file is called, for its content does not always say what it is.
    """
    run = services().bench.run
    kind = run("inspect", deadline=INSPECT_S, source=original, ticket=ticket, filename=filename)["kind"]
    if kind != "pdf" and services().storage.find(converted):
        # Filed before, and perhaps drawn on: set anew by another version, its lines might break elsewhere.
        made = run("convert", deadline=CONVERT_S, source=converted, ticket=ticket, kind="pdf")
    else:
        made = run("convert", deadline=CONVERT_S, source=original, ticket=ticket, kind=kind, out=converted)
    return {"kind": kind, "renderer": made["renderer"], "sizes": made["sizes"], "converter": made["by"]}


def _act(stream: str, name: str, **args: object) -> dict[str, Any] | None:
    try:
        return perform(Actor(SYSTEM), stream, ids.new(), name, args).data
    except Unavailable:
        log.exception("%s could not be recorded", name)
        raise
