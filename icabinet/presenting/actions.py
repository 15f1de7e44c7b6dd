"""What people may do with the presented page."""

from icabinet.journal.actions import Args, Nothing, action
from icabinet.journal.turns import Turn
from icabinet.papers.queries import check_page_of
from icabinet.presenting.facts import PageShown, PresentingStopped


class Show(Args, frozen=True):
    paper: str
    page: int


@action("presenting.show", Show, permission="papers.present")
def show(turn: Turn, args: Show) -> None:
    """Turn the page on every tablet that follows."""
    check_page_of(turn.session, turn.stream, args.paper, args.page, turn.actor)
    turn.record(PageShown(paper=args.paper, page=args.page))


@action("presenting.stop", permission="papers.present")
def stop(turn: Turn, _args: Nothing) -> None:
    """Stop showing a page to everybody."""
    turn.record(PresentingStopped())
