"""Questions about a room's equipment that others may ask."""

import hashlib
import hmac

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.equipment.tables import CardRow, EquipmentRow, UnitRow


def streams_by_room(session: Session) -> list[tuple[str, str]]:
    """Return (room, stream) of every meeting that uses a room, or has used it."""
    query = select(EquipmentRow.room, EquipmentRow.stream).where(EquipmentRow.room != "")
    return [(room, stream) for room, stream in session.execute(query.order_by(EquipmentRow.room))]


def units_of(session: Session, stream: str) -> dict[str, str]:
    """Return whose the units are: unit -> person."""
    return dict(session.execute(select(UnitRow.unit, UnitRow.person).where(UnitRow.stream == stream)).all())


def person_with(session: Session, stream: str, card: str) -> str | None:
    """Return whose the card with this keyed hash is."""
    row = session.get(CardRow, (stream, card))
    return row.person if row else None


def hash_of(secret: str, card: str) -> str:
    """Return what is kept of a card. Readers write the same number in small letters and in capitals, with colons."""
    number = "".join(letter for letter in card.upper() if letter.isalnum())
    return hmac.digest(secret.encode(), f"card {number}".encode(), hashlib.sha256).hex()[:32]
