"""What an annotation says of itself in a PDF file, so that other readers can show, list and change it."""

import math
from collections.abc import Iterable
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from icabinet.worker.annotations import shapes
from icabinet.worker.annotations.drawing import Drawn
from icabinet.worker.annotations.marks import Mark
from icabinet.worker.annotations.places import Box, Place, box_of

Numbers = NDArray[np.float64]

_PRINTED = 4
_LINE_OF_PRINT = 240  # units: how high the words are taken to be that a line was drawn under or through
_BULGE = 3 / 32  # of its height: half of what ends bulge by
_KINDS = {
    "pen": "Ink",
    "highlighter": "Ink",
    "underline": "Underline",
    "strikeout": "StrikeOut",
    "line": "Line",
    "arrow": "Line",
    "box": "Square",
    "ellipse": "Circle",
    "text": "FreeText",
    "note": "Text",
    "stamp": "Stamp",
}


def dictionary(drawn: Drawn, place: Place, look: int) -> str:
    """Return an annotation as it stands in a file; `look` is the number of the form that draws it."""
    first, last = drawn.first, drawn.marks[-1]
    kind = kind_of(drawn)
    said = [
        f"/Type/Annot/Subtype/{kind}/Rect{_list(place.box(drawn.box))}/F {_PRINTED}/AP<</N {look} 0 R>>",
        f"/T{text(first.by)}/NM{text(first.id)}",
        f"/M{_moment(last.at)}/CreationDate{_moment(first.at)}",
    ]
    if kind != "FreeText":  # whose colour would fill its frame
        said.append(f"/C{_list(shapes.rgb(first.colour))}")
    if first.text:
        said.append(f"/Contents{text(_as_typed(first.text))}")
    if kind in {"Ink", "Line", "Square", "Circle"}:
        said.append(f"/BS<</W {first.width / place.point:.3f}>>")
    return f"<<{''.join(said)}{_own(kind, drawn, place)}>>"


def kind_of(drawn: Drawn) -> str:
    """Return the kind of annotation that the group becomes: a highlighter along lines of print is a Highlight."""
    if drawn.first.tool == "highlighter" and all(_is_level(points) for points in drawn.places):
        return "Highlight"
    return _KINDS[drawn.first.tool]


def text(words: str) -> str:
    """Return a text as it stands in a file."""
    return f"<FEFF{words.encode('utf-16-be').hex()}>"


def _own(kind: str, drawn: Drawn, place: Place) -> str:
    """What only annotations of this kind have."""
    tool, places = drawn.first.tool, drawn.places
    if kind == "Ink":
        return f"/InkList[{''.join(_list(place.points(points).ravel()) for points in places)}]"
    if kind == "Highlight":
        return _quads((_highlit(points, drawn.first.width) for points in places), place)
    if kind in {"Underline", "StrikeOut"}:
        over = _LINE_OF_PRINT if kind == "Underline" else _LINE_OF_PRINT / 2
        under = _LINE_OF_PRINT - over
        ends = (line for points in places for line in points.reshape(-1, 2, 3)[..., :2])
        return _quads(((min(a[0], b[0]), a[1] - over, max(a[0], b[0]), a[1] + under) for a, b in ends), place)
    if kind == "Line":
        return f"/L{_list(place.points(places[0][:2]).ravel())}/LE[/None/{'OpenArrow' if tool == 'arrow' else 'None'}]"
    if kind == "FreeText":
        return _lettered(drawn.first, place)
    return "/Name/Comment/Open false" if kind == "Text" else ""


def _lettered(mark: Mark, place: Place) -> str:
    """How text looks once somebody changes it: its letters' size and colour, how it lies, and that it has no frame."""
    size = mark.width * math.hypot(place.a, place.b)
    turn = round(math.degrees(math.atan2(place.b, place.a))) % 360
    red, green, blue = shapes.rgb(mark.colour)
    style = f"(font: Arial,Helvetica,sans-serif {size:.1f}pt; color:{mark.colour})"
    look = f"(/Helv {size:.2f} Tf {red:.3g} {green:.3g} {blue:.3g} rg)"
    return f"/IT/FreeTextTypeWriter/DA{look}/DS{style}/Q 0/BS<</W 0>>/Rotate {turn}"


def _as_typed(said: str) -> str:
    """Where a line only ran out of room, another reader breaks it elsewhere."""
    return said.replace(" \n", " ")


def _quads(boxes: Iterable[Box], place: Place) -> str:
    """Corners in the order that readers expect, which is not the standard's: left and right at the top, then below."""
    corners = [[(left, top), (right, top), (left, bottom), (right, bottom)] for left, top, right, bottom in boxes]
    return f"/QuadPoints{_list(place.points(np.array(corners, float).reshape(-1, 2)).ravel())}"


def _highlit(points: Numbers, width: int) -> Box:
    """Some readers draw highlights by themselves: both those whose ends bulge and the others come near to the ink."""
    left, top, right, bottom = box_of(points, width / 2)
    return left + _BULGE * width, top, right - _BULGE * width, bottom


def _is_level(points: Numbers) -> bool:
    return len(points) > 1 and bool(np.ptp(points[:, 1]) == 0)


def _list(numbers: Iterable[float]) -> str:
    values = tuple(numbers)
    return "[" + ("%.2f " * len(values) % values) + "]"


def _moment(at: int) -> str:
    return f"(D:{datetime.fromtimestamp(at / 1000, UTC):%Y%m%d%H%M%S}Z)"
