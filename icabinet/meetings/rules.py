"""What is allowed with a meeting. Pure: no database, no clock, no sockets."""

from urllib.parse import urlsplit

from icabinet.errors import Conflict, Invalid, Stale
from icabinet.moments import LATEST_MS
from icabinet.people.policy import ENTITLED_ROLES, UNINVITED, Role

_LONGEST_MINUTES = 7 * 24 * 60
_INVITED_AS = frozenset(Role) - UNINVITED


class LastSecretary(Conflict):
    """A meeting must keep somebody who can prepare it."""

    code = "last_secretary"


def check_may_start(state: str, meeting: str) -> None:
    if state != "planned":
        raise Stale(kind="meeting", id=meeting, state=state)


def check_may_end(state: str, meeting: str) -> None:
    if state != "live":
        raise Stale(kind="meeting", id=meeting, state=state)


def check_role(role: str, *, entitled: bool) -> None:
    """Only those who sit in the body may be entitled to vote."""
    if role not in _INVITED_AS:
        raise Invalid(where="role", why="unknown")
    if entitled and role not in ENTITLED_ROLES:
        raise Invalid(where="entitled", why="not_for_this_role")


def check_keeps_secretary(person: str, roles: dict[str, str]) -> None:
    """`roles` is everybody's role before `person` leaves or changes."""
    if not any(role == Role.SECRETARY for other, role in roles.items() if other != person):
        raise LastSecretary


def check_online_url(url: str) -> str:
    """Only a web address may stand behind the button that people press."""
    try:
        scheme = urlsplit(url).scheme
    except ValueError as error:
        raise Invalid(where="online_url", why="not_a_web_address") from error
    if url and scheme not in ("https", "http"):
        raise Invalid(where="online_url", why="not_a_web_address")
    return url


def check_starts_at(starts_at: int) -> int:
    """A moment between 1970 and 2100, in ms."""
    if not 0 <= starts_at < LATEST_MS:
        raise Invalid(where="starts_at", why="range")
    return starts_at


def check_minutes(minutes: int) -> int:
    if not 0 < minutes <= _LONGEST_MINUTES:
        raise Invalid(where="minutes", why="range")
    return minutes
