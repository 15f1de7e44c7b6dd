"""Who asks and who is asked: the seats of a body as they are now, written down for the record."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from icabinet.errors import NotFound
from icabinet.people.bodies import seats_of
from icabinet.people.tables import MembershipRow, PersonRow
from icabinet.slips.facts import Party

_LAST = 1_000


@dataclass(frozen=True)
class Asked:
    """members: whom a slip reaches, in order of precedence; the figures are of all who have a seat with a vote."""

    members: list[Party]
    weights: dict[str, int]
    all_members: int
    all_weights: int


def party_of(session: Session, body: str, person: str, *, outside: bool = False) -> Party:
    """Return a person with their seat in the body, or refuse with `not_found`; `outside`: it may be without a seat."""
    account = session.get(PersonRow, person)
    seat = session.get(MembershipRow, (body, person))
    if account is None or account.disabled or (seat is None and not outside):
        raise NotFound(kind="person", id=person)
    return _party(account, seat)


def asked_of(session: Session, body: str) -> Asked:
    """Return who is asked by a slip of this body; an account that was closed reaches nobody."""
    seats = seats_of(session, body)
    accounts = {seat.person: session.get_one(PersonRow, seat.person) for seat in seats}
    open_seats = [seat for seat in seats if not accounts[seat.person].disabled]
    members = sorted(
        (_party(accounts[seat.person], seat) for seat in open_seats),
        key=lambda party: (party.rank, party.name, party.person),
    )
    return Asked(
        members=members,
        weights={seat.person: seat.weight for seat in open_seats},
        all_members=len(seats),
        all_weights=sum(seat.weight for seat in seats),
    )


def _party(account: PersonRow, seat: MembershipRow | None) -> Party:
    return Party(
        person=account.id,
        name=account.name,
        title=seat.office if seat else "",
        unit=seat.unit if seat else "",
        rank=seat.rank if seat else _LAST,
    )
