"""A sheet as a workbook: a tab for what it is, and one for each section with a table; numbers stay numbers."""

import io
import re
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.cell import Cell as Place
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from icabinet.web.sheets.content import Cell, Grid, Section, Sheet

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NO_NAME = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31
_WIDTH = 90
_NARROWEST, _WIDEST = 8, 60
_BOLD, _TITLE = Font(bold=True), Font(bold=True, size=14)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_CHART_ROWS = 20


def written(sheet: Sheet) -> bytes:
    """Return the file."""
    book = Workbook()
    first = book.worksheets[0]
    first.title = _name(sheet.kind, ())
    _write(first, 1, [sheet.about], _TITLE)
    for row, pair in enumerate([("", sheet.issuer), *sheet.facts], start=2):
        _write(first, row, pair)
    first.column_dimensions["A"].width, first.column_dimensions["B"].width = 34, _WIDTH
    for section in sheet.sections:
        _section(book, section)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _section(book: Workbook, section: Section) -> None:
    tab = book.create_sheet(_name(section.name, book.sheetnames))
    row = 1
    for font, line in ((_TITLE, section.title), *((None, line) for line in section.lines)):
        _write(tab, row, [line], font, wrapped=False)
        row += 1
    if section.grid is not None:
        _grid(tab, row + 1, section.grid)


def _grid(tab: Worksheet, top: int, grid: Grid) -> None:
    _write(tab, top, grid.head, _BOLD)
    for row, values in enumerate(grid.rows, start=top + 1):
        _write(tab, row, values)
    for column, width in enumerate(_widths(grid), start=1):
        tab.column_dimensions[get_column_letter(column)].width = width
    tab.freeze_panes = tab.cell(top + 1, 1)
    if grid.chart and grid.rows:
        _chart(tab, top, grid)


def _chart(tab: Worksheet, top: int, grid: Grid) -> None:
    """Draw columns of numbers, one on another, by the first column."""
    bottom = top + len(grid.rows)
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap = "bar", "stacked", 100
    for column in range(2, 2 + grid.chart):
        chart.add_data(Reference(tab, min_col=column, min_row=top, max_row=bottom), titles_from_data=True)
    chart.set_categories(Reference(tab, min_col=1, min_row=top + 1, max_row=bottom))
    chart.height = max(7.0, min(_CHART_ROWS, len(grid.rows)) * 0.9)
    tab.add_chart(chart, tab.cell(bottom + 2, 1).coordinate)


def _write(tab: Worksheet, row: int, values: Iterable[Cell], font: Font | None = None, *, wrapped: bool = True) -> None:
    for column, value in enumerate(values, start=1):
        place = tab.cell(row, column)
        _put(place, value)
        if font is not None:
            place.font = font
        if wrapped:
            place.alignment = _WRAPPED


def _put(place: Place, value: Cell) -> None:
    place.value = value
    if isinstance(value, str):
        # What somebody typed is never a formula.
        place.data_type = "s"


def _widths(grid: Grid) -> list[int]:
    columns = zip(grid.head, *grid.rows, strict=True)
    longest = [max(len(str(value or "")) for value in column) for column in columns]
    return [min(max(width + 2, _NARROWEST), _WIDEST) for width in longest]


def _name(wanted: str, taken: Iterable[str]) -> str:
    """Return a name that a tab may have, and that none has yet."""
    plain = _NO_NAME.sub(" ", wanted).strip()[:_LONGEST_NAME] or "-"
    names = {name.lower() for name in taken}
    number, found = 1, plain
    while found.lower() in names:
        number += 1
        tail = f" {number}"
        found = plain[: _LONGEST_NAME - len(tail)] + tail
    return found
