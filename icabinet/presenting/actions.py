"""What people may do with the presented page."""

from icabinet.errors import NotFound
from icabinet.journal.actions import Args, Nothing, action
from icabinet.journal.turns import Turn
from icabinet.meetings.queries import role_of
from icabinet.papers.queries import check_may_read, check_page_of
from icabinet.people import policy
from icabinet.presenting import rules
from icabinet.presenting.facts import Gathered, HandedOver, PageShown, PresentingStopped, TakenBack
from icabinet.presenting.queries import asked_to_present, presented


class Show(Args, frozen=True):
    paper: str
    page: int
    window: list[int] | None = None


@action("presenting.show", Show, permission="papers.present_when_asked")
def show(turn: Turn, args: Show) -> None:
    """Turn the page on every tablet that follows; chair and secretary thereby take the presenting back."""
    asked = _check_presents(turn)
    rules.check_window(args.window)
    check_page_of(turn.session, turn.stream, args.paper, args.page, turn.actor)
    if asked not in (None, turn.actor):
        turn.record(TakenBack())
    turn.record(PageShown(paper=args.paper, page=args.page, window=args.window))


@action("presenting.stop", permission="papers.present_when_asked")
def stop(turn: Turn, _args: Nothing) -> None:
    """Stop showing a page to everybody; whoever was asked to present has done so."""
    _check_presents(turn)
    turn.record(PresentingStopped())


class HandOver(Args, frozen=True):
    person: str


@action("presenting.hand_over", HandOver, permission="papers.present")
def hand_over(turn: Turn, args: HandOver) -> None:
    """Ask somebody to present: their pages are everybody's from now on."""
    rules.check_may_become(args.person, role_of(turn.session, turn.meeting, args.person))
    if args.person == asked_to_present(turn.session, turn.stream):
        return
    if shown := presented(turn.session, turn.stream):
        try:
            check_may_read(turn.session, turn.stream, shown, args.person)
        except NotFound as missing:
            raise rules.PresenterMayNotRead(person=args.person) from missing
    turn.record(HandedOver(person=args.person))


@action("presenting.take_back", permission="papers.present")
def take_back(turn: Turn, _args: Nothing) -> None:
    """Present again oneself, instead of whoever was asked to."""
    if asked_to_present(turn.session, turn.stream) is not None:
        turn.record(TakenBack())


@action("presenting.gather", permission="papers.present_when_asked")
def gather(turn: Turn, _args: Nothing) -> None:
    """Bring everybody to the page that is shown, also those who read on their own: once."""
    _check_presents(turn)
    if presented(turn.session, turn.stream) is None:
        raise rules.NothingShown
    turn.record(Gathered())


def _check_presents(turn: Turn) -> str | None:
    """Refuse unless the actor may present now; return whom chair or secretary have asked to."""
    asked, role = asked_to_present(turn.session, turn.stream), role_of(turn.session, turn.meeting, turn.actor)
    rules.check_may_present(turn.actor, role, asked)
    return asked if policy.may(role, "papers.present") else turn.actor
