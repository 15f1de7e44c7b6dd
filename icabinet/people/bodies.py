"""Bodies, and who sits in them with which office."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from icabinet import ids
from icabinet.errors import Invalid, NotFound
from icabinet.extensions import services
from icabinet.people.tables import BodyRow, MembershipRow, PersonRow
from icabinet.text import clean

_LAST_RANK = 9_999


@dataclass(frozen=True)
class Seat:
    """A person's place in a body, as an administrator sets it. `weight`: of the vote, in millionths."""

    office: str = ""
    unit: str = ""
    rank: int = 100
    votes: bool = True
    prepares: bool = False
    weight: int = 1_000_000


@dataclass(frozen=True)
class Letterhead:
    """What a body's documents begin with. superior: the name of the body above, "" if there is none."""

    name: str
    superior: str
    symbol: str
    town: str


def add_body(name: str, parent: str | None = None) -> str:
    """Make a body; return its id."""
    cleaned, body = clean(name, "name"), ids.new()

    def work(session: Session) -> None:
        if parent is not None:
            _body(session, parent)
        session.add(BodyRow(id=body, name=cleaned, parent=parent))

    services().writer.write(work)
    return body


def set_preset(body: str, preset: str, *, afar: bool = True) -> None:
    """Have the body decide by this majority rule unless it is said otherwise.

    afar: whether who takes part from elsewhere counts for the quorum.
    """

    def work(session: Session) -> None:
        row = _body(session, body)
        row.preset, row.afar = preset, afar

    services().writer.write(work)


def set_consent(body: str, consent: str, adoption: str) -> None:
    """Have the body adopt items without debate by this rule, and in this way, from the next asking on."""

    def work(session: Session) -> None:
        row = _body(session, body)
        row.consent, row.adoption = consent, adoption

    services().writer.write(work)


def set_letterhead(body: str, symbol: str, town: str) -> None:
    """Have documents of the body numbered with this symbol ("UBND") and dated at this place."""
    sign, place = clean(symbol, "symbol", longest=40, empty=True).upper(), clean(town, "town", longest=80, empty=True)

    def work(session: Session) -> None:
        row = _body(session, body)
        row.symbol, row.town = sign, place

    services().writer.write(work)


def set_floor(body: str, rules: dict[str, Any] | None) -> None:
    """Have meetings of the body give the floor by these rules unless they say otherwise."""

    def work(session: Session) -> None:
        _body(session, body).floor = rules

    services().writer.write(work)


def seat(body: str, person: str, place: Seat) -> None:
    """Give a person a place in a body, or change it."""
    if not 0 <= place.rank <= _LAST_RANK:
        raise Invalid(where="rank", why="range")
    if place.weight <= 0:
        raise Invalid(where="weight", why="range")
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


def superior_of(body_id: str) -> str:
    """Return the name of the body above, "" if there is none."""
    with services().db.reading() as session:
        found = session.get(BodyRow, body_id)
        above = session.get(BodyRow, found.parent) if found and found.parent else None
        return above.name if above else ""


def letterhead_of(session: Session, body_id: str) -> Letterhead:
    """Return what the body's documents begin with."""
    return _letterhead(session, session.get_one(BodyRow, body_id))


def held_letterhead(session: Session, body_id: str) -> Letterhead:
    """Return the same, and hold the body's row until the transaction ends."""
    return _letterhead(session, session.get_one(BodyRow, body_id, with_for_update=True))


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


def units_of(session: Session, person: str) -> list[str]:
    """Return the names of the units that somebody works in: those of their seats, and the bodies themselves."""
    query = select(MembershipRow.unit, BodyRow.name).join(BodyRow, BodyRow.id == MembershipRow.body)
    return [name for pair in session.execute(query.where(MembershipRow.person == person)) for name in pair if name]


def units_with_people(session: Session) -> list[tuple[str, str]]:
    """Return (person, name) of all units that people work in, as `units_of` has them."""
    query = select(MembershipRow.person, MembershipRow.unit, BodyRow.name).join(BodyRow)
    rows = session.execute(query.order_by(MembershipRow.person))
    return [(person, name) for person, *names in rows for name in names if name]


def seats_of(session: Session, body_id: str) -> list[MembershipRow]:
    """Return the seats of the body that have a vote, whoever is present."""
    query = select(MembershipRow).where(MembershipRow.body == body_id, MembershipRow.votes.is_(True))
    return list(session.scalars(query.order_by(MembershipRow.person)))


def default_floor(session: Session, body_id: str) -> dict[str, Any] | None:
    """Return the rules of the body's floor, None where nothing was said."""
    row = session.get(BodyRow, body_id)
    return row.floor if row else None


def counts_afar(session: Session, body_id: str) -> bool:
    """Whether presence from elsewhere counts for the body's quorum."""
    row = session.get(BodyRow, body_id)
    return row.afar if row else True


def default_preset(session: Session, body_id: str) -> str:
    """Return the name of the majority rule by which the body decides unless it is said otherwise."""
    row = session.get(BodyRow, body_id)
    return row.preset if row else "people_committee"


def consent_of(session: Session, body_id: str) -> tuple[str, str]:
    """Return by which rule, and in which way, the body adopts items without debate."""
    row = session.get(BodyRow, body_id)
    return (row.consent, row.adoption) if row else ("all_agree", "gesture")


_SEATS = (selectinload(BodyRow.seats).selectinload(MembershipRow.holder),)


def _letterhead(session: Session, row: BodyRow) -> Letterhead:
    above = session.get(BodyRow, row.parent) if row.parent else None
    return Letterhead(row.name, above.name if above else "", row.symbol, row.town)


def _body(session: Session, body_id: str) -> BodyRow:
    row = session.get(BodyRow, body_id)
    if row is None:
        raise NotFound(kind="body", id=body_id)
    return row
