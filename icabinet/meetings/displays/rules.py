"""What displays may be told to show. Pure: no database, no clock, no sockets."""

from icabinet.errors import Conflict, Invalid
from icabinet.people.policy import Role

AGENDA, PAGE, SPEAKER, POLL, SEATS = "agenda", "page", "speaker", "poll", "seats"
MESSAGE, COUNTDOWN, IDLE = "message", "countdown", "idle"
VIEWS = (AGENDA, PAGE, SPEAKER, POLL, SEATS, MESSAGE, COUNTDOWN, IDLE)
LONGEST_NAME, LONGEST_TEXT = 80, 300
MOST = 40
_LONGEST_MS = 24 * 3_600_000


class NoDisplay(Conflict):
    """This person's part in the meeting is not that of a display. data: person."""

    code = "no_display"


class TooManyDisplays(Conflict):
    """data: most."""

    code = "too_many_displays"


def check_room(displays: int) -> None:
    if displays >= MOST:
        raise TooManyDisplays(most=MOST)


def check_is_display(person: str, role: str | None) -> None:
    if role != Role.DISPLAY:
        raise NoDisplay(person=person)


def check_view(view: str, *, text: str, until: int | None, paper: str | None) -> None:
    """A message has words, a countdown an end; only a page is of a paper."""
    if view not in VIEWS:
        raise Invalid(where="view", why="unknown")
    if view == MESSAGE and not text:
        raise Invalid(where="text", why="length", longest=LONGEST_TEXT)
    if (view == COUNTDOWN) != (until is not None):
        raise Invalid(where="until", why="for_a_countdown")
    if paper is not None and view != PAGE:
        raise Invalid(where="paper", why="for_a_page")


def check_until(until: int | None, now: int) -> None:
    """What is counted down to lies ahead, within a day; both in ms."""
    if until is not None and not now < until <= now + _LONGEST_MS:
        raise Invalid(where="until", why="range")
