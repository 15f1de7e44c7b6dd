"""Bodies, and who sits in them with which office."""

from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from icabinet import ids
from icabinet.errors import Invalid, NotFound
from icabinet.extensions import services
from icabinet.people.tables import BodyRow, MembershipRow, PersonRow
from icabinet.text import clean

_LAST_RANK = 9_999


@dataclass(frozen=True)
class Seat:
    """A person's place in a body, as an administrator sets it."""

    office: str = ""
    unit: str = ""
    rank: int = 100
    votes: bool = True
    prepares: bool = False


def add_body(name: str, parent: str | None = None) -> str:
    """Make a body; return its id."""
    cleaned, body = clean(name, "name"), ids.new()

    def work(session: Session) -> None:
        if parent is not None:
            _body(session, parent)
        session.add(BodyRow(id=body, name=cleaned, parent=parent))

    services().writer.write(work)
    return body


def seat(body: str, person: str, place: Seat) -> None:
    """Give a person a place in a body, or change it."""
    if not 0 <= place.rank <= _LAST_RANK:
        raise Invalid(where="rank", why="range")
    office, unit = clean(place.office, "office", empty=True), clean(place.unit, "unit", empty=True)
    checked = replace(place, office=office, unit=unit)

    def work(session: Session) -> None:
        _body(session, body)
        if session.get(PersonRow, person) is None:
            raise NotFound(kind="person", id=person)
        session.merge(MembershipRow(body=body, person=person, **checked.__dict__))

    services().writer.write(work)


def unseat(body: str, person: str) -> None:
    def work(session: Session) -> None:
        row = session.get(MembershipRow, (body, person))
        if row is None:
            raise NotFound(kind="membership", id=person)
        session.delete(row)

    services().writer.write(work)


def body(body_id: str) -> BodyRow:
    """Return a body with its seats and their holders, or refuse with `not_found`."""
    with services().db.reading() as session:
        row = session.scalar(select(BodyRow).where(BodyRow.id == body_id).options(*_SEATS))
    if row is None:
        raise NotFound(kind="body", id=body_id)
    return row


def bodies() -> list[BodyRow]:
    """Return all bodies with their seats, by name."""
    with services().db.reading() as session:
        return list(session.scalars(select(BodyRow).options(*_SEATS).order_by(BodyRow.name)))


def prepared_by(person: str, *, administers: bool = False) -> list[BodyRow]:
    """Return the bodies whose meetings this person may make."""
    query = select(BodyRow).order_by(BodyRow.name)
    if not administers:
        mine = select(MembershipRow.body).where(MembershipRow.person == person, MembershipRow.prepares.is_(True))
        query = query.where(BodyRow.id.in_(mine))
    with services().db.reading() as session:
        return list(session.scalars(query))


def may_prepare(session: Session, person: str, body_id: str) -> bool:
    """Whether this person may make meetings of this body."""
    row = session.get(MembershipRow, (body_id, person))
    account = session.get(PersonRow, person)
    return bool((row and row.prepares) or (account and account.administers))


def voting_seats(session: Session, body_id: str) -> int:
    """How many members of the body have a vote, present or not."""
    query = select(func.count()).select_from(MembershipRow)
    return session.scalar(query.where(MembershipRow.body == body_id, MembershipRow.votes.is_(True))) or 0


_SEATS = (selectinload(BodyRow.seats).selectinload(MembershipRow.holder),)


def _body(session: Session, body_id: str) -> BodyRow:
    row = session.get(BodyRow, body_id)
    if row is None:
        raise NotFound(kind="body", id=body_id)
    return row
