"""What the desk may do with the displays of the room."""

from icabinet import ids
from icabinet.journal.actions import Args, action
from icabinet.journal.turns import IdTaken, Turn
from icabinet.meetings.displays import rules
from icabinet.meetings.displays.facts import DisplayPinned, DisplayReleased
from icabinet.meetings.displays.tables import DisplayRow
from icabinet.meetings.facts import ParticipantAdded
from icabinet.meetings.queries import participants_of, role_of
from icabinet.papers.queries import check_page_of
from icabinet.people.accounts import make_screen
from icabinet.people.policy import Role
from icabinet.text import clean, clean_lines

# Displays stand behind everybody in any list of people.
_RANK = 1000


class AddDisplay(Args, frozen=True):
    id: str
    name: str


@action("displays.add", AddDisplay, permission="displays.run")
def add(turn: Turn, args: AddDisplay) -> None:
    """Have one more display in the room. Nobody needs an account for it: a code of the meeting lets a screen in."""
    name = clean(args.name, "name", longest=rules.LONGEST_NAME)
    rules.check_room(sum(part.role == Role.DISPLAY for part in participants_of(turn.session, turn.meeting)))
    if not make_screen(turn.session, ids.check(args.id), name):
        raise IdTaken(id=args.id)
    _take_part(turn, args.id, name)


class RenameDisplay(Args, frozen=True):
    id: str
    name: str


@action("displays.rename", RenameDisplay, permission="displays.run")
def rename(turn: Turn, args: RenameDisplay) -> None:
    """Call a display otherwise."""
    _check(turn, args.id)
    _take_part(turn, args.id, clean(args.name, "name", longest=rules.LONGEST_NAME))


class PinDisplay(Args, frozen=True):
    """`paper` null with the view "page": whichever page is presented."""

    id: str
    view: str
    paper: str | None = None
    page: int = 1
    text: str = ""
    until: int | None = None


@action("displays.pin", PinDisplay, permission="displays.run")
def pin(turn: Turn, args: PinDisplay) -> None:
    """Have a display show one thing, whatever goes on in the meeting."""
    _check(turn, args.id)
    text = clean_lines(args.text, "text", longest=rules.LONGEST_TEXT, empty=True)
    rules.check_view(args.view, text=text, until=args.until, paper=args.paper)
    rules.check_until(args.until, turn.at)
    if args.paper is not None:
        check_page_of(turn.session, turn.stream, args.paper, args.page, args.id)
    page = None if args.paper is None else args.page
    turn.record(
        DisplayPinned(display=args.id, view=args.view, paper=args.paper, page=page, text=text, until=args.until)
    )


class ReleaseDisplay(Args, frozen=True):
    id: str


@action("displays.release", ReleaseDisplay, permission="displays.run")
def release(turn: Turn, args: ReleaseDisplay) -> None:
    """Have a display follow the meeting again."""
    _check(turn, args.id)
    if turn.session.get(DisplayRow, (turn.stream, args.id)) is not None:
        turn.record(DisplayReleased(display=args.id))


def _check(turn: Turn, display: str) -> None:
    rules.check_is_display(display, role_of(turn.session, turn.meeting, display))


def _take_part(turn: Turn, display: str, name: str) -> None:
    turn.record(
        ParticipantAdded(person=display, name=name, title="", unit="", rank=_RANK, role=Role.DISPLAY, entitled=False)
    )
