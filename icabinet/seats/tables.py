"""Rooms, as an administrator draws them; and of each meeting the plan it took, and who sits where."""

from typing import Any

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from icabinet.database import Base, Json
from icabinet.journal.tables import Projected


class RoomRow(Base):
    """A room that meetings may choose. `plan`: see plans.py."""

    __tablename__ = "rooms"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    plan: Mapped[dict[str, Any]] = mapped_column(Json)
    changed_at: Mapped[int] = mapped_column(BigInteger)


class SeatingRow(Projected, Base):
    """The room of a meeting, with its plan of when it was chosen. shown_at: since when displays show it, or null."""

    __tablename__ = "seatings"
    __table_args__ = (Index("seatings_by_room", "room"),)

    room: Mapped[str]
    name: Mapped[str]
    plan: Mapped[dict[str, Any]] = mapped_column(Json)
    shown_at: Mapped[int | None] = mapped_column(BigInteger)


class SeatRow(Projected, Base):
    """A seat that is somebody's."""

    __tablename__ = "seats"

    seat: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str]
