"""What can happen to ink. In a notebook's stream it is private, in the meeting's it is shared."""

import msgspec

from icabinet.journal.facts import Fact, fact


@fact("ink.drawn")
class StrokeDrawn(Fact, frozen=True, omit_defaults=True):
    """A mark was made on a page, by any tool.

    `points`: x, y, pressure, x, y, pressure, …, packed into a string; x and y in 1/10000 of the page's width, pressure
    0–1000. Journals from before there was packing hold the numbers themselves. `to`: for whom it is besides its author;
    everybody in the meeting if nobody is named.
    """

    stroke: str
    paper: str
    page: int
    tool: str
    colour: str
    width: int
    points: str | list[int]
    text: str = ""
    to: list[str] = msgspec.field(default_factory=list)
    layer: str = ""


@fact("ink.changed")
class StrokeChanged(Fact, frozen=True, omit_defaults=True):
    """Its author moved, resized, recoloured or rewrote a mark; what is None stays as it was."""

    stroke: str
    points: str | None = None
    colour: str | None = None
    width: int | None = None
    text: str | None = None


@fact("ink.carried")
class StrokesCarried(Fact, frozen=True):
    """Marks were copied to another version of their paper, each under an id and to a page of its own.

    `strokes`: [mark, id of its copy, page of its copy]. The copy is by whoever made the first.
    """

    paper: str
    strokes: list[tuple[str, str, int]]


@fact("ink.erased")
class StrokesErased(Fact, frozen=True):
    """Whole marks are gone."""

    strokes: list[str]
