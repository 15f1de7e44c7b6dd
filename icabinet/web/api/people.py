"""People and bodies by program, for administrators."""

from typing import Any

from icabinet.people import accounts, bodies, mail
from icabinet.people.bodies import Seat
from icabinet.people.tables import BodyRow, PersonRow
from icabinet.web.api.operations import Body, Shown, operation
from icabinet.web.security import administrator


class NewPerson(Body, frozen=True):
    name: str
    login: str | None = None
    password: str | None = None
    email: str = ""
    administers: bool = False


class PersonChange(Body, frozen=True):
    """`email` null: as it is."""

    name: str
    email: str | None = None
    locale: str = "vi"
    disabled: bool = False
    administers: bool = False


class NewBody(Body, frozen=True):
    name: str
    parent: str | None = None


class SeatWanted(Body, frozen=True):
    office: str = ""
    unit: str = ""
    rank: int = 100
    votes: bool = True
    prepares: bool = False


class Made(Shown, frozen=True):
    id: str


@operation("GET", "/people", "people", answer=list[dict[str, Any]])
def list_people() -> list[dict[str, Any]]:
    """List all accounts."""
    administrator()
    return [_person(row) for row in accounts.people()]


@operation("POST", "/people", "people", body=NewPerson, answer=Made, status=201)
def add_person(given: NewPerson) -> Made:
    """Make an account."""
    administrator()
    mail.checked_address(given.email)
    made = accounts.add_person(given.name, given.login, given.password, administers=given.administers)
    if given.email:
        mail.set_address(made, given.email)
    return Made(id=made)


@operation("PUT", "/people/<person>", "people", body=PersonChange, answer=dict[str, Any])
def change_person(given: PersonChange, person: str) -> dict[str, Any]:
    """Change an account; disabling it ends its sessions."""
    administrator()
    if given.email is not None:
        mail.set_address(person, given.email)
    accounts.change_person(
        person,
        name=given.name,
        locale=given.locale,
        disabled=given.disabled,
        administers=given.administers,
    )
    return _person(accounts.person(person))


@operation("GET", "/bodies", "people", answer=list[dict[str, Any]])
def list_bodies() -> list[dict[str, Any]]:
    """List all bodies with their seats."""
    administrator()
    return [_body(row) for row in bodies.bodies()]


@operation("POST", "/bodies", "people", body=NewBody, answer=Made, status=201)
def add_body(given: NewBody) -> Made:
    """Make a body."""
    administrator()
    return Made(id=bodies.add_body(given.name, given.parent))


@operation("PUT", "/bodies/<body>/seats/<person>", "people", body=SeatWanted, answer=dict[str, Any])
def seat_person(given: SeatWanted, body: str, person: str) -> dict[str, Any]:
    """Give a person a place in a body, or change it."""
    administrator()
    place = Seat(given.office, given.unit, given.rank, given.votes, given.prepares)
    bodies.seat(body, person, place)
    return _body(bodies.body(body))


@operation("DELETE", "/bodies/<body>/seats/<person>", "people", answer=dict[str, Any])
def unseat_person(body: str, person: str) -> dict[str, Any]:
    """Take a person's place in a body away."""
    administrator()
    bodies.unseat(body, person)
    return _body(bodies.body(body))


def _person(row: PersonRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "login": row.login,
        "email": row.email,
        "locale": row.locale,
        "administers": row.administers,
        "disabled": row.disabled,
    }


def _body(row: BodyRow) -> dict[str, Any]:
    seats = [
        {
            "person": seat.person,
            "name": seat.holder.name,
            "office": seat.office,
            "unit": seat.unit,
            "rank": seat.rank,
            "votes": seat.votes,
            "prepares": seat.prepares,
        }
        for seat in row.seats
    ]
    return {"id": row.id, "name": row.name, "parent": row.parent, "seats": seats}
