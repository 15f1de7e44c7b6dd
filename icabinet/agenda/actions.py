"""What people may do with the agenda."""

from icabinet import ids
from icabinet.agenda import rules
from icabinet.agenda.facts import ItemAdded, ItemClosed, ItemEdited, ItemMoved, ItemOpened, ItemRemoved
from icabinet.agenda.queries import items_of, open_item_of
from icabinet.agenda.tables import ItemRow
from icabinet.errors import Invalid
from icabinet.journal.actions import LIVE, Args, action
from icabinet.journal.turns import Turn
from icabinet.papers.queries import papers_under
from icabinet.text import clean


class AddItem(Args, frozen=True):
    id: str
    title: str
    parent: str | None = None
    minutes: int | None = None
    presenter: str = ""
    starts: str = ""


@action("agenda.add_item", AddItem, permission="agenda.edit")
def add_item(turn: Turn, args: AddItem) -> None:
    """Add an item as the last of its siblings."""
    parents = _parents(turn)
    rules.check_room(len(parents) + 1)
    turn.check_free(ItemRow, ids.check(args.id))
    rules.check_place(args.id, args.parent, parents)
    turn.record(
        ItemAdded(
            item=args.id,
            parent=args.parent,
            title=clean(args.title, "title", longest=500),
            minutes=rules.check_minutes(args.minutes),
            presenter=clean(args.presenter, "presenter", empty=True),
            starts=rules.check_starts(args.starts),
        )
    )


class ImportItems(Args, frozen=True):
    items: list[AddItem]


@action("agenda.import_items", ImportItems, permission="agenda.edit")
def import_items(turn: Turn, args: ImportItems) -> None:
    """Add the reviewed items of a programme: all of them, or none."""
    rules.check_room(len(_parents(turn)) + len(args.items))
    for item in args.items:
        add_item(turn, item)


class EditItem(Args, frozen=True):
    """What is left out stays as it is; minutes may be set to 0, and starts to "", for "no plan"."""

    id: str
    title: str | None = None
    minutes: int | None = None
    presenter: str | None = None
    starts: str | None = None


@action("agenda.edit_item", EditItem, permission="agenda.edit")
def edit_item(turn: Turn, args: EditItem) -> None:
    """Change an item's words, minutes or presenter."""
    row = turn.get(ItemRow, args.id)
    minutes = row.minutes if args.minutes is None else rules.check_minutes(args.minutes)
    turn.record(
        ItemEdited(
            item=row.id,
            title=row.title if args.title is None else clean(args.title, "title", longest=500),
            minutes=minutes or None,
            presenter=row.presenter if args.presenter is None else clean(args.presenter, "presenter", empty=True),
            starts=row.starts if args.starts is None else rules.check_starts(args.starts),
        )
    )


class MoveItem(Args, frozen=True):
    id: str
    parent: str | None
    before: str | None


@action("agenda.move_item", MoveItem, permission="agenda.edit")
def move_item(turn: Turn, args: MoveItem) -> None:
    """Put an item elsewhere, with all that is under it."""
    turn.get(ItemRow, args.id)
    rules.check_place(args.id, args.parent, _parents(turn))
    if args.before == args.id or (args.before is not None and turn.get(ItemRow, args.before).parent != args.parent):
        raise Invalid(where="before", why="not_a_sibling")
    turn.record(ItemMoved(item=args.id, parent=args.parent, before=args.before))


class OneItem(Args, frozen=True):
    id: str


@action("agenda.remove_item", OneItem, permission="agenda.edit")
def remove_item(turn: Turn, args: OneItem) -> None:
    """Take an item off that has not been dealt with and has nothing under it."""
    row = turn.get(ItemRow, args.id)
    papers = papers_under(turn.session, turn.stream, row.id)
    rules.check_may_remove(row.id, row.state, _parents(turn), papers=papers)
    turn.record(ItemRemoved(item=row.id))


@action("agenda.open_item", OneItem, permission="agenda.run", when=LIVE)
def open_item(turn: Turn, args: OneItem) -> None:
    """Open an item; the one that was open closes with it."""
    row = turn.get(ItemRow, args.id)
    rules.check_may_open(row.id, row.state)
    before = open_item_of(turn.session, turn.stream)
    if before is not None:
        turn.record(ItemClosed(item=before.id))
    turn.record(ItemOpened(item=row.id))


@action("agenda.close_item", OneItem, permission="agenda.run", when=LIVE)
def close_item(turn: Turn, args: OneItem) -> None:
    """Close the item that is open."""
    row = turn.get(ItemRow, args.id)
    rules.check_may_close(row.id, row.state)
    turn.record(ItemClosed(item=row.id))


def _parents(turn: Turn) -> dict[str, str | None]:
    return {row.id: row.parent for row in items_of(turn.session, turn.stream)}
