"""Running text on A4 pages after Nghị định 30/2020: justified, first lines indented, the page number above."""

from collections.abc import Callable

import pymupdf

from icabinet.demo.papers import charts
from icabinet.demo.papers.grids import Grid
from icabinet.demo.papers.markup import Block, Figure, Heading, Paragraph
from icabinet.demo.papers.sheet import BLUE, INK, PALE_INK, Sheet, Style, width, wrap

LEFT, RIGHT, TOP, BOTTOM = 85.0, 547.0, 64.0, 786.0  # margins of 30, 17 and 20 mm
PORTRAIT, LANDSCAPE = (595, 842), (842, 595)
SIZE, LEADING, GAP, INDENT = 14.0, 1.5, 6.0, 36.0
HEADINGS = {1: 14.5, 2: 14.0}
FOOTER = "Tài liệu minh họa – số liệu không có thật"
_FIGURE_GAP, _CAPTION = 14.0, 20.0
_LEAST_LINES = 2


class Flow:
    """Fills pages from top to bottom. A figure that no longer fits waits for the top of the next page."""

    sheet: Sheet

    def __init__(self, document: pymupdf.Document) -> None:
        self.document = document
        self.contents: list[tuple[int, str, int]] = []
        self._waiting: list[Figure] = []
        self._figures = {"Biểu đồ": 0, "Bảng": 0}
        self.new_page()

    def new_page(self, size: tuple[float, float] = PORTRAIT) -> None:
        """Go on to a fresh page, and put what waits on it."""
        if self.document.page_count:
            self.sheet.close()
        self.sheet = Sheet(self.document.new_page(width=size[0], height=size[1]))
        self.y = TOP
        number = self.document.page_count
        if number > 1:
            self.sheet.text((size[0] / 2, 40), str(number), SIZE, align="centre")
        self.sheet.text((size[0] / 2, size[1] - 26), FOOTER, 8, "i", "sans", ink=PALE_INK, align="centre")
        waiting, self._waiting = self._waiting, []
        for figure in waiting:
            self.figure(figure)

    def mark(self, level: int, title: str) -> None:
        """Enter this page into the bookmarks."""
        self.contents.append((level, title, self.document.page_count))

    def close(self) -> None:
        """Finish the last page."""
        if self._waiting:
            self.new_page()
        self.sheet.close()

    def add(self, blocks: list[Block]) -> None:
        """Take blocks of a text in their order."""
        for block in blocks:
            if isinstance(block, Heading):
                self.heading(block)
            elif isinstance(block, Paragraph):
                self.paragraph(block.text)
            else:
                self.figure(block)

    def heading(self, heading: Heading) -> None:
        """A heading and an entry in the bookmarks; a chapter begins in the upper third of a page."""
        if heading.level == 1 and self.y > TOP + (BOTTOM - TOP) / 3:
            self.new_page()
        size = HEADINGS[heading.level]
        lines = wrap(heading.text, RIGHT - LEFT, size, "b")
        self._need(len(lines) * size * LEADING + 3 * SIZE * LEADING)
        self.mark(heading.level, heading.text)
        self.y += 4
        for line in lines:
            self._line(line, size, "b", INK if heading.level > 1 else BLUE)
        self.y += GAP

    def paragraph(self, text: str, size: float = SIZE) -> None:
        """A justified paragraph; at least two of its lines stay together at either end of a page."""
        lines = wrap(text, RIGHT - LEFT, size, indent=INDENT)
        for place, line in enumerate(lines):
            left = len(lines) - place
            if place == 0 or left == _LEAST_LINES:
                self._need(min(left, _LEAST_LINES) * size * LEADING)
            self._need(size * LEADING)
            self._text_line(line, size, INDENT if place == 0 else 0, last=left == 1)
        self.y += GAP

    def figure(self, figure: Figure) -> None:
        """A table or a chart with its caption, here or at the top of the next page."""
        height, draw = self._table(figure) if figure.kind == "table" else self._chart(figure)
        if height > BOTTOM - TOP - _CAPTION:
            self._long_table(figure)
            return
        if self.y + height + _CAPTION + _FIGURE_GAP > BOTTOM and self.y > TOP:
            self._waiting.append(figure)
            return
        self._caption(figure)
        draw()
        self.y += height + _FIGURE_GAP

    def _table(self, figure: Figure) -> tuple[float, Callable[[], object]]:
        grid = Grid(figure.rows[0], figure.rows[1:], RIGHT - LEFT)
        return sum(grid.heights()), lambda: grid.draw(self.sheet, LEFT, self.y)

    def _long_table(self, figure: Figure) -> None:
        """A table over several pages, its head on each of them."""
        grid = Grid(figure.rows[0], figure.rows[1:], RIGHT - LEFT)
        head, *heights = grid.heights()
        self._caption(figure)
        first = 0
        while first < len(heights):
            last, end = first, self.y + head
            while last < len(heights) and end + heights[last] <= BOTTOM:
                end += heights[last]
                last += 1
            grid.draw(self.sheet, LEFT, self.y, first, last)
            first, self.y = last, end + _FIGURE_GAP
            if first < len(heights):
                self.new_page()

    def _chart(self, figure: Figure) -> tuple[float, Callable[[], object]]:
        height = charts.height(figure)
        return height, lambda: charts.draw(figure, self.sheet, charts.Frame(LEFT, self.y, RIGHT, self.y + height))

    def _caption(self, figure: Figure) -> None:
        kind = "Bảng" if figure.kind == "table" else "Biểu đồ"
        self._figures[kind] += 1
        name = f"{kind} {self._figures[kind]}. "
        at = self.y + 11
        self.sheet.text((LEFT, at), name, 11, "b", "sans", ink=BLUE)
        self.sheet.text((LEFT + width(name, 11, "b", "sans"), at), figure.title, 11, "b", "sans")
        if figure.unit:
            self.sheet.text((RIGHT, at), f"({figure.unit})", 9, "i", "sans", ink=PALE_INK, align="right")
        self.y += _CAPTION

    def keep(self, text: str, height: float) -> None:
        """A paragraph with something of that height below it on the same page."""
        lines = wrap(text, RIGHT - LEFT, SIZE, indent=INDENT)
        self._need(len(lines) * SIZE * LEADING + GAP + height)
        self.paragraph(text)

    def _need(self, height: float) -> None:
        if self.y + height > BOTTOM:
            self.new_page()

    def _line(self, line: str, size: float, style: Style, ink: tuple[float, float, float]) -> None:
        self.y += size * LEADING
        self.sheet.text((LEFT, self.y - size * 0.36), line, size, style, ink=ink)

    def _text_line(self, line: str, size: float, indent: float, *, last: bool) -> None:
        self.y += size * LEADING
        at = (LEFT + indent, self.y - size * 0.36)
        if last:
            self.sheet.text(at, line, size)
        else:
            self.sheet.justified(at, line, RIGHT - LEFT - indent, size)
