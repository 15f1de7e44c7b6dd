"""The geography of a ward that does not exist, in a plane of 1000 × 650 units: blocks between streets, round a lake."""

import math
from collections.abc import Iterator

Point = tuple[float, float]

WIDE, HIGH = 1000.0, 650.0
COLUMNS, ROWS = 12, 8
STREET = 0.1  # half a street, as a part of a block
LAKE_CENTRE, LAKE_RADII = (362.0, 322.0), (134.0, 98.0)
PARK = 30.0  # how wide the green is around the lake

HOUSES, TRADE, SCHOOLS, OFFICES, HERITAGE, GREEN, MIXED = range(7)
FIXED = {(2, 1): SCHOOLS, (8, 5): HERITAGE, (9, 4): TRADE, (1, 5): SCHOOLS, (10, 1): OFFICES, (4, 7): HERITAGE}
CHANGED = dict.fromkeys([(6, 2), (7, 2), (8, 2), (0, 3)], MIXED) | dict.fromkeys([(10, 2), (11, 2), (6, 6)], GREEN)
SCATTERED = {0: OFFICES, 3: TRADE, 6: SCHOOLS, 9: TRADE, 12: GREEN, 14: HERITAGE}
EAST_WEST = ("Phố Hàng Đèn", "Phố Thủy Tạ", "Phố Hàng Sen", "Phố Cầu Đá", "Phố Liên Trì", "Phố Bến Trúc", "Phố Lò Gốm")
NORTH_SOUTH = {2: "Phố Hàng Quế", 6: "Phố Gươm Xưa", 8: "Phố Hàng Lụa", 10: "Phố Vườn Dâu"}
BELOW_LAKE = 6  # the north-south street that the lake interrupts
WALKS = (2, 3)  # the east-west streets that become pedestrian
SITES = (
    ("Quảng trường Thủy Tạ", (6, 2)),
    ("Chợ Lụa - cải tạo tầng hầm", (9, 4)),
    ("Đình Liên Trì - tu bổ giai đoạn 1", (8, 5)),
    ("Trường Mầm non Hoa Sen", (2, 1)),
    ("Bãi đỗ xe ngầm Vườn Dâu", (10, 2)),
    ("Trạm Y tế phường", (1, 5)),
)
PARKINGS = ((10, 2), (0, 2), (5, 7), (10, 6), (3, 0))


def centre(column: int, row: int) -> Point:
    """The middle of a block."""
    corners = block_corners(column, row)
    return sum(x for x, _ in corners) / 4, sum(y for _, y in corners) / 4


def bend(u: float, v: float) -> Point:
    """From the even grid to streets that have grown: u and v run from 0 to 1."""
    x = 20 + 890 * u + 26 * math.sin(3.1 * v + 0.6) + 9 * math.sin(9 * u)
    y = 16 + 566 * v + 30 * math.sin(2.6 * u + 0.4) * (1 - v * 0.5) + 7 * math.sin(7 * v + 2 * u)
    return x, y


def edge() -> Iterator[Point]:
    """The ward's boundary."""
    yield from (bend(step / 24, 0.0) for step in range(24))
    yield from (bend(1.0, step / 24) for step in range(24))
    yield from (bend(1 - step / 24, 1.0) for step in range(24))
    yield from (bend(0.0, 1 - step / 24) for step in range(24))


def block_corners(column: int, row: int) -> list[Point]:
    inset_u = STREET * (2.2 if column in NORTH_SOUTH else 1)
    left, right = (column + inset_u) / COLUMNS, (column + 1 - STREET) / COLUMNS
    upper, lower = (row + STREET * 1.4) / ROWS, (row + 1 - STREET * 1.4) / ROWS
    return [bend(left, upper), bend(right, upper), bend(right, lower), bend(left, lower)]


def use(column: int, row: int, *, planned: bool) -> int:
    """A pattern of uses: trade along the walks, temples and schools among the houses."""
    if planned and (column, row) in CHANGED:
        return CHANGED[column, row]
    if (column, row) in FIXED:
        return FIXED[column, row]
    turn = (column * 7 + row * 11) % 17
    return SCATTERED.get(turn, HOUSES)


def lake_distance(point: Point) -> float:
    """Units to the shore, negative in the water."""
    x = (point[0] - LAKE_CENTRE[0]) / LAKE_RADII[0]
    y = (point[1] - LAKE_CENTRE[1]) / LAKE_RADII[1]
    return (math.hypot(x, y) - 1) * min(LAKE_RADII)


def around_lake(outset: float, count: int = 90) -> Iterator[Point]:
    """Points of the shore, moved outwards."""
    for step in range(count):
        angle = 2 * math.pi * step / count
        wave = 1 + 0.035 * math.sin(3 * angle + 1) + 0.02 * math.sin(5 * angle)
        x = LAKE_CENTRE[0] + (LAKE_RADII[0] + outset) * wave * math.cos(angle)
        yield x, LAKE_CENTRE[1] + (LAKE_RADII[1] + outset) * wave * math.sin(angle)


def between(start: Point, end: Point, part: float) -> Point:
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part
