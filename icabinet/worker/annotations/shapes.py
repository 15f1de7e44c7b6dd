"""All marks that are not written freely, as drawing orders in units: as `static/ink/paint.js` paints them."""

import math

import numpy as np
from numpy.typing import NDArray

from icabinet.worker.annotations.ink import PARTS
from icabinet.worker.annotations.lettering import Lettering, Letters
from icabinet.worker.annotations.marks import Mark
from icabinet.worker.annotations.places import Box, box_of

Numbers = NDArray[np.float64]
Point = tuple[float, float]

_PIN = 150  # half the side of a note's pin
_PIN_EDGE, _PIN_LINE, _PIN_INSET = "#4f483f", 20, 60
_HEAD, _LEAST_HEAD, _LONGEST_HEAD, _HEAD_ANGLE = 5, 110, 0.5, math.pi / 7
_ROUND = 0.5523  # of the radius: where the handles of a quarter of a circle are
_CAPITALS, _ROOM, _CORNER, _FRAME, _LOW = 0.56, 0.84, 0.22, 0.06, 0.03
_LEADING, _BASE = 1.35, 1.05  # of the size of letters: from line to line, and from the top to where the first stands
_MIDDLE = 0.36  # of the size of letters: how far their middle is above the line that they stand on


def shape(mark: Mark, places: Numbers, letters: Letters) -> str:
    """Return the orders that draw a mark of any of these kinds."""
    if mark.tool == "note":
        return colour(mark.colour) + _pin(places)
    if mark.tool == "text":
        return colour(mark.colour) + _typed(mark, box_of(places, 0), letters.plain)
    pen = f"{colour(mark.colour)}{_number(mark.width)} w 1 J 1 j\n"
    if mark.tool == "stamp":
        return pen + _stamp(mark, box_of(places, 0), letters.bold)
    if mark.tool == "ellipse":
        return pen + _ellipse(box_of(places, 0))
    if mark.tool == "box":
        left, top, right, bottom = box_of(places, 0)
        return pen + _lines([(left, top), (right, top), (right, bottom), (left, bottom)]) + "s\n"
    return pen + "".join(_lines(line) for line in lines(mark, places)) + "S\n"


def reach(mark: Mark, places: Numbers) -> Box:
    """Return all that the mark's orders may touch."""
    if mark.tool == "note":
        return box_of(places[:1], _PIN + _PIN_LINE)
    box = box_of(places, 0)
    if mark.tool == "text":
        left, top, right, bottom = box
        return left, top, right, max(bottom, top + _LEADING * mark.width * len(mark.text.split("\n")))
    corners = [corner for line in lines(mark, places) for corner in line]
    return box_of(np.array(corners), max(mark.width, _FRAME * (box[3] - box[1]) if mark.tool == "stamp" else 0))


def lines(mark: Mark, places: Numbers) -> list[list[Point]]:
    """Return the straight lines that a mark is made of."""
    path = [(float(x), float(y)) for x, y, _ in places]
    if mark.tool in {"underline", "strikeout"}:
        return [path[i : i + 2] for i in range(0, len(path) - 1, 2)]
    if mark.tool == "arrow":
        return [path, _head(path[0], path[1], mark.width)]
    return [path]


def colour(name: str) -> str:
    """Return the orders that choose a colour "#rrggbb" for lines and areas."""
    values = " ".join(f"{value:.3g}" for value in rgb(name))
    return f"{values} rg {values} RG\n"


def rgb(name: str) -> tuple[float, float, float]:
    """Return red, green and blue, 0 to 1."""
    red, green, blue = bytes.fromhex(name.removeprefix("#"))
    return red / 255, green / 255, blue / 255


def _head(start: Point, tip: Point, width: int) -> list[Point]:
    dx, dy = tip[0] - start[0], tip[1] - start[1]
    length = min(max(_LEAST_HEAD, _HEAD * width), _LONGEST_HEAD * math.hypot(dx, dy))
    angle = math.atan2(dy, dx)
    turned = (angle + _HEAD_ANGLE, angle - _HEAD_ANGLE)
    first, second = ((tip[0] - length * math.cos(by), tip[1] - length * math.sin(by)) for by in turned)
    return [first, tip, second]


