"""What can happen to the presented page."""

from icabinet.journal.facts import Fact, fact


@fact("presenting.shown")
class PageShown(Fact, frozen=True):
    """Everybody who follows sees this page.

    `window`: the part of it that the presenter sees, [left, top, right, bottom] in 1/10000 of the page's width from
    the page's top left corner; None for the page from its top.
    """

    paper: str
    page: int
    window: list[int] | None = None


@fact("presenting.stopped")
class PresentingStopped(Fact, frozen=True):
    """No page is shown to everybody, and nobody but chair and secretary may show one."""


@fact("presenting.handed_over")
class HandedOver(Fact, frozen=True):
    """This person presents from now on, beside chair and secretary."""

    person: str


@fact("presenting.taken_back")
class TakenBack(Fact, frozen=True):
    """Chair and secretary present again; what is shown stays, and is the actor's now."""


@fact("presenting.gathered")
class Gathered(Fact, frozen=True):
    """Everybody was brought to the presented page, once."""
