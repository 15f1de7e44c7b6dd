"""Marks of one page, each group of them drawn: what an annotation looks like, and what is burnt into a page."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from icabinet.worker.annotations import ink, shapes
from icabinet.worker.annotations.lettering import Letters
from icabinet.worker.annotations.marks import Mark, groups
from icabinet.worker.annotations.places import Box, box_of

Numbers = NDArray[np.float64]
_MULTIPLY = "/M gs\n"


class Drawn(NamedTuple):
    """A group of marks. places: of each its rows of x, y, pressure, in units; orders: what draws them, in parts."""

    marks: list[Mark]
    places: list[Numbers]
    box: Box
    orders: str

    @property
    def first(self) -> Mark:
        return self.marks[0]


def drawn(marks: Sequence[Mark], letters: Letters) -> Iterator[Drawn]:
    """Yield the groups of a page's marks, in the order in which they were begun."""
    written = [mark for mark in marks if ink.is_written(mark)]
    places = {mark.id: mark.places() for mark in marks}
    found = ink.edges(written, [places[mark.id] for mark in written])
    edges = {mark.id: edge for mark, edge in zip(written, found, strict=True)}
    for group in groups(marks):
        of_group = [places[mark.id] for mark in group]
        first = group[0]
        if ink.is_written(first):
            outlines = [edges[mark.id] for mark in group]
            box = box_of(np.concatenate(outlines), 1)
            under = _MULTIPLY if first.tool == "highlighter" else ""
            orders = under + shapes.colour(first.colour) + ink.filled(outlines)
        else:
            box, orders = shapes.reach(first, of_group[0]), shapes.shape(first, of_group[0], letters)
        yield Drawn(group, of_group, box, orders)
