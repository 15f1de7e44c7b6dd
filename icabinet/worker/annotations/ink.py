"""What a pen and a highlighter leave, as drawing orders: the same edges as on the tablets, filled."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from icabinet.worker.annotations.marks import Mark
from icabinet.worker.annotations.outlines import Strokes, outlines

Numbers = NDArray[np.float64]

PARTS = 10  # to a unit: drawing orders are in whole numbers of these
_NO_PRESSURE = 500  # of all points: whoever drew could not say how hard
_THINNING, _THINNING_GUESSED = 0.6, 0.3
_STREAMLINE, _STREAMLINE_HIGHLIGHTER = 0.25, 0.6
_FLAT = 8.0  # parts: a bend whose corner is no further out than that may be a straight line


def is_written(mark: Mark) -> bool:
    """Whether it was written freely, point by point."""
    return mark.tool in {"pen", "highlighter"}


def edges(marks: Sequence[Mark], places: Sequence[Numbers]) -> list[Numbers]:
    """Return the corners of the edge of each mark's ink, in units. places: rows of x, y and pressure (0–1000)."""
    if not marks:
        return []
    marker = np.array([mark.tool == "highlighter" for mark in marks])
    even = np.array([bool((points[:, 2] == _NO_PRESSURE).all()) for points in places])
    return outlines(
        Strokes(
            points=[points * (1, 1, 0.001) for points in places],
            size=np.array([mark.width for mark in marks], float),
            thinning=np.where(marker, 0, np.where(even, _THINNING_GUESSED, _THINNING)),
            streamline=np.where(marker, _STREAMLINE_HIGHLIGHTER, _STREAMLINE),
            simulate=even & ~marker,
        )
    )


def filled(edges: Sequence[Numbers]) -> str:
    """Return the orders that fill each edge: a smooth line through the middles between its corners."""
    corners = np.concatenate(edges) * PARTS
    stops = np.cumsum([len(edge) for edge in edges])
    starts = np.concatenate([[0], stops[:-1]])
    following, before = np.arange(1, len(corners) + 1), np.arange(-1, len(corners) - 1)
    following[stops - 1], before[starts] = starts, stops - 1
    ends = (corners + corners[following]) / 2
    begins = ends[before]
    lines = _written("%d %d l\n", ends)
    bent = np.flatnonzero(np.abs(corners - (begins + ends) / 2).max(axis=1) > _FLAT)
    begin, corner, end = begins[bent], corners[bent], ends[bent]
    # What a quadratic curve has one handle for, a cubic one has two for, two thirds of the way to it.
    bends = np.hstack([begin + (corner - begin) * 2 / 3, end + (corner - end) * 2 / 3, end])
    for i, bend in zip(bent.tolist(), _written("%d %d %d %d %d %d c\n", bends), strict=True):
        lines[i] = bend
    moves = _written("%d %d m\n", begins[starts])
    parts = zip(moves, starts.tolist(), stops.tolist(), strict=True)
    return "\n".join("\n".join([move, *lines[start:stop], "f\n"]) for move, start, stop in parts)


def _written(order: str, rows: Numbers) -> list[str]:
    """Return an order for each row of numbers."""
    return (order * len(rows) % tuple(np.rint(rows).astype(int).ravel().tolist())).splitlines()
