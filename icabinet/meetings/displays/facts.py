"""What can happen to a room display. That there is one, and what it is called, are facts of the meeting's own."""

from icabinet.journal.facts import Fact, fact


@fact("displays.pinned")
class DisplayPinned(Fact, frozen=True):
    """A display shows this from now on, whatever goes on in the meeting.

    `paper`, `page`: with a page to stay at, else the one that is presented; `text`: of a message, or above a
    countdown; `until`: what is counted down to (ms).
    """

    display: str
    view: str
    paper: str | None = None
    page: int | None = None
    text: str = ""
    until: int | None = None


@fact("displays.released")
class DisplayReleased(Fact, frozen=True):
    """The display follows the meeting again."""

    display: str