def _pin(places: Numbers) -> str:
    """A leaf with a folded corner and lines on it."""
    left, top, right, bottom = box_of(places[:1], _PIN)
    fold = (right - left) / 3
    edge = " ".join(f"{value:.3g}" for value in rgb(_PIN_EDGE))
    leaf = [(left, top), (right, top), (right, bottom - fold), (right - fold, bottom), (left, bottom)]
    folded = [(right, bottom - fold), (right - fold, bottom - fold), (right - fold, bottom)]
    rows = [top + part * (bottom - top) for part in (0.3, 0.55)]
    written = "".join(_lines([(left + _PIN_INSET, row), (right - _PIN_INSET, row)]) for row in rows)
    return f"{edge} RG {_number(_PIN_LINE)} w 1 J 1 j\n{_lines(leaf)}b\n{_lines(folded)}{written}S\n"


def _ellipse(box: Box) -> str:
    left, top, right, bottom = box
    x, y = (left + right) / 2, (top + bottom) / 2
    a, b = (right - left) / 2 * _ROUND, (bottom - top) / 2 * _ROUND
    quarters = (
        (right, y + b, x + a, bottom, x, bottom),
        (x - a, bottom, left, y + b, left, y),
        (left, y - b, x - a, top, x, top),
        (x + a, top, right, y - b, right, y),
    )
    return f"{_numbers(right, y)} m\n" + "".join(f"{_numbers(*quarter)} c\n" for quarter in quarters) + "s\n"


def _stamp(mark: Mark, box: Box, lettering: Lettering) -> str:
    """Words in a rounded frame, as large as they fit."""
    left, top, right, bottom = box
    across, down = right - left, bottom - top
    frame = f"{_number(max(mark.width, _FRAME * down))} w\n{_rounded(box, _CORNER * min(across, down))}s\n"
    size = _CAPITALS * down
    size *= min(1, _ROOM * across / max(1, size * lettering.width(mark.text)))
    return frame + words(mark.text, lettering, size, ((left + right) / 2, (top + bottom) / 2 + _LOW * down))


def words(text: str, lettering: Lettering, size: float, middle: Point) -> str:
    """Return the orders that write a line of text around a place. What is drawn has y going down, letters do not."""
    x, y = middle[0] - size * lettering.width(text) / 2, middle[1] + _MIDDLE * size
    return f"BT /{lettering.name} {_number(size)} Tf 1 0 0 -1 {_numbers(x, y)} Tm {lettering.glyphs(text)} Tj ET\n"


def _typed(mark: Mark, box: Box, lettering: Lettering) -> str:
    """Lines from the frame's top, each narrowed to its width, for letters of a tablet's font may have been narrower."""
    left, top, right, _ = box
    size = mark.width
    orders = [f"BT /{lettering.name} {_number(size)} Tf\n"]
    for row, line in enumerate(mark.text.split("\n")):
        narrow = min(1, (right - left) / max(1, size * lettering.width(line.rstrip())))
        y = top + (_BASE + _LEADING * row) * size
        orders.append(f"{narrow:.4f} 0 0 -1 {_numbers(left, y)} Tm {lettering.glyphs(line)} Tj\n")
    return "".join([*orders, "ET\n"])


def _rounded(box: Box, radius: float) -> str:
    left, top, right, bottom = box
    near = radius * (1 - _ROUND)
    path = [f"{_numbers(left + radius, top)} m", f"{_numbers(right - radius, top)} l"]
    path.append(f"{_numbers(right - near, top, right, top + near, right, top + radius)} c")
    path.append(f"{_numbers(right, bottom - radius)} l")
    path.append(f"{_numbers(right, bottom - near, right - near, bottom, right - radius, bottom)} c")
    path.append(f"{_numbers(left + radius, bottom)} l")
    path.append(f"{_numbers(left + near, bottom, left, bottom - near, left, bottom - radius)} c")
    path.append(f"{_numbers(left, top + radius)} l")
    path.append(f"{_numbers(left, top + near, left + near, top, left + radius, top)} c\n")
    return "\n".join(path)


def _lines(points: list[Point]) -> str:
    return "".join(f"{_numbers(*point)} {'l' if i else 'm'}\n" for i, point in enumerate(points))


def _numbers(*values: float) -> str:
    return " ".join(map(_number, values))


def _number(value: float) -> str:
    return str(round(value * PARTS))
