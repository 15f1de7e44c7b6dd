"""A room's plan as data: its seats, in the order of honour, and what else stands there. Pure.

Lengths are centimetres from the room's upper left corner, to the middle of a thing. A seat faces the top of the plan,
turned clockwise by so many degrees.
"""

import re
from collections.abc import Iterator
from typing import Any, Literal

import msgspec

from icabinet.errors import Conflict, Invalid

# Closer than this no two people sit, and no finger tells them apart.
_NEAREST = 60
_SMALLEST, _LARGEST = 200, 20_000
_MOST_SEATS, _MOST_THINGS = 1_000, 100
# Part of a record's key, of an address, and read aloud.
_LABEL = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]{0,7}")
_FULL_TURN = 360


class SeatsOverlap(Conflict):
    """Two seats of the plan stand in one another. data: first, second."""

    code = "seats_overlap"


class Seat(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`label` is what stands on it."""

    label: str
    x: int
    y: int
    turn: int = 0


class Thing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What helps to find one's way in the plan."""

    kind: Literal["table", "podium", "screen", "door"]
    x: int
    y: int
    width: int
    depth: int
    turn: int = 0


class Plan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The first seat is the chair's, the next ones follow by honour."""

    width: int
    depth: int
    seats: tuple[Seat, ...] = ()
    things: tuple[Thing, ...] = ()

    @property
    def labels(self) -> list[str]:
        return [seat.label for seat in self.seats]


EMPTY = Plan(width=1_000, depth=800)


def read_plan(text: bytes | str) -> Plan:
    """Return a plan that somebody sent as JSON, or refuse with `invalid`, or `seats_overlap`."""
    try:
        plan = msgspec.json.decode(text, type=Plan)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise Invalid(where="plan", why=str(error)[:200]) from error
    return checked(plan)


def as_data(plan: Plan) -> dict[str, Any]:
    """Return the plan as it lies in tables and records."""
    return msgspec.json.decode(msgspec.json.encode(plan))  # type: ignore[no-any-return]


def checked(plan: Plan) -> Plan:
    """Return the plan, or refuse one that cannot be."""
    if not (_SMALLEST <= plan.width <= _LARGEST and _SMALLEST <= plan.depth <= _LARGEST):
        raise Invalid(where="plan", why="range")
    if len(plan.seats) > _MOST_SEATS or len(plan.things) > _MOST_THINGS:
        raise Invalid(where="plan", why="length", longest=_MOST_SEATS)
    for x, y, turn in _places(plan):
        if not (0 <= x <= plan.width and 0 <= y <= plan.depth and 0 <= turn < _FULL_TURN):
            raise Invalid(where="plan", why="outside")
    for thing in plan.things:
        if not (0 < thing.width <= plan.width and 0 < thing.depth <= plan.depth):
            raise Invalid(where="plan", why="range")
    _check_labels(plan.labels)
    _check_apart(plan.seats)
    return plan


def _places(plan: Plan) -> Iterator[tuple[int, int, int]]:
    yield from ((seat.x, seat.y, seat.turn) for seat in plan.seats)
    yield from ((thing.x, thing.y, thing.turn) for thing in plan.things)


def _check_labels(labels: list[str]) -> None:
    if len(set(labels)) < len(labels):
        raise Invalid(where="label", why="twice")
    for label in labels:
        if not _LABEL.fullmatch(label):
            raise Invalid(where="label", why="letters and digits, at most 8")


def _check_apart(seats: tuple[Seat, ...]) -> None:
    """Each seat is held against those in its own and the neighbouring squares only: a hall has a thousand."""
    squares: dict[tuple[int, int], list[Seat]] = {}
    for seat in seats:
        column, row = seat.x // _NEAREST, seat.y // _NEAREST
        for near in ((column + x, row + y) for x in (-1, 0, 1) for y in (-1, 0, 1)):
            for other in squares.get(near, ()):
                if (seat.x - other.x) ** 2 + (seat.y - other.y) ** 2 < _NEAREST**2:
                    raise SeatsOverlap(first=other.label, second=seat.label)
        squares.setdefault((column, row), []).append(seat)
