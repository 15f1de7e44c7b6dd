"""What people see of the room's equipment; whose units and cards they are is the desk's to know."""

from collections.abc import Collection, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.equipment.tables import CardRow, EquipmentRow, UnitRow
from icabinet.journal.records import DESK, EVERYONE, Views, records


@records("equipment")
def equipment(session: Session, stream: str, _ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    row = session.get(EquipmentRow, stream)
    if row is not None:
        body = {"room": row.room, "ways": row.ways, "automatic": row.automatic, "scene": row.scene}
        yield "now", [(EVERYONE, body)]


@records("units")
def units(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    query = select(UnitRow).where(UnitRow.stream == stream)
    found = {row.unit: row.person for row in session.scalars(query)}
    for unit in found if ids is None else ids:
        body = {"unit": unit, "person": found[unit]} if unit in found else None
        # Of one that is taken back, too, nobody but the desk hears.
        yield unit, [(DESK, body)]


@records("cards")
def cards(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    found = {row.card: row.person for row in session.scalars(select(CardRow).where(CardRow.stream == stream))}
    for card in found if ids is None else ids:
        body = {"card": card, "person": found[card]} if card in found else None
        yield card, [(DESK, body)]
