"""The rooms that meetings are held in, drawn by an administrator: plain tables, outside any meeting."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet import clock, ids
from icabinet.errors import NotFound
from icabinet.extensions import services
from icabinet.seats.plans import EMPTY, Plan, as_data, checked
from icabinet.seats.tables import RoomRow
from icabinet.text import clean


def add_room(name: str, plan: Plan = EMPTY) -> str:
    """Make a room; return its id."""
    cleaned, room = clean(name, "name"), ids.new()
    row = RoomRow(id=room, name=cleaned, plan=as_data(checked(plan)), changed_at=clock.now_ms())
    services().writer.write(lambda session: session.add(row))
    return room


def change_room(room: str, *, name: str | None = None, plan: Plan | None = None) -> None:
    """Rename or redraw a room. Meetings that have chosen it keep the plan that they took."""
    cleaned = None if name is None else clean(name, "name")
    drawn = None if plan is None else as_data(checked(plan))

    def work(session: Session) -> None:
        row = _found(session, room)
        row.name, row.plan, row.changed_at = cleaned or row.name, drawn or row.plan, clock.now_ms()

    services().writer.write(work)


def remove_room(room: str) -> None:
    """Take a room off the list. Meetings that have chosen it keep their plan; its devices must be gone before."""

    def work(session: Session) -> None:
        session.delete(_found(session, room))

    services().writer.write(work)


def room(room_id: str) -> RoomRow:
    """Return a room, or refuse with `not_found`."""
    with services().db.reading() as session:
        return _found(session, room_id)


def rooms() -> Sequence[RoomRow]:
    """Return all rooms, by name."""
    with services().db.reading() as session:
        return session.scalars(select(RoomRow).order_by(RoomRow.name)).all()


def plan_in(row: RoomRow) -> Plan:
    return msgspec.convert(row.plan, Plan)


def _found(session: Session, room_id: str) -> RoomRow:
    row = session.get(RoomRow, room_id)
    if row is None:
        raise NotFound(kind="rooms", id=room_id)
    return row
