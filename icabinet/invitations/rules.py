"""What inviting allows. Pure: no database, no clock, no sockets."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from icabinet.errors import Conflict, Invalid
from icabinet.people.policy import may
from icabinet.text import clean

LONGEST_REMINDER_H = 30 * 24
MOST_COPIES = 12
USUAL_REMINDER_H = 24
_HOUR_MS = 3_600_000
_DECLINED = "declined"


class NobodyToInvite(Conflict):
    """Whoever takes part has been sent what there is to know."""

    code = "nobody_to_invite"


class EverybodyAnswered(Conflict):
    """Whoever was invited has answered."""

    code = "everybody_answered"


def is_invited(role: str) -> bool:
    """Whether people with this part in a meeting are sent an invitation: whoever could answer one."""
    return may(role, "attendance.answer")


def check_hours(hours: int) -> int:
    if not 0 <= hours <= LONGEST_REMINDER_H:
        raise Invalid(where="remind_h", why="range")
    return hours


def checked_copies(copies: Sequence[str]) -> list[str]:
    """Return who gets a copy of the letter, a line each."""
    cleaned = [clean(copy, "copies", empty=True) for copy in copies]
    if len(cleaned) > MOST_COPIES:
        raise Invalid(where="copies", why="length", longest=MOST_COPIES)
    return [copy for copy in cleaned if copy]


def to_send(roles: Mapping[str, str], known: Mapping[str, Any], what: object, wanted: Collection[str]) -> list[str]:
    """Return whom to invite, or to tell what has changed.

    roles: by person; known: what was told to whom; wanted: only these, also if they know it; else all who do not.
    """
    guests = [person for person, role in roles.items() if is_invited(role)]
    if wanted:
        found = [person for person in guests if person in wanted]
    else:
        found = [person for person in guests if known.get(person) != what]
    if not found:
        raise NobodyToInvite
    return sorted(found)


def to_remind(invited: Collection[str], answers: Mapping[str, str], wanted: Collection[str]) -> list[str]:
    """Return whom the desk reminds: of those who were invited and have not answered, or the `wanted`."""
    silent = [person for person in invited if not answers.get(person)]
    found = [person for person in invited if person in wanted] if wanted else silent
    if not found:
        raise EverybodyAnswered
    return sorted(found)


def to_remind_in_time(invited: Collection[str], answers: Mapping[str, str]) -> list[str]:
    """Return whom the product reminds shortly before the meeting: all but those who will not come."""
    return sorted(person for person in invited if answers.get(person) != _DECLINED)


def check_is_time(now: int, at: int | None) -> None:
    """Whether a reminder that was planned for a moment is due."""
    if at is None or now < at:
        raise Conflict


def remind_at(starts_at: int, hours: int, now: int) -> int | None:
    """Return when people are reminded, ms; None if that is not wanted, or would be over already."""
    at = starts_at - hours * _HOUR_MS
    return at if hours and at > now else None
