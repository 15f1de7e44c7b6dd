"""What is allowed with archives, and what must be kept. Pure: no database, no clock, no sockets."""

from dataclasses import dataclass

from icabinet.errors import Conflict, Invalid, NotFound, Refusal, Stale

ORDERED, MADE, FAILED = "ordered", "made", "failed"
LONGEST_YEARS, SHORTEST_WHY, LONGEST_WHY = 200, 10, 500
# What concerns the archive itself may follow after one was made: it says nothing of the meeting.
OWN = "archive."
_ENDED = "ended"


class ArchiveFaulty(Refusal):
    """An archive does not hold what it must, or could not be packed. data: why."""

    code, status = "archive_faulty", 500


class ArchiveUnderWay(Conflict):
    """An archive of the meeting is being made already. data: id."""

    code = "archive_under_way"


class MustBeKept(Conflict):
    """The period for which the law wants it kept is not over. data: until (ms, None: for ever)."""

    code = "must_be_kept"


class OnHold(Conflict):
    """Somebody has said that the meeting must be kept in any case. data: why."""

    code = "on_hold"


class NotArchived(Conflict):
    """Nobody has yet taken along an archive that has all of the meeting."""

    code = "not_archived"


class TasksOpen(Conflict):
    """Tasks that the meeting gave are not closed. data: count."""

    code = "tasks_open"


@dataclass(frozen=True)
class Standing:
    """How it stands with a meeting that somebody wants erased.

    years: how long its kind is kept, None: for ever; due_at: since when it may be erased, ms; last: number of its last
    entry that is none of the archive's own; archived: up to which entry a file that was taken along has it.
    """

    state: str
    years: int | None
    due_at: int | None
    held: bool
    why: str
    last: int
    archived: int
    tasks: int


def check_may_order(under_way: str | None) -> None:
    if under_way is not None:
        raise ArchiveUnderWay(id=under_way)


def check_is_ordered(archive: str, state: str) -> None:
    """Whoever comes second with the same archive is told so."""
    if state != ORDERED:
        raise Stale(kind="archive", id=archive, state=state)


def check_is_made(archive: str, state: str) -> None:
    if state != MADE:
        raise Stale(kind="archive", id=archive, state=state)


def checked_years(years: int) -> int:
    if not 1 <= years <= LONGEST_YEARS:
        raise Invalid(where="years", why="range")
    return years


def check_why(why: str) -> str:
    """Whoever destroys something says why, in words that somebody can understand later."""
    if len(why) < SHORTEST_WHY:
        raise Invalid(where="why", why="length", shortest=SHORTEST_WHY)
    return why


def check_not_held(held: bool, why: str) -> None:
    if held:
        raise OnHold(why=why)


def check_may_erase(standing: Standing, now: int) -> int:
    """Return for how many years the meeting was kept, or refuse: it must be, or is not safe elsewhere yet."""
    if standing.state != _ENDED:
        raise MustBeKept(until=None)
    check_not_held(standing.held, standing.why)
    if standing.years is None or standing.due_at is None or now < standing.due_at:
        raise MustBeKept(until=standing.due_at)
    if standing.tasks:
        raise TasksOpen(count=standing.tasks)
    if standing.archived < standing.last:
        raise NotArchived
    return standing.years


def check_may_erase_file(paper: str, sha: str | None, *, is_shown: bool, is_erased: bool) -> str:
    """Return what the bytes of a paper were; only of one that was taken away before, and once."""
    if sha is None or is_shown:
        raise NotFound(kind="papers", id=paper)
    if is_erased:
        raise Stale(kind="file", id=paper, state="erased")
    return sha
