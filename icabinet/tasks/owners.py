"""Whose a task is: people of its unit, and whoever answers for it, whether or not they were at the meeting."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.people.policy import Role
from icabinet.people.tables import BodyRow, MembershipRow
from icabinet.tasks.tables import TaskRow

Unit = tuple[str, str]  # of a body, what the unit is called


def units_of(session: Session, person: str) -> set[Unit]:
    """Return the units that somebody belongs to: of each body they sit in, and that body in those above it."""
    above = _above(session)
    seats = session.scalars(select(MembershipRow).where(MembershipRow.person == person))
    return {unit for seat in seats for unit in _of_seat(seat, above)}


def persons_of(session: Session, body: str, unit: str) -> list[str]:
    """Return who belongs to a unit of a body."""
    above = _above(session)
    seats = session.scalars(select(MembershipRow).order_by(MembershipRow.person))
    return list(dict.fromkeys(seat.person for seat in seats if (body, unit) in _of_seat(seat, above)))


def known_units(session: Session, body: str) -> list[str]:
    """Return the units of a body and the bodies below it, by name, to choose from."""
    above = _above(session)
    inside = select(MembershipRow.unit).where(MembershipRow.body == body, MembershipRow.unit != "")
    below = {name for one, (name, _) in above.items() if body in _line(one, above)}
    return sorted({*session.scalars(inside), *below})


def owns(row: TaskRow, person: str, units: set[Unit]) -> bool:
    """Whether the task is this person's. `units`: those that they belong to."""
    return row.person == person or any((row.body, unit) in units for unit in (row.unit, *row.helpers))


def owners_of(session: Session, row: TaskRow) -> list[str]:
    """Return who is told of the task: whoever answers for it, or everybody of the unit."""
    return [row.person] if row.person else persons_of(session, row.body, row.unit)


def kept_by(session: Session, person: str) -> set[str]:
    """Return the bodies whose tasks somebody sees to: those whose meetings they prepare."""
    query = select(MembershipRow.body).where(MembershipRow.person == person, MembershipRow.prepares.is_(True))
    return set(session.scalars(query))


def part_in_tasks(session: Session, stream: str, person: str) -> Role | None:
    """Return what somebody who takes no part in a meeting is to the tasks that it gave; None: nothing."""
    rows = session.scalars(select(TaskRow).where(TaskRow.stream == stream)).all()
    if not rows:
        return None
    kept, units = kept_by(session, person), units_of(session, person)
    if any(row.body in kept for row in rows):
        return Role.KEEPER
    return Role.OWNER if any(owns(row, person, units) for row in rows) else None


def _above(session: Session) -> dict[str, tuple[str, str | None]]:
    """Return the name of each body and the body above it."""
    return {row.id: (row.name, row.parent) for row in session.scalars(select(BodyRow))}


def _of_seat(seat: MembershipRow, above: dict[str, tuple[str, str | None]]) -> set[Unit]:
    name = above[seat.body][0]
    inside = {(seat.body, seat.unit)} if seat.unit else set()
    return inside | {(body, name) for body in _line(seat.body, above)}


def _line(body: str, above: dict[str, tuple[str, str | None]]) -> Iterator[str]:
    """Yield the bodies above one, the nearest first."""
    seen = {body}
    while (parent := above[body][1]) is not None and parent not in seen:
        seen.add(parent)
        yield parent
        body = parent
