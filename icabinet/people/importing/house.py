"""Who and what is there before people are imported: values, so that a plan can be made without a database."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from icabinet.people.bodies import Seat
from icabinet.people.lists.choosing import offices
from icabinet.people.tables import BodyRow, PersonRow
from icabinet.text import plain


@dataclass
class Person:
    """An account as the plan has it so far. key: its id, or "line 7" of one that is still to be made."""

    key: str
    name: str
    login: str | None = None
    email: str = ""
    locale: str = "vi"
    disabled: bool = False
    # By the name of the body, plain.
    seats: dict[str, Seat] = field(default_factory=dict)
    # Whose seats the plan gives or changes.
    seated: set[str] = field(default_factory=set)


@dataclass
class House:
    """bodies: their names as written, by the plain name; twice: plain names that more than one body has.

    ranks: of positions, by the plain name.
    """

    people: list[Person]
    bodies: dict[str, str]
    twice: frozenset[str]
    ranks: dict[str, int]


class Directory:
    """Finds people as a list names them; whoever is put in again takes the place of who they were."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._people: dict[str, Person] = {}
        self._keys: dict[tuple[str, str], dict[str, None]] = {}
        for person in people:
            self.put(person)

    def put(self, person: Person) -> None:
        if before := self._people.get(person.key):
            for name in _names(before):
                self._keys[name].pop(person.key, None)
        self._people[person.key] = person
        for name in _names(person):
            self._keys.setdefault(name, {})[person.key] = None

    def find(self, by: str, text: str) -> list[Person]:
        """Return whom this means. by: "login", "email" or "name"."""
        found = self._keys.get((by, plain(text) if by == "name" else text.lower()), {})
        return [self._people[key] for key in found]


def _names(person: Person) -> list[tuple[str, str]]:
    said = (("login", (person.login or "").lower()), ("email", person.email.lower()), ("name", plain(person.name)))
    return [name for name in said if name[1]]


def house_of(session: Session) -> House:
    """Return the house as it is."""
    bodies = list(session.scalars(select(BodyRow).order_by(BodyRow.id)))
    names = {body.id: plain(body.name) for body in bodies}
    counted = list(names.values())
    rows = session.scalars(
        select(PersonRow)
        .where(PersonRow.screen.is_(False))
        .options(selectinload(PersonRow.seats))
        .order_by(PersonRow.id)
    )
    return House(
        people=[_person(row, names) for row in rows],
        bodies={names[body.id]: body.name for body in bodies},
        twice=frozenset(name for name in counted if counted.count(name) > 1),
        ranks={plain(name): rank for name, rank in offices(session).items()},
    )


def _person(row: PersonRow, names: dict[str, str]) -> Person:
    seats = {
        names[seat.body]: Seat(seat.office, seat.unit, seat.rank, seat.votes, seat.prepares, seat.weight)
        for seat in row.seats
    }
    return Person(row.id, row.name, row.login, row.email, row.locale, row.disabled, seats)
