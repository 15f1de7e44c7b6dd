"""What may be done with a task, and how it stands. Pure: no database, no clock, no sockets."""

from collections.abc import Sequence

from icabinet.errors import Conflict, Invalid, NotAllowed, Stale
from icabinet.moments import LATEST_MS
from icabinet.text import clean

GIVEN, UNDER_WAY, REPORTED, CLOSED, DROPPED = "given", "under_way", "reported", "closed", "dropped"
# Until it is closed a task comes back; a report that it is done is for chair or secretary to accept.
OPEN_STATES = (GIVEN, UNDER_WAY, REPORTED)
STATES = (*OPEN_STATES, CLOSED, DROPPED)
LONGEST, LONGEST_UNIT, LONGEST_REASON, LONGEST_REPORT = 2_000, 200, 500, 4_000
MOST_HELPERS, MOST_AT_ONCE, MOST_DAYS, MOST_FILES = 20, 200, 365, 50
_DAY_MS = 86_400_000


class NothingToCarry(Conflict):
    """No task of an earlier meeting of the body is open."""

    code = "nothing_to_carry"


def checked_units(unit: str, helpers: Sequence[str]) -> tuple[str, list[str]]:
    """Return whose the task is, and which other units take part, each once."""
    lead = clean(unit, "unit", longest=LONGEST_UNIT)
    if len(helpers) > MOST_HELPERS:
        raise Invalid(where="helpers", why="too_many", most=MOST_HELPERS)
    others = dict.fromkeys(clean(one, "helpers", longest=LONGEST_UNIT) for one in helpers)
    return lead, [one for one in others if one != lead]


def check_deadline(deadline_at: int | None) -> int | None:
    """A moment between 1970 and 2100, ms. One that is past is taken, too: tasks are written down after meetings."""
    if deadline_at is not None and not 0 <= deadline_at < LATEST_MS:
        raise Invalid(where="deadline_at", why="range")
    return deadline_at


def check_days(days: int) -> int:
    if not 0 <= days <= MOST_DAYS:
        raise Invalid(where="remind_days", why="range")
    return days


def check_is_open(task: str, state: str) -> None:
    if state not in OPEN_STATES:
        raise Stale(kind="tasks", id=task, state=state)


def check_may_report(task: str, state: str, *, owns: bool) -> None:
    """`owns`: it is the actor's own task, or the actor runs the meeting and writes down what a unit said."""
    if not owns:
        raise NotAllowed(permission="tasks.report")
    if state not in (GIVEN, UNDER_WAY):
        raise Stale(kind="tasks", id=task, state=state)


def check_may_add_file(state: str, *, owns: bool, count: int) -> None:
    """A file comes with a report, also with the one that closes the task; what is dropped takes none."""
    if not owns or state == DROPPED:
        raise NotAllowed(permission="tasks.report")
    if count >= MOST_FILES:
        raise Invalid(where="file", why="too_many", most=MOST_FILES)


def check_may_return(task: str, state: str) -> None:
    if state not in (REPORTED, CLOSED, DROPPED):
        raise Stale(kind="tasks", id=task, state=state)


def check_put_off(before: int | None, deadline_at: int) -> None:
    check_deadline(deadline_at)
    if deadline_at == before:
        raise Invalid(where="deadline_at", why="same")


def remind_at(state: str, deadline_at: int | None, days: int, now: int) -> int | None:
    """Return when the unit is reminded next, ms: some days before the deadline, then when it is over; None: never."""
    if deadline_at is None or state not in (GIVEN, UNDER_WAY):
        return None
    moments = ([deadline_at - days * _DAY_MS] if days else []) + [deadline_at]
    return next((at for at in moments if at > now), None)


def is_overdue(state: str, deadline_at: int | None, now: int) -> bool:
    """Whether the deadline is over and nobody has said that it is done; the stroke of the bell is too late."""
    return state in (GIVEN, UNDER_WAY) and deadline_at is not None and deadline_at <= now


def was_late(deadline_at: int | None, done_at: int | None) -> bool:
    """Whether a task was done, but after its deadline."""
    return deadline_at is not None and done_at is not None and done_at > deadline_at
