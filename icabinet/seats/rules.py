"""Who may sit where. Pure: no database, no clock, no sockets."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from icabinet.errors import Conflict, NotFound
from icabinet.people.policy import Role

# Who is seated by honour, in this order; a display and an auditor have no seat by right.
_ORDER = (Role.CHAIR, Role.MEMBER, Role.SECRETARY, Role.GUEST)


class NoRoomChosen(Conflict):
    """The meeting has no room with a plan yet."""

    code = "no_room_chosen"


class SeatTaken(Conflict):
    """The seat is somebody else's. data: seat."""

    code = "seat_taken"


class Guest(NamedTuple):
    """Somebody to be seated. `rank`: of the office, the lowest first."""

    person: str
    role: str
    rank: int
    name: str


def check_seat(seat: str, labels: Collection[str]) -> None:
    if seat not in labels:
        raise NotFound(kind="seats", id=seat)


def seated(taken: Mapping[str, str], seat: str, person: str) -> dict[str, str]:
    """Return what changes when a person is given a seat; who sat there takes the one that becomes free, if one does.

    taken: seat -> person; person "": the seat becomes free.
    """
    before = next((other for other, who in taken.items() if who == person), None) if person else None
    if before == seat or taken.get(seat, "") == person:
        return {}
    changes = {seat: person}
    if before is not None:
        changes[before] = taken.get(seat, "")
    return changes


def check_may_sit(taken: Mapping[str, str], seat: str, person: str) -> None:
    """One takes a free seat oneself, not somebody else's."""
    if taken.get(seat, person) != person:
        raise SeatTaken(seat=seat)


def by_honour(people: Iterable[Guest], labels: Sequence[str], taken: Mapping[str, str]) -> dict[str, str]:
    """Return who gets which of the free seats: the chair first, then by part, rank and name. Too many stay standing."""
    seats = [label for label in labels if label not in taken]
    waiting = [one for one in people if one.role in _ORDER and one.person not in taken.values()]
    waiting.sort(key=lambda one: (_ORDER.index(Role(one.role)), one.rank, one.name))
    return {seat: one.person for seat, one in zip(seats, waiting, strict=False)}
