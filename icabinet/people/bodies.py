"""Bodies, and who sits in them with which office."""

from dataclasses import dataclass, replace
from typing import Any

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
    """A person's place in a body, as an administrator sets it. `weight`: of the vote, in millionths."""

    office: str = ""
    unit: str = ""
    rank: int = 100
    votes: bool = True
    prepares: bool = False
    weight: int = 1_000_000


def add_body(name: str, parent: str | None = None) -> str:
    """Make a body; return its id."""
    cleaned, body = clean(name, "name"), ids.new()

    def work(session: Session) -> None:
        if parent is not None:
            _body(session, parent)
        last = session.scalar(select(func.max(BodyRow.position)).where(BodyRow.parent == parent)) or 0
        session.add(BodyRow(id=body, name=cleaned, parent=parent, position=last + 1))

    services().writer.write(work)
    return body


def rename(body: str, name: str) -> None:
    """Call a body otherwise from now on; what has happened keeps the old name."""
    cleaned = clean(name, "name")

    def work(session: Session) -> None:
        _body(session, body).name = cleaned

    services().writer.write(work)


def move(body: str, parent: str | None, before: str | None = None) -> None:
    """Put a body, with all that lies below it, under another or under none, before a sibling or as the last."""

    def work(session: Session) -> None:
        row = _body(session, body)
        _check_no_circle(session, body, parent)
        order = [row for row in _below(session, parent) if row.id != body]
        if before is not None and before not in [row.id for row in order]:
            raise NotFound(kind="body", id=before)
        at = next((at for at, row in enumerate(order) if row.id == before), len(order))
        row.parent = parent
        for position, each in enumerate([*order[:at], row, *order[at:]], start=1):
            each.position = position

    services().writer.write(work)


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


def names_within(session: Session, body_id: str, *, beneath: bool) -> dict[str, str]:
    """Return the names of a body and, if wanted, of all bodies beneath it, by id."""
    known = {row.id: row for row in session.scalars(select(BodyRow))}
    found = {body_id} & set(known)
    fresh = found if beneath else set()
    while fresh:
        fresh = {row.id for row in known.values() if row.parent in fresh} - found
        found |= fresh
    return {one: known[one].name for one in found}


def bodies() -> list[BodyRow]:
    """Return all bodies with their seats; those beside one another in their order, then by name."""
    with services().db.reading() as session:
        return list(session.scalars(select(BodyRow).options(*_SEATS).order_by(BodyRow.position, BodyRow.name)))


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


def _below(session: Session, parent: str | None) -> list[BodyRow]:
    query = select(BodyRow).where(BodyRow.parent == parent)
    return list(session.scalars(query.order_by(BodyRow.position, BodyRow.name)))


def _check_no_circle(session: Session, body: str, parent: str | None) -> None:
    above = parent
    while above is not None:
        if above == body:
            raise Invalid(where="parent", why="below_itself")
        above = _body(session, above).parent


def _body(session: Session, body_id: str) -> BodyRow:
    row = session.get(BodyRow, body_id)
    if row is None:
        raise NotFound(kind="body", id=body_id)
    return row
