"""The marks that somebody wants in their copy of a paper, as the web process tells them."""

from collections import defaultdict
from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from icabinet.ink.packing import unpack

Numbers = NDArray[np.float64]

UNITS = 10_000  # the displayed width of a page
_PAUSE_MS = 10_000  # who pauses for so long has begun something new
_MOST_TOGETHER = 500
_PATHS = frozenset({"pen", "highlighter"})


class Mark(msgspec.Struct, frozen=True):
    """A mark's record with the name of its author, `by`; `at` in milliseconds, and `when` in words. points: packed."""

    id: str
    page: int
    tool: str
    colour: str
    width: int
    points: str
    by: str
    at: int
    text: str = ""
    when: str = ""
    shared: bool = True

    def places(self) -> Numbers:
        """Return rows of x, y in units and pressure from 0 to 1000."""
        return np.array(unpack(self.points), float).reshape(-1, 3)


def read(told: str) -> dict[int, list[Mark]]:
    """Return the marks by page, in the order in which they were made. `told`: JSON."""
    pages: dict[int, list[Mark]] = defaultdict(list)
    for mark in sorted(msgspec.json.decode(told, type=list[Mark]), key=lambda mark: (mark.at, mark.id)):
        pages[mark.page].append(mark)
    return pages


def groups(marks: Sequence[Mark]) -> list[list[Mark]]:
    """Put together what a hand drew in one go, with one pen for the same eyes: a word is one annotation, not twelve.

    One annotation a stroke would also make files that readers take minutes to open.
    """
    found: list[list[Mark]] = []
    open_groups: dict[tuple[str, str, str, int, bool], list[Mark]] = {}
    for mark in marks:
        pen = (mark.by, mark.tool, mark.colour, mark.width, mark.shared)
        group = open_groups.get(pen)
        if group is None or mark.tool not in _PATHS or not _goes_on(group, mark):
            group = open_groups[pen] = []
            found.append(group)
        group.append(mark)
    return found


def _goes_on(group: Sequence[Mark], mark: Mark) -> bool:
    return len(group) < _MOST_TOGETHER and mark.at - group[-1].at <= _PAUSE_MS
