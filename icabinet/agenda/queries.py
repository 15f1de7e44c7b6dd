"""Questions about the agenda that other rooms of the house may ask."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.agenda.rules import numbered
from icabinet.agenda.tables import ItemRow
from icabinet.errors import NotFound


def items_of(session: Session, stream: str) -> list[ItemRow]:
    return list(session.scalars(select(ItemRow).where(ItemRow.stream == stream).order_by(ItemRow.position)))


def open_item_of(session: Session, stream: str) -> ItemRow | None:
    return session.scalar(select(ItemRow).where(ItemRow.stream == stream, ItemRow.state == "open"))


def item_of(session: Session, stream: str, item: str) -> ItemRow:
    """Return an item, or refuse with `not_found`."""
    row = session.get(ItemRow, (stream, item))
    if row is None:
        raise NotFound(kind="items", id=item)
    return row


def numbers_of(session: Session, stream: str) -> dict[str, str]:
    """Return the number of every item ("1.2"), in the order in which they are dealt with."""
    return numbered((row.id, row.parent, row.position) for row in items_of(session, stream))


def state_of_item(session: Session, stream: str, item: str) -> str | None:
    """Return pending, open or closed; None if there is no such item."""
    row = session.get(ItemRow, (stream, item))
    return row.state if row else None


def check_item(session: Session, stream: str, item: str | None) -> None:
    """Refuse with `not_found` unless the stream has this item; None stands for the meeting as a whole."""
    if item is not None:
        item_of(session, stream, item)
