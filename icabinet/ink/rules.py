"""What ink may be. Pure: no database, no clock, no sockets."""

import re
from collections.abc import Sequence

from icabinet.errors import Conflict, Invalid, NotAllowed

TOOLS = ("pen", "highlighter")
MOST_POINTS = 5_000
WIDEST = 500
# A page may be very long; ink may run a little over its edges.
_LEAST, _MOST = -10_000, 1_000_000
_COLOUR = re.compile(r"#[0-9a-f]{6}")


class PageIsFull(Conflict):
    """data: most."""

    code = "page_is_full"


MOST_ON_A_PAGE = 20_000


def check_stroke(tool: str, colour: str, width: int, points: Sequence[int]) -> None:
    if tool not in TOOLS:
        raise Invalid(where="tool", why="unknown")
    if not _COLOUR.fullmatch(colour):
        raise Invalid(where="colour", why="not_a_colour")
    if not 0 < width <= WIDEST:
        raise Invalid(where="width", why="range")
    check_points(points)


def check_points(points: Sequence[int]) -> None:
    """Whole triples of x, y and pressure, at least one and not too many, all near the page."""
    if not points or len(points) % 3 or len(points) > 3 * MOST_POINTS:
        raise Invalid(where="points", why="length")
    if min(points) < _LEAST or max(points) > _MOST:
        raise Invalid(where="points", why="range")


def check_room(count: int) -> None:
    if count >= MOST_ON_A_PAGE:
        raise PageIsFull(most=MOST_ON_A_PAGE)


def check_may_erase(owner: str, actor: str, *, any_stroke: bool) -> None:
    if owner != actor and not any_stroke:
        raise NotAllowed(permission="ink.erase_any")
