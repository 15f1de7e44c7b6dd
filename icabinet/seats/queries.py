"""Questions about seats that other rooms of the house may ask."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.seats.plans import Plan
from icabinet.seats.tables import SeatingRow, SeatRow


def plan_of(row: SeatingRow) -> Plan:
    return msgspec.convert(row.plan, Plan)


def taken_seats(session: Session, stream: str) -> dict[str, str]:
    """Return who sits where: seat -> person."""
    query = select(SeatRow.seat, SeatRow.person).where(SeatRow.stream == stream)
    return dict(session.execute(query).all())


def streams_in(session: Session, room: str) -> Sequence[str]:
    """Return the streams of the meetings that have chosen a room."""
    return session.scalars(select(SeatingRow.stream).where(SeatingRow.room == room)).all()
