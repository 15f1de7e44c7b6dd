"""What can happen to an agenda item."""

from icabinet.journal.facts import Fact, fact


@fact("agenda.item_added")
class ItemAdded(Fact):
    item: str
    parent: str | None
    title: str
    minutes: int | None
    presenter: str


@fact("agenda.item_edited")
class ItemEdited(Fact):
    item: str
    title: str
    minutes: int | None
    presenter: str


@fact("agenda.item_moved")
class ItemMoved(Fact):
    """The item now stands under `parent`, right before its sibling `before` (None: at the end)."""

    item: str
    parent: str | None
    before: str | None


@fact("agenda.item_removed")
class ItemRemoved(Fact):
    item: str


@fact("agenda.item_opened")
class ItemOpened(Fact):
    item: str


@fact("agenda.item_closed")
class ItemClosed(Fact):
    item: str
