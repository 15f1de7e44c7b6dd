"""What people see of a meeting's seats: everybody sees who sits where; what goes on there, other records tell."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.journal.records import EVERYONE, Views, records
from icabinet.seats.tables import SeatingRow, SeatRow


@records("seating")
def seating(session: Session, stream: str, _ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    row = session.get(SeatingRow, stream)
    if row is not None:
        yield "now", [(EVERYONE, seating_record(row))]


@records("seats")
def seats(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    query = select(SeatRow.seat, SeatRow.person).where(SeatRow.stream == stream)
    for seat, person in session.execute(query if ids is None else query.where(SeatRow.seat.in_(ids))):
        yield seat, [(EVERYONE, {"seat": seat, "person": person})]


def seating_record(row: SeatingRow) -> dict[str, Any]:
    return {"room": row.room, "name": row.name, "plan": row.plan, "shown_at": row.shown_at}
