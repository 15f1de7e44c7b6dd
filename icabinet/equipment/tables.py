"""The room's equipment as a meeting uses it."""

from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from icabinet.database import Base, Json
from icabinet.journal.tables import Projected


class EquipmentRow(Projected, Base):
    """`room`: its name on the bus, "" for none; `scene`: set by hand, or null."""

    __tablename__ = "equipment"
    __table_args__ = (Index("equipment_by_room", "room"),)

    room: Mapped[str]
    ways: Mapped[dict[str, Any]] = mapped_column(Json)
    automatic: Mapped[bool]
    scene: Mapped[str | None]


class UnitRow(Projected, Base):
    """Whose a unit is."""

    __tablename__ = "units"

    unit: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str]


class CardRow(Projected, Base):
    """Whose a card is. `card`: its keyed hash."""

    __tablename__ = "cards"

    card: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str]
