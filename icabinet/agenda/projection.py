"""How each fact changes the agenda's table. Nothing else writes it.

Numbers ("1.2") depend on all siblings: whatever moves items touches every item's record.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.agenda.facts import (
    ClosingTakenBack,
    ItemAdded,
    ItemClosed,
    ItemEdited,
    ItemMoved,
    ItemOpened,
    ItemRemoved,
    OpeningTakenBack,
)
from icabinet.agenda.tables import ItemRow
from icabinet.journal.facts import Entry, Fact, follows, projects


@projects(ItemAdded)
def add(session: Session, entry: Entry, fact: ItemAdded) -> list[str]:
    siblings = _children(session, entry.stream, fact.parent)
    session.add(
        ItemRow(
            stream=entry.stream,
            id=fact.item,
            parent=fact.parent,
            position=len(siblings),
            title=fact.title,
            minutes=fact.minutes,
            presenter=fact.presenter,
            starts=fact.starts,
            state="pending",
            spent_ms=0,
        )
    )
    return [_key(fact.item)]


@projects(ItemEdited)
def edit(session: Session, entry: Entry, fact: ItemEdited) -> list[str]:
    row = _item(session, entry, fact.item)
    row.title, row.minutes, row.presenter, row.starts = fact.title, fact.minutes, fact.presenter, fact.starts
    return [_key(fact.item)]


@projects(ItemMoved)
def move(session: Session, entry: Entry, fact: ItemMoved) -> list[str]:
    row = _item(session, entry, fact.item)
    left = [sibling for sibling in _children(session, entry.stream, row.parent) if sibling is not row]
    row.parent = fact.parent
    _renumber(left)
    joined = [sibling for sibling in _children(session, entry.stream, fact.parent) if sibling is not row]
    places = [sibling.id for sibling in joined]
    joined.insert(places.index(fact.before) if fact.before in places else len(joined), row)
    _renumber(joined)
    return _all_keys(session, entry.stream)


@projects(ItemRemoved)
def remove(session: Session, entry: Entry, fact: ItemRemoved) -> list[str]:
    row = _item(session, entry, fact.item)
    keys = _all_keys(session, entry.stream)
    session.delete(row)
    _renumber([sibling for sibling in _children(session, entry.stream, row.parent) if sibling is not row])
    return keys


@projects(ItemOpened)
def open_item(session: Session, entry: Entry, fact: ItemOpened) -> list[str]:
    row = _item(session, entry, fact.item)
    row.state, row.opened_at, row.closed_at, row.since = "open", row.opened_at or entry.at, None, entry.at
    return [_key(fact.item)]


@projects(ItemClosed)
def close_item(session: Session, entry: Entry, fact: ItemClosed) -> list[str]:
    row = _item(session, entry, fact.item)
    row.state, row.closed_at = "closed", entry.at
    _stop_clock(row, entry.at)
    return [_key(fact.item)]


@projects(OpeningTakenBack)
def take_opening_back(session: Session, entry: Entry, fact: OpeningTakenBack) -> list[str]:
    """The time since then belongs to the item that was closed thereby."""
    row = _item(session, entry, fact.item)
    if row.opened_at == row.since:
        row.state, row.opened_at = "pending", None
    else:
        row.state, row.closed_at = "closed", row.since
    row.since = None
    if fact.resumed is None:
        return [_key(fact.item)]
    _go_on(_item(session, entry, fact.resumed))
    return [_key(fact.item), _key(fact.resumed)]


@projects(ClosingTakenBack)
def take_closing_back(session: Session, entry: Entry, fact: ClosingTakenBack) -> list[str]:
    _go_on(_item(session, entry, fact.item))
    return [_key(fact.item)]


@follows("positions.adopted")
def close_adopted(session: Session, entry: Entry, fact: Fact) -> list[str]:
    """What was adopted together with others is done with."""
    for item in getattr(fact, "items", ()):
        row = _item(session, entry, item)
        row.state, row.closed_at = "closed", entry.at
        _stop_clock(row, entry.at)
    return [_key(item) for item in getattr(fact, "items", ())]


@follows("meetings.ended")
def stop_clocks(session: Session, entry: Entry, _fact: Fact) -> list[str]:
    """What is open at the end of the meeting takes no more time."""
    rows = session.scalars(select(ItemRow).where(ItemRow.stream == entry.stream, ItemRow.since.is_not(None))).all()
    for row in rows:
        _stop_clock(row, entry.at)
    return [_key(row.id) for row in rows]


def _go_on(row: ItemRow) -> None:
    """The item's clock has run all the time."""
    row.state, row.since, row.closed_at = "open", row.closed_at, None


def _stop_clock(row: ItemRow, at: int) -> None:
    if row.since is not None:
        row.spent_ms, row.since = row.spent_ms + at - row.since, None


def _item(session: Session, entry: Entry, item: str) -> ItemRow:
    return session.get_one(ItemRow, (entry.stream, item))


def _children(session: Session, stream: str, parent: str | None) -> list[ItemRow]:
    query = select(ItemRow).where(ItemRow.stream == stream, ItemRow.parent == parent)
    return list(session.scalars(query.order_by(ItemRow.position)))


def _renumber(siblings: list[ItemRow]) -> None:
    for place, row in enumerate(siblings):
        row.position = place


def _all_keys(session: Session, stream: str) -> list[str]:
    return [_key(item) for item in session.scalars(select(ItemRow.id).where(ItemRow.stream == stream))]


def _key(item: str) -> str:
    return f"items/{item}"
