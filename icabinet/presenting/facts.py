"""What can happen to the presented page."""

from icabinet.journal.facts import Fact, fact


@fact("presenting.shown")
class PageShown(Fact):
    paper: str
    page: int


@fact("presenting.stopped")
class PresentingStopped(Fact):
    pass
