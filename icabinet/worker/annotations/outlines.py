"""The edge of the ink of a pen: what perfect-freehand does on the tablets, for all strokes at once.

A stroke is worked through point by point, as each depends on the one before, but all strokes take the same step
together: ten thousand of them cost little more than the longest. The tablets' half is `static/ink/tools.js`; a test
compares the two (`tests/worker/test_outlines.py`).
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from icabinet.worker.annotations.paths import Paths, paths_of

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]

_HALF_TURN = np.pi + 1e-4  # a little more, so that caps close
_SMOOTHING = 0.5
_THINNEST = 0.01
_MOST_PLACES = 400_000  # that a portion of the strokes has, if all were as long as the longest
_FEWEST = 5  # a shorter stroke becomes as long
_NEAR_END = 3.0  # units: what lies nearer to the end of a stroke is left to its cap


def _steps(count: int, start: int, *, whole: bool) -> list[float]:
    """Fractions of a turn, added up as the tablets do: whether the last is reached is a matter of rounding."""
    found, step = [], 1 / count
    fraction = start * step
    while fraction < 1 or (whole and fraction <= 1):
        found.append(fraction)
        fraction += step
    return found


_ROUND_CORNER = _steps(13, 0, whole=True)
_ROUND_START = _steps(13, 1, whole=True)
_ROUND_END = _steps(29, 1, whole=False)


class Strokes(NamedTuple):
    """One entry a stroke: its points as rows of x, y, pressure (0–1), its width, and how its ink behaves."""

    points: Sequence[Numbers]
    size: Numbers
    thinning: Numbers
    streamline: Numbers
    simulate: Flags


def outlines(strokes: Strokes) -> list[Numbers]:
    """Return the corners of each stroke's edge, as rows of x and y. Points and sizes in any one unit.

    Those of about the same length go together, in portions that fit into memory however long some of them are.
    """
    edges: list[Numbers] = [np.empty((0, 2))] * len(strokes.points)
    for some in _portions(np.array([len(points) for points in strokes.points], np.intp)):
        part = Strokes(
            points=[strokes.points[i] for i in some],
            size=strokes.size[some],
            thinning=strokes.thinning[some],
            streamline=strokes.streamline[some],
            simulate=strokes.simulate[some],
        )
        for i, edge in zip(some, _Pen(paths_of(part.points, part.size, part.streamline), part).edges(), strict=True):
            edges[i] = edge
    return edges


def _portions(lengths: NDArray[np.intp]) -> Iterator[NDArray[np.intp]]:
    order = np.argsort(lengths, kind="stable")[::-1]
    while order.size:
        count = max(1, _MOST_PLACES // max(_FEWEST, int(lengths[order[0]])))
        yield order[:count]
        order = order[count:]


class _Pen:
    """Goes along all paths, and notes what it leaves on both sides."""

    def __init__(self, paths: Paths, strokes: Strokes) -> None:
        self._paths = paths
        self._size, self._thinning, self._simulate = strokes.size, strokes.thinning, strokes.simulate
        self._nearest = (strokes.size * _SMOOTHING) ** 2
        first = paths.points[:, 0].copy()
        self._pressure = self._first_pressure()
        self._vector = paths.vectors[:, 0].copy()
        self._was_sharp = np.zeros(len(first), bool)
        self._radius = np.zeros(len(first))
        self._first_radius = np.full(len(first), np.nan)
        self._last_left, self._last_right = first.copy(), first.copy()
        self._left: list[tuple[NDArray[np.intp], Numbers]] = []
        self._right: list[tuple[NDArray[np.intp], Numbers]] = []

    def edges(self) -> list[Numbers]:
        for step in range(self._paths.longest):
            self._go(step)
        count = len(self._paths.lengths)
        left, right = _by_stroke(self._left, count), _by_stroke(self._right, count)
        first_right = np.array([side[0] if len(side) else (0, 0) for side in right])
        start = _arc(self._paths.points[:, 0], first_right, _ROUND_START, 1)
        end = self._end_caps()
        dots = _dots(self._paths.points[:, 0], self._first_radius)
        return [
            dots[i] if self._paths.lengths[i] == 1 else np.concatenate([left[i], end[i], right[i][::-1], start[i]])
            for i in range(count)
        ]

    def _go(self, step: int) -> None:
        paths = self._paths
        there = np.flatnonzero(paths.lengths > step)
        last = paths.lengths[there] - 1 == step
        at = there[last | (paths.total[there] - paths.running[there, step] >= _NEAR_END)]
        last = paths.lengths[at] - 1 == step
        pressure = self._pressed(at, step)
        self._radius[at] = np.maximum(_THINNEST, _radius(self._size[at], self._thinning[at], pressure))
        self._first_radius[at] = np.where(np.isnan(self._first_radius[at]), self._radius[at], self._first_radius[at])
        vector = paths.vectors[at, step]
        following = paths.vectors[at, np.where(last, step, np.minimum(step + 1, paths.longest - 1))]
        ahead = np.where(last, 1.0, _dot(vector, following))
        turns = ahead < 0
        sharp = ((_dot(vector, self._vector[at]) < 0) & ~self._was_sharp[at]) | turns
        self._corner(at[sharp], step)
        # A sharp corner that was announced by the point before it is not one again.
        self._was_sharp[at] = np.where(sharp, self._was_sharp[at] | turns, False)
        self._end(at[~sharp & last], step)
        goes_on = ~sharp & ~last
        self._side(at[goes_on], step, following[goes_on], ahead[goes_on])
        self._pressure[at[goes_on]] = pressure[goes_on]
        self._vector[at[goes_on]] = vector[goes_on]

    def _pressed(self, at: NDArray[np.intp], step: int) -> Numbers:
        guessed = _guess(self._pressure[at], self._paths.distances[at, step], self._size[at])
        return np.where(self._simulate[at], guessed, self._paths.pressures[at, step])

    def _first_pressure(self) -> Numbers:
        paths = self._paths
        mean = paths.pressures[:, 0].copy()
        for step in range(min(10, paths.longest)):
            guessed = _guess(mean, paths.distances[:, step], self._size)
            pressed = np.where(self._simulate, guessed, paths.pressures[:, step])
            mean = np.where(paths.lengths > step, (mean + pressed) / 2, mean)
        return mean

    def _corner(self, at: NDArray[np.intp], step: int) -> None:
        """Round: half a circle on both sides."""
        if not at.size:
            return
        point = self._paths.points[at, step]
        offset = _across(self._vector[at]) * self._radius[at, None]
        for fraction in _ROUND_CORNER:
            self._last_left[at] = point + _turned(-offset, _HALF_TURN * fraction)
            self._last_right[at] = point + _turned(offset, -_HALF_TURN * fraction)
            self._left.append((at, self._last_left[at]))
            self._right.append((at, self._last_right[at]))

    def _end(self, at: NDArray[np.intp], step: int) -> None:
        point = self._paths.points[at, step]
        offset = _across(self._paths.vectors[at, step]) * self._radius[at, None]
        self._left.append((at, point - offset))
        self._right.append((at, point + offset))

    def _side(self, at: NDArray[np.intp], step: int, following: Numbers, ahead: Numbers) -> None:
        """Both edges beside a point, unless they are too near to the last ones."""
        point, vector = self._paths.points[at, step], self._paths.vectors[at, step]
        offset = _across(following + (vector - following) * ahead[:, None]) * self._radius[at, None]
        sides = ((point - offset, self._last_left, self._left), (point + offset, self._last_right, self._right))
        for place, last, log in sides:
            gap = place - last[at]
            far = _dot(gap, gap) > self._nearest[at] if step > 1 else np.ones(len(at), bool)
            last[at[far]] = place[far]
            log.append((at[far], place[far]))

    def _end_caps(self) -> Numbers:
        rows, last = np.arange(len(self._paths.lengths)), self._paths.lengths - 1
        end = self._paths.points[rows, last]
        out = _across(-self._paths.vectors[rows, last]) * self._radius[:, None]
        return _arc(end, end + out, _ROUND_END, 3)


def _arc(centres: Numbers, begins: Numbers, fractions: list[float], halves: int) -> Numbers:
    """Places around each centre, a row a stroke: from where it begins through so many half turns."""
    angles = _HALF_TURN * halves * np.array(fractions)
    sine, cosine = np.sin(angles), np.cos(angles)
    x, y = (begins - centres).T[:, :, None]
    arc: Numbers = centres[:, None] + np.stack([x * cosine - y * sine, x * sine + y * cosine], axis=-1)
    return arc


def _dots(centres: Numbers, radii: Numbers) -> Numbers:
    side = np.array([1.0, -1.0]) / np.sqrt(2)
    return _arc(centres, centres + side * radii[:, None], _ROUND_START, 2)


def _radius(size: Numbers, thinning: Numbers, pressure: Numbers) -> Numbers:
    radius: Numbers = size * (0.5 - thinning * (0.5 - pressure))
    return radius


def _guess(before: Numbers, distance: Numbers, size: Numbers) -> Numbers:
    """How hard a hand presses that cannot say it: the quicker, the less."""
    speed = np.minimum(1, distance / size)
    pressure: Numbers = np.minimum(1, before + (np.minimum(1, 1 - speed) - before) * (speed * 0.275))
    return pressure


def _dot(a: Numbers, b: Numbers) -> Numbers:
    return a[:, 0] * b[:, 0] + a[:, 1] * b[:, 1]


def _across(vectors: Numbers) -> Numbers:
    return np.stack([vectors[..., 1], -vectors[..., 0]], axis=-1)


def _turned(offsets: Numbers, angle: float) -> Numbers:
    sine, cosine = np.sin(angle), np.cos(angle)
    x, y = offsets[..., 0], offsets[..., 1]
    return np.stack([x * cosine - y * sine, x * sine + y * cosine], axis=-1)


def _by_stroke(log: list[tuple[NDArray[np.intp], Numbers]], count: int) -> list[Numbers]:
    if not log:
        return [np.empty((0, 2))] * count
    whose = np.concatenate([at for at, _ in log])
    order = np.argsort(whose, kind="stable")
    places = np.concatenate([place for _, place in log])[order]
    return np.split(places, np.searchsorted(whose[order], np.arange(1, count)))
