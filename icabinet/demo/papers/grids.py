"""Tables in a PDF: columns as wide as they need, figures to the right, a tinted head and total."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from icabinet.demo.papers.markup import is_number
from icabinet.demo.papers.sheet import INK, RULE, TINT, WHITE, Kind, Sheet, Style, width, wrap

LEADING = 1.28
STRIPE = (0.975, 0.98, 0.987)
Row = Sequence[str]


@dataclass(frozen=True)
class Grid:
    """A table laid out to `room` points; `head` is its first row."""

    head: Row
    rows: Sequence[Row]
    room: float
    size: float = 11
    kind: Kind = "serif"
    padding: float = 4.5

    @cached_property
    def widths(self) -> list[float]:
        """Figures and short words get what they need, the long columns share the rest by their text."""
        columns = list(zip(self.head, *self.rows, strict=True))
        needed = [max(self._head_width(column[0]), *map(self._longest_word, column)) for column in columns]
        wanted = [max(need, *map(self._whole, column[1:])) for need, column in zip(needed, columns, strict=True)]
        if sum(wanted) <= self.room:
            return [want * self.room / sum(wanted) for want in wanted]
        more = [(want - need) ** 0.75 for want, need in zip(wanted, needed, strict=True)]
        spare = (self.room - sum(needed)) / sum(more)
        return [need + spare * part for need, part in zip(needed, more, strict=True)]

    def heights(self) -> list[float]:
        """Of the head and every row."""
        return [self._height(row, self._style(place)) for place, row in enumerate([self.head, *self.rows])]

    def draw(self, sheet: Sheet, x: float, y: float, first: int = 0, last: int | None = None) -> float:
        """Draw the head and the rows from `first` up to before `last`; return where the table ends."""
        shown = [(0, self.head), *list(enumerate(self.rows, 1))[first:last]]
        heights = self.heights()
        for place, row in shown:
            self._draw_row(sheet, x, y, row, heights[place], place)
            y += heights[place]
        sheet.line((x, y), (x + self.room, y), INK, 0.8)
        return y

    def _draw_row(self, sheet: Sheet, x: float, y: float, row: Row, height: float, place: int) -> None:
        sheet.box((x, y, x + self.room, y + height), self._tint(place))
        sheet.line((x, y), (x + self.room, y), INK if place < 2 else RULE, 0.8 if place < 2 else 0.4)  # noqa: PLR2004
        for cell, wide in zip(row, self.widths, strict=True):
            self._draw_cell(sheet, (x, y, wide, height), cell, place)
            x += wide

    def _draw_cell(self, sheet: Sheet, box: tuple[float, float, float, float], cell: str, place: int) -> None:
        x, y, wide, height = box
        style = self._style(place)
        lines = wrap(cell, wide - 2 * self.padding, self.size, style, self.kind)
        top = y + (height - len(lines) * self.size * LEADING) / 2 + self.size * 0.98
        for number, line in enumerate(lines):
            at = top + number * self.size * LEADING
            if place == 0:
                sheet.text((x + wide / 2, at), line, self.size, style, self.kind, align="centre")
            elif is_number(cell) or cell == "–":
                sheet.text((x + wide - self.padding, at), line, self.size, style, self.kind, align="right")
            else:
                sheet.text((x + self.padding, at), line, self.size, style, self.kind)

    def _tint(self, place: int) -> tuple[float, float, float]:
        if place == 0 or self._is_total(place):
            return TINT
        return WHITE if place % 2 else STRIPE

    def _style(self, place: int) -> Style:
        return "b" if place == 0 or self._is_total(place) else ""

    def _is_total(self, place: int) -> bool:
        return place > 0 and any(map(_sums_up, self.rows[place - 1][:2]))

    def _height(self, row: Row, style: Style) -> float:
        most = max(
            len(wrap(cell, wide - 2 * self.padding, self.size, style, self.kind))
            for cell, wide in zip(row, self.widths, strict=True)
        )
        return most * self.size * LEADING + 2 * self.padding

    def _whole(self, cell: str) -> float:
        return width(cell, self.size, "b", self.kind) + 2 * self.padding + 1

    def _longest_word(self, cell: str) -> float:
        return max(map(self._whole, cell.split()), default=0)

    def _head_width(self, head: str) -> float:
        """Room for a head of more than one word in two lines."""
        return self._whole(head) * (0.62 if " " in head else 1)


def _sums_up(cell: str) -> bool:
    return cell.startswith(("Tổng cộng", "TỔNG"))
