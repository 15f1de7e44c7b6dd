"""Plans to begin with: rows, a U, a theatre, each from a few numbers. Pure."""

from collections.abc import Iterator, Sequence
from math import cos, degrees, pi, sin
from string import ascii_uppercase
from typing import TypeVar

from icabinet.errors import Invalid
from icabinet.seats.plans import Plan, Seat, Thing, checked

T = TypeVar("T")
_PITCH, _ROW, _AISLE, _MARGIN, _TABLE = 85, 120, 120, 120, 60
_MOST = 40
_WIDEST = 2 * pi / 3  # how far a row of a theatre bends round the stage
SHAPES = ("rows", "u", "theatre")
_FACING_DOWN, _FACING_LEFT, _FACING_RIGHT = 180, 270, 90


def arranged(shape: str, *, head: int, across: int, deep: int) -> Plan:
    """Return a plan of this shape.

    head: seats at the chair's table; across: seats of a row (rows, theatre); deep: how many rows, or seats along each
    side of a U.
    """
    for where, number in (("head", head), ("across", across), ("deep", deep)):
        if not 1 <= number <= _MOST:
            raise Invalid(where=where, why="range")
    if shape not in SHAPES:
        raise Invalid(where="shape", why="unknown")
    made = {"rows": _rows, "u": _u, "theatre": _theatre}[shape](head, across, deep)
    return checked(made)


def _rows(head: int, across: int, deep: int) -> Plan:
    """A table in front, and rows that face it, with an aisle in the middle."""
    wide = across * _PITCH + _AISLE
    width = max(wide, head * _PITCH) + 2 * _MARGIN
    first = _MARGIN + _TABLE + 2 * _ROW
    seats = [*_head(head, width // 2, _MARGIN)]
    for row in range(deep):
        places = list(_centred(across, width // 2, _AISLE))
        y = first + row * _ROW
        letter = _letters(row)
        row_seats = [Seat(label=f"{letter}{number}", x=x, y=y) for number, x in enumerate(places, 1)]
        seats += _from_the_middle(row_seats)
    depth = first + (deep - 1) * _ROW + _MARGIN
    return Plan(width=width, depth=depth, seats=tuple(seats), things=(_head_table(head, width // 2),))


def _u(head: int, _across: int, deep: int) -> Plan:
    """Tables in a U: the chair at its bottom, which is the top of the plan; the open side looks at a screen."""
    inner = max(head, 3) * _PITCH + _PITCH
    width = inner + 2 * (_MARGIN + _TABLE)
    top = _MARGIN + _TABLE + _PITCH
    left, right = _MARGIN, width - _MARGIN
    seats = [*_head(head, width // 2, _MARGIN)]
    for place in range(deep):
        y = top + place * _PITCH
        for x, turn in ((right, _FACING_LEFT), (left, _FACING_RIGHT)):
            seats.append(Seat(label=str(len(seats) + 1), x=x, y=y, turn=turn))
    long = deep * _PITCH
    middle = top + (deep - 1) * _PITCH // 2
    arms = [Thing(kind="table", x=x, y=middle, width=_TABLE, depth=long) for x in (left + _TABLE, right - _TABLE)]
    depth = top + long + _MARGIN
    screen = Thing(kind="screen", x=width // 2, y=depth - 30, width=inner // 2, depth=20)
    things = (_head_table(head, width // 2), *arms, screen)
    return Plan(width=width, depth=depth, seats=tuple(seats), things=things)


def _theatre(head: int, across: int, deep: int) -> Plan:
    """Rows that bend round the stage; each is longer than the one before it by a seat at either end."""
    nearest = max(2 * _ROW + _TABLE, round(across * _PITCH / _WIDEST))
    rows = [(nearest + row * _ROW, across + 2 * row) for row in range(deep)]
    seats: list[tuple[str, float, float, int]] = []
    for row, (radius, count) in enumerate(rows):
        angles = [(number - (count - 1) / 2) * _PITCH / radius for number in range(count)]
        places = [
            (f"{_letters(row)}{number}", radius * sin(angle), radius * cos(angle), round(-degrees(angle)) % 360)
            for number, angle in enumerate(angles, 1)
        ]
        seats += _from_the_middle(places)
    reach = max(head * _PITCH / 2, *(abs(x) for _, x, _, _ in seats))
    width, stage = round(2 * reach) + 2 * _MARGIN, _MARGIN
    placed = [Seat(label=label, x=round(width / 2 + x), y=round(stage + y), turn=turn) for label, x, y, turn in seats]
    depth = max(seat.y for seat in placed) + _MARGIN
    podium = _head_table(head, width // 2)
    return Plan(width=width, depth=depth, seats=(*_head(head, width // 2, stage), *placed), things=(podium,))


def _head(count: int, middle: int, y: int) -> Iterator[Seat]:
    """The chair's table: the chair in its middle, the others to the right and left of it in turn."""
    places = _from_the_middle(list(_centred(count, middle)))
    for number, x in enumerate(places, 1):
        yield Seat(label=str(number), x=x, y=y, turn=_FACING_DOWN)


def _head_table(count: int, middle: int) -> Thing:
    return Thing(kind="table", x=middle, y=_MARGIN + _TABLE, width=count * _PITCH, depth=_TABLE)


def _centred(count: int, middle: int, aisle: int = 0) -> Iterator[int]:
    """Yield where seats side by side stand, from left to right; with an aisle the row is parted in its middle."""
    for number in range(count):
        offset = number * _PITCH - (count - 1) * _PITCH // 2
        beside = 0 if not aisle else aisle // 2 if number >= count / 2 else -aisle // 2
        yield middle + offset + beside


def _from_the_middle(row: Sequence[T]) -> list[T]:
    """Return a row from its middle outwards."""
    middle = (len(row) - 1) / 2
    return [row[at] for at in sorted(range(len(row)), key=lambda at: (abs(at - middle), -at))]


def _letters(row: int) -> str:
    """Return the letters of a row: A to Z, then AA, AB and so on."""
    high, low = divmod(row, len(ascii_uppercase))
    return (ascii_uppercase[high - 1] if high else "") + ascii_uppercase[low]
