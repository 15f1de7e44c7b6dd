"""The ink that is exported has the edge that the tablets draw, point by point."""

import numpy as np
import pytest

from icabinet.ink.packing import pack
from icabinet.worker.annotations import outlines
from icabinet.worker.annotations.ink import edges, filled
from icabinet.worker.annotations.marks import Mark
from tests.worker.inked import mark, painted, scrawl, wave

ODD = [
    ("pen", 28, [100, 100, 500]),
    ("pen", 28, [100, 100, 700] * 3),
    ("pen", 200, [100, 100, 300, 110, 100, 500, 105, 100, 500, 104, 100, 500]),
    ("pen", 16, [0, 0, 500, 1000, 0, 500]),
    ("highlighter", 220, [0, 0, 500, 1000, 0, 500]),
    ("pen", 28, [0, 0, 500, 1000, 0, 500, 0, 0, 500, 1000, 0, 500]),
]
SCRAWLS = [
    (tool, width, scrawl(count, seed=count * width + pressed, pressed=pressed))
    for tool in ("pen", "highlighter")
    for width in (16, 52, 220)
    for count in (3, 12, 90, 400)
    for pressed in (False, True)
]


def test_every_corner_of_the_edge_is_where_the_tablets_have_it(monkeypatch: pytest.MonkeyPatch):
    # Small portions, so that strokes of all lengths go through more than one.
    monkeypatch.setattr(outlines, "_MOST_PLACES", 1_000)
    marks = [mark(str(i), tool, points, width=width) for i, (tool, width, points) in enumerate([*ODD, *SCRAWLS])]
    ours = edges(*of(marks))
    theirs = [np.array(each["edge"]) for each in painted(marks)]
    assert [edge.shape for edge in ours] == [edge.shape for edge in theirs]
    assert max(np.abs(a - b).max() for a, b in zip(ours, theirs, strict=True)) < 1e-6


def test_what_is_drawn_keeps_to_the_smooth_line_through_the_edge():
    marks = [mark("wave", "pen", wave(1000, 1000, 4000, 2000), width=400)]
    orders = filled(edges(*of(marks))).split("\n")
    places = np.array([line.split()[-3:-1] for line in orders if line[-1:] in ("m", "l", "c")], float) / 10
    box = painted(marks)[0]["box"]
    assert np.abs([*places.min(axis=0), *places.max(axis=0)] - np.array(box)).max() < 2
    assert {line[-1] for line in orders if line} == {"m", "l", "c", "f"}


def of(marks: list[dict]) -> tuple[list[Mark], list[np.ndarray]]:
    made = [Mark(**{**each, "points": pack(each["points"])}) for each in marks]
    return made, [each.places() for each in made]
