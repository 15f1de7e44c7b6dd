"""Drawing on one page of a PDF: text in fonts that have every Vietnamese letter, and shapes beneath it."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Literal

import pymupdf

from icabinet.worker.fonts import family

Colour = tuple[float, float, float]
Point = tuple[float, float]
Align = Literal["left", "right", "centre"]
Style = Literal["", "b", "i", "bi"]
Kind = Literal["serif", "sans"]


def colour(web: str) -> Colour:
    """A colour of the web, such as "#1f4e79", as PyMuPDF wants it."""
    red, green, blue = bytes.fromhex(web.removeprefix("#"))
    return red / 255, green / 255, blue / 255


INK, PALE_INK, RULE = colour("#1b1f24"), colour("#5b6470"), colour("#b4bcc6")
BLUE, TEAL, AMBER, BRICK = colour("#1f4e79"), colour("#2a8a83"), colour("#d39a2d"), colour("#a8432f")
VIOLET, OLIVE, SLATE = colour("#6d5a8e"), colour("#7d8f3a"), colour("#7f8b99")
SERIES = (BLUE, AMBER, TEAL, BRICK, VIOLET, OLIVE, SLATE)
TINT, WHITE = colour("#e9eff5"), (1.0, 1.0, 1.0)


@cache
def font(kind: Kind, style: Style) -> pymupdf.Font:
    """The machine's best font, or the one that MuPDF brings along (which has no bold)."""
    found = family(kind)
    return pymupdf.Font(fontfile=str(found.files[style])) if found else pymupdf.Font()


@cache
def scale(kind: Kind) -> float:
    """What makes sizes here mean what they mean in Times and Arial."""
    found = family(kind)
    return found.scale if found else 0.88


@cache
def _advance(letter: str, kind: Kind, style: Style) -> float:
    return float(font(kind, style).glyph_advance(ord(letter)))


def width(text: str, size: float, style: Style = "", kind: Kind = "serif") -> float:
    """How far a text runs, in points."""
    return sum(_advance(letter, kind, style) for letter in text) * size * scale(kind)


def wrap(text: str, room: float, size: float, style: Style = "", kind: Kind = "serif", indent: float = 0) -> list[str]:
    """Lines no wider than `room`, the first one shorter by `indent`; a longer word stands alone."""
    lines: list[list[str]] = [[]]
    space, left = width(" ", size, style, kind), room - indent
    for word in text.split():
        wide = width(word, size, style, kind)
        if lines[-1] and wide > left:
            lines.append([])
            left = room
        lines[-1].append(word)
        left -= wide + space
    return list(map(" ".join, lines))


class Sheet:
    """One page. Shapes and texts are gathered and written by `close`, all texts above all shapes."""

    def __init__(self, page: pymupdf.Page) -> None:
        self.page = page
        self._shape = page.new_shape()
        self._writers: dict[Colour, pymupdf.TextWriter] = {}
        self._turned: list[tuple[pymupdf.TextWriter, Colour, Point, float]] = []

    @property
    def middle(self) -> float:
        """The page's middle, across."""
        return float(self.page.rect.width) / 2

    def text(
        self, at: Point, text: str, size: float, style: Style = "", kind: Kind = "serif",
        *, ink: Colour = INK, align: Align = "left",
    ) -> None:  # fmt: skip
        """Write a line with its baseline at `at`."""
        shift = {"left": 0.0, "centre": 0.5, "right": 1.0}[align] * width(text, size, style, kind)
        writer = self._writers.setdefault(ink, pymupdf.TextWriter(self.page.rect))
        writer.append((at[0] - shift, at[1]), text, font(kind, style), size * scale(kind))

    def turned(self, at: Point, text: str, size: float, angle: float, *, ink: Colour = INK) -> None:
        """Write a sans line centred at `at`, turned by `angle` degrees against the clock."""
        writer = pymupdf.TextWriter(self.page.rect)
        start = (at[0] - width(text, size, "", "sans") / 2, at[1] + size / 3)
        writer.append(start, text, font("sans", ""), size * scale("sans"))
        self._turned.append((writer, ink, at, angle))

    def justified(self, at: Point, line: str, room: float, size: float) -> None:
        """Write a serif line spread over `room`."""
        words = line.split()
        gap = (room - sum(width(word, size) for word in words)) / max(len(words) - 1, 1)
        x = at[0]
        for word in words[:-1]:
            self.text((x, at[1]), word + " ", size)
            x += width(word, size) + gap
        self.text((x, at[1]), words[-1], size)

    def box(
        self, rect: Sequence[float], fill: Colour | None = None, line: Colour | None = None, pen: float = 0.6
    ) -> None:
        """Draw a rectangle (x0, y0, x1, y1)."""
        self._shape.draw_rect(pymupdf.Rect(rect))
        self._shape.finish(color=line, fill=fill, width=pen if line else 0)

    def line(self, start: Point, end: Point, ink: Colour = RULE, pen: float = 0.6, dashes: str | None = None) -> None:
        """Draw a straight line; `dashes` as PDF writes them: "[4 3] 0"."""
        self._shape.draw_line(start, end)
        self._shape.finish(color=ink, width=pen, dashes=dashes)

    def path(
        self, points: Iterable[Point], ink: Colour | None = None, pen: float = 1, fill: Colour | None = None,
        *, closed: bool = False, dashes: str | None = None,
    ) -> None:  # fmt: skip
        """Draw through all points."""
        self._shape.draw_polyline(list(map(pymupdf.Point, points)))
        self._shape.finish(
            color=ink, width=pen if ink else 0, fill=fill, closePath=closed, dashes=dashes, lineJoin=1, lineCap=1
        )

    def circle(self, centre: Point, radius: float, fill: Colour, line: Colour | None = None, pen: float = 0.6) -> None:
        """Draw a disc."""
        self._shape.draw_circle(centre, radius)
        self._shape.finish(color=line, fill=fill, width=pen if line else 0)

    def close(self) -> None:
        """Write the page."""
        self._shape.commit()
        for ink, writer in self._writers.items():
            writer.write_text(self.page, color=ink)
        for writer, ink, at, angle in self._turned:
            writer.write_text(self.page, color=ink, morph=(pymupdf.Point(at), pymupdf.Matrix(-angle)))
