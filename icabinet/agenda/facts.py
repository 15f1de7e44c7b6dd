"""What can happen to an agenda item."""

from icabinet.journal.facts import Fact, fact


@fact("agenda.item_added")
class ItemAdded(Fact, frozen=True):
    """The item stands last among its siblings. starts: "HH:MM", when the programme has it begin, or ""."""

    item: str
    parent: str | None
    title: str
    minutes: int | None
    presenter: str
    starts: str = ""


@fact("agenda.item_edited")
class ItemEdited(Fact, frozen=True):
    """What the item says now."""

    item: str
    title: str
    minutes: int | None
    presenter: str
    starts: str = ""


@fact("agenda.item_moved")
class ItemMoved(Fact, frozen=True):
    """The item now stands under `parent`, right before its sibling `before` (None: at the end)."""

    item: str
    parent: str | None
    before: str | None


@fact("agenda.item_removed")
class ItemRemoved(Fact, frozen=True):
    """The item is off the agenda."""

    item: str


@fact("agenda.item_opened")
class ItemOpened(Fact, frozen=True):
    """The meeting deals with the item."""

    item: str


@fact("agenda.opening_taken_back")
class OpeningTakenBack(Fact, frozen=True):
    """The item was opened by mistake: it is as it was, and `resumed`, closed thereby, goes on as if never closed."""

    item: str
    resumed: str | None


@fact("agenda.closing_taken_back")
class ClosingTakenBack(Fact, frozen=True):
    """The item was closed by mistake: it goes on as if it had never been closed."""

    item: str


@fact("agenda.item_closed")
class ItemClosed(Fact, frozen=True):
    """The meeting is done with the item."""

    item: str
