"""Who may present, and what of a page can be shown. Pure: no database, no clock, no sockets."""

from collections.abc import Sequence

from icabinet.errors import Conflict, Invalid, NotAllowed
from icabinet.people.policy import may

# What a window may reach beyond its page: the pages beside it are in sight, too.
_LEAST, _MOST = -10_000, 1_000_000
_NARROWEST = 100


class NothingShown(Conflict):
    """There is no page to which anybody could be brought."""

    code = "nothing_shown"


class NoPresenter(Conflict):
    """This person's part in the meeting is not one in which one presents. data: person."""

    code = "no_presenter"


class PresenterMayNotRead(Conflict):
    """The paper that is shown is not for this person. data: person."""

    code = "presenter_may_not_read"


def check_may_present(actor: str, role: str | None, presenter: str | None) -> None:
    """Chair and secretary always present; somebody else while they have been asked to (`presenter`)."""
    if actor != presenter and not may(role, "papers.present"):
        raise NotAllowed(permission="papers.present")


def check_may_become(person: str, role: str | None) -> None:
    """Whoever may be asked to present: a person at a tablet, not a screen and not an onlooker."""
    if not may(role, "papers.present_when_asked"):
        raise NoPresenter(person=person)


def check_window(window: Sequence[int] | None) -> None:
    """Left, top, right, bottom: a rectangle that is not empty, near the page."""
    if window is None:
        return
    if len(window) != 4:  # noqa: PLR2004 - the four sides of a rectangle
        raise Invalid(where="window", why="length")
    left, top, right, bottom = window
    if min(window) < _LEAST or max(window) > _MOST or min(right - left, bottom - top) < _NARROWEST:
        raise Invalid(where="window", why="range")
