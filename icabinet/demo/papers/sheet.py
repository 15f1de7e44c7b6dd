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
    """"#1f4e79" as PyMuPDF wants it."""
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
def _unit_width(text: str, kind: Kind, style: Style) -> float:
    return float(font(kind, style).text_length(text, fontsize=1))


def width(text: str, size: float, style: Style = "", kind: Kind = "serif") -> float:
    """How far a text runs, in points."""
    return _unit_width(text, kind, style) * size * scale(kind)


def wrap(text: str, room: float, size: float, style: Style = "", kind: Kind = "serif", indent: float = 0) -> list[str]:
    """Lines no wider than `room`, the first one shorter by `indent`; a longer word stands alone."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and width(longer, size, style, kind) > room - (0 if lines else indent):
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line]


class Sheet:
    """One page. Shapes are drawn at once; texts are gathered by colour and written by `close`."""

    def __init__(self, page: pymupdf.Page) -> None:
        self.page = page
        self._writers: dict[Colour, pymupdf.TextWriter] = {}

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
        writer.write_text(self.page, color=ink, morph=(pymupdf.Point(at), pymupdf.Matrix(-angle)))

    def justified(self, at: Point, line: str, room: float, size: float) -> None:
        """Write a serif line spread over `room`."""
        words = line.split()
        gap = (room - sum(width(word, size) for word in words)) / max(len(words) - 1, 1)
        x = at[0]
        for word in words[:-1]:
            self.text((x, at[1]), word + " ", size)
            x += width(word, size) + gap
        self.text((x, at[1]), words[-1], size)

    def box(self, rect: Sequence[float], fill: Colour | None = None, line: Colour | None = None, pen: float = 0.6) -> None:
        """Draw a rectangle (x0, y0, x1, y1)."""
        self.page.draw_rect(pymupdf.Rect(rect), color=line, fill=fill, width=pen if line else 0)

    def line(self, start: Point, end: Point, ink: Colour = RULE, pen: float = 0.6, dashes: str | None = None) -> None:
        """Draw a straight line; `dashes` as PDF writes them: "[4 3] 0"."""
        self.page.draw_line(start, end, color=ink, width=pen, dashes=dashes)

    def path(
        self, points: Iterable[Point], ink: Colour | None = None, pen: float = 1, fill: Colour | None = None,
        *, closed: bool = False, dashes: str | None = None,
    ) -> None:  # fmt: skip
        """Draw through all points."""
        shape = self.page.new_shape()
        shape.draw_polyline(list(map(pymupdf.Point, points)))
        shape.finish(
            color=ink, width=pen if ink else 0, fill=fill, closePath=closed, dashes=dashes, lineJoin=1, lineCap=1
        )
        shape.commit()

    def circle(self, centre: Point, radius: float, fill: Colour, line: Colour | None = None, pen: float = 0.6) -> None:
        """Draw a disc."""
        self.page.draw_circle(centre, radius, color=line, fill=fill, width=pen if line else 0)

    def sector(self, centre: Point, start: Point, angle: float, fill: Colour) -> None:
        """Draw a slice of a disc from the point `start` on, `angle` degrees clockwise."""
        self.page.draw_sector(centre, start, -angle, color=WHITE, fill=fill, width=1)

    def close(self) -> None:
        """Write the texts; nothing can be drawn afterwards."""
        for ink, writer in self._writers.items():
            writer.write_text(self.page, color=ink)
