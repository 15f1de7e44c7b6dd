"""What a slip allows, step by step, by the server's clock. Pure: no database, no clock, no sockets."""

from collections.abc import Collection, Mapping

from icabinet.errors import Conflict, Invalid, NotAllowed, Stale
from icabinet.moments import LATEST_MS

LONGEST_MS = 366 * 24 * 3_600_000
_HOUR_MS = 3_600_000


class DeadlinePassed(Conflict):
    """A slip is not sent, and not extended, to a moment that is gone. data: deadline_at."""

    code = "deadline_passed"


class SlipOver(Conflict):
    """The deadline has passed, and late answers are refused; or the slip is closed. data: id."""

    code = "slip_over"


class AlreadyAnswered(Conflict):
    """An answer stands: it may not be changed, or not any more. data: id."""

    code = "already_answered"


class StillAwaited(Conflict):
    """Answers may still come in time. data: missing, deadline_at."""

    code = "still_awaited"


class NobodyAsked(Conflict):
    """The body has no seat with a vote: there is nobody to ask."""

    code = "nobody_asked"


class NobodyToRemind(Conflict):
    """Everybody has answered."""

    code = "nobody_to_remind"


class PapersUnready(Conflict):
    """A paper is being converted, or cannot be read. data: count."""

    code = "papers_unready"


def check_deadline(deadline_at: int) -> int:
    """A moment between 1970 and 2100, ms; whether it is still to come is asked when the slip is sent."""
    if not 0 <= deadline_at < LATEST_MS:
        raise Invalid(where="deadline_at", why="range")
    return deadline_at


def check_may_edit(slip: str, state: str) -> None:
    if state != "draft":
        raise Stale(kind="slip", id=slip, state=state)


def check_may_send(slip: str, state: str, now: int, deadline_at: int, *, asked: int, papers: Collection[str]) -> None:
    """`papers`: the state of each; `asked`: how many will be asked."""
    check_may_edit(slip, state)
    _check_ahead(now, deadline_at)
    if not asked:
        raise NobodyAsked
    if unready := sum(paper != "ready" for paper in papers):
        raise PapersUnready(count=unready)


def is_late(now: int, deadline_at: int) -> bool:
    """Whether an answer of this moment comes too late; the stroke of the bell is."""
    return now >= deadline_at


def check_may_answer(  # noqa: PLR0913 - all that decides it, in one place
    slip: str,
    state: str,
    now: int,
    deadline_at: int,
    *,
    may: bool,
    has_answered: bool,
    changeable: bool,
    takes_late: bool,
) -> None:
    """`may`: it is one's own answer, or that of a member whom one stands in for.

    What was answered in time is not changed afterwards, even where late answers are taken.
    """
    if state == "draft" or not may:
        raise NotAllowed(permission="slips.answer")
    late = is_late(now, deadline_at)
    if state != "sent" or (late and not takes_late):
        raise SlipOver(id=slip)
    if has_answered and (late or not changeable):
        raise AlreadyAnswered(id=slip)


def to_remind(slip: str, state: str, missing: Collection[str], wanted: Collection[str]) -> list[str]:
    """Return whom to remind of those who have not answered: all of them if nobody in particular is wanted."""
    check_is_out(slip, state)
    found = sorted(person for person in missing if not wanted or person in wanted)
    if not found:
        raise NobodyToRemind
    return found


def check_is_time(slip: str, state: str, now: int, at: int | None) -> None:
    """Whether a reminder that was planned for a moment is due."""
    check_is_out(slip, state)
    if at is None or now < at:
        raise Conflict


def check_may_extend(slip: str, state: str, now: int, deadline_at: int, later_at: int) -> None:
    check_is_out(slip, state)
    check_deadline(later_at)
    if later_at <= deadline_at:
        raise Invalid(where="deadline_at", why="earlier than before")
    _check_ahead(now, later_at)


def check_may_close(slip: str, state: str, now: int, deadline_at: int, *, missing: int) -> None:
    """Before the deadline only if everybody has answered."""
    check_is_out(slip, state)
    if missing and not is_late(now, deadline_at):
        raise StillAwaited(missing=missing, deadline_at=deadline_at)


def check_is_due(slip: str, state: str, now: int, deadline_at: int, *, takes_late: bool) -> None:
    """Whether the slip closes by itself now: one that takes late answers waits for somebody to close it."""
    check_is_out(slip, state)
    if takes_late or not is_late(now, deadline_at):
        raise Conflict


def check_may_withdraw(slip: str, state: str) -> None:
    if state not in ("draft", "sent"):
        raise Stale(kind="slip", id=slip, state=state)


def check_may_report(slip: str, state: str) -> None:
    if state != "closed":
        raise Stale(kind="slip", id=slip, state=state)


def check_is_out(slip: str, state: str) -> None:
    if state != "sent":
        raise Stale(kind="slip", id=slip, state=state)


def remind_at(deadline_at: int, hours: int, now: int) -> int | None:
    """Return when who has not answered is reminded, ms; None if that is not wanted, or would be over already."""
    at = deadline_at - hours * _HOUR_MS
    return at if hours and at > now else None


def may_answer_for(actor: str, member: str, stand_ins: Mapping[str, str]) -> bool:
    """The member answers, or whoever stands in for the member: one step, no further."""
    return actor == member or stand_ins.get(member) == actor


def _check_ahead(now: int, deadline_at: int) -> None:
    if is_late(now, deadline_at):
        raise DeadlinePassed(deadline_at=deadline_at)
    if deadline_at - now > LONGEST_MS:
        raise Invalid(where="deadline_at", why="range")
