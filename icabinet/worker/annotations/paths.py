"""The way of a pen through its points, evened out as perfect-freehand does it, for all strokes at once."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

_UNKNOWN = 0.5  # the pressure of a point between two that were told


class Paths(NamedTuple):
    """A row a stroke, a column a step. Behind its own length there is nothing of meaning in a row.

    points, vectors: x and y; a vector has length 1 and points back. distances: from the step before; running: from the
    beginning; total: of the whole stroke.
    """

    points: Numbers
    pressures: Numbers
    vectors: Numbers
    distances: Numbers
    running: Numbers
    lengths: NDArray[np.intp]
    total: Numbers

    @property
    def longest(self) -> int:
        return int(self.points.shape[1])


def paths_of(strokes: Sequence[Numbers], size: Numbers, streamline: Numbers) -> Paths:
    """`strokes`: rows of x, y, pressure (0–1), at least one each. `streamline`: 0 to 1, how even the way becomes."""
    given, counts = _padded([_at_least_some(points) for points in strokes])
    return _Walk(given, counts, size, 0.15 + (1 - streamline) * 0.85).paths()


def _at_least_some(points: Numbers) -> Numbers:
    if len(points) == 1:
        return np.concatenate([points, points + np.array([1.0, 1.0, 0.0])])
    if len(points) == 2:  # noqa: PLR2004 - a straight line is cut in four
        between = points[0, :2] + (points[1, :2] - points[0, :2]) * np.arange(1, 5)[:, None] / 4
        return np.concatenate([points[:1], np.column_stack([between, np.full(4, _UNKNOWN)])])
    return points


def _padded(strokes: Sequence[Numbers]) -> tuple[Numbers, NDArray[np.intp]]:
    counts = np.array([len(points) for points in strokes], np.intp)
    padded = np.zeros((len(strokes), int(counts.max()), 3))
    padded[np.arange(padded.shape[1]) < counts[:, None]] = np.concatenate(strokes)
    return padded, counts


class _Walk:
    def __init__(self, given: Numbers, counts: NDArray[np.intp], size: Numbers, share: Numbers) -> None:
        rows, steps, _ = given.shape
        self._given, self._counts, self._size, self._share = given, counts, size, share[:, None]
        self._made = np.zeros((rows, steps, 7))  # x, y, pressure, vector x and y, distance, running
        self._made[:, 0, :3] = given[:, 0]
        self._lengths = np.ones(rows, np.intp)
        self._here = given[:, 0, :2].copy()
        self._running = np.zeros(rows)
        self._begun = np.zeros(rows, bool)

    def paths(self) -> Paths:
        for step in range(1, self._given.shape[1]):
            self._go(step)
        rows = np.arange(len(self._lengths))
        made = self._made
        # The first point looks where the second does.
        made[:, 0, 3:5] = np.where(self._lengths[:, None] > 1, made[:, min(1, made.shape[1] - 1), 3:5], 0)
        total = made[rows, self._lengths - 1, 6]
        return Paths(made[..., :2], made[..., 2], made[..., 3:5], made[..., 5], made[..., 6], self._lengths, total)

    def _go(self, step: int) -> None:
        at = np.flatnonzero(self._counts > step)
        last = self._counts[at] - 1 == step
        here, told = self._here[at], self._given[at, step]
        place = np.where(last[:, None], told[:, :2], here + (told[:, :2] - here) * self._share[at])
        gap = here - place
        distance = np.hypot(gap[:, 0], gap[:, 1])
        moved = distance > 0
        self._running[at] += distance
        # The first stretch, as long as the pen is wide, is noise.
        begun = self._begun[at] | last | (self._running[at] >= self._size[at])
        self._begun[at] |= begun & moved & ~last
        keep = moved & begun
        kept, place, distance = at[keep], place[keep], distance[keep]
        new = self._made[kept, self._lengths[kept]]
        new[:, :2], new[:, 2] = place, told[keep, 2]
        new[:, 3:5] = gap[keep] / distance[:, None]
        new[:, 5], new[:, 6] = distance, self._running[kept]
        self._made[kept, self._lengths[kept]] = new
        self._lengths[kept] += 1
        self._here[kept] = place
