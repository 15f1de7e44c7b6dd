"""What can happen to ink. In a notebook's stream it is private, in the meeting's it is shared."""

from icabinet.journal.facts import Fact, fact


@fact("ink.drawn")
class StrokeDrawn(Fact, frozen=True):
    """`points`: x, y, pressure, x, y, pressure, …; x and y in 1/10000 of the page's width, pressure 0–1000."""

    stroke: str
    paper: str
    page: int
    tool: str
    colour: str
    width: int
    points: list[int]


@fact("ink.carried")
class StrokesCarried(Fact, frozen=True):
    """Strokes were copied to another version of their paper, each under an id and to a page of its own.

    `strokes`: [stroke, id of its copy, page of its copy]. The copy is by whoever drew the first.
    """

    paper: str
    strokes: list[tuple[str, str, int]]


@fact("ink.erased")
class StrokesErased(Fact, frozen=True):
    """Whole strokes are gone."""

    strokes: list[str]
