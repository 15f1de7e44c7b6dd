"""What can happen to the presented page."""

from icabinet.journal.facts import Fact, fact


@fact("presenting.shown")
class PageShown(Fact, frozen=True):
    """Everybody who follows sees this page."""

    paper: str
    page: int


@fact("presenting.stopped")
class PresentingStopped(Fact, frozen=True):
    """No page is shown to everybody."""
