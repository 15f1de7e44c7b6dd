"""Job: a workbook (XLSX) of tables. Numbers are numbers; whatever people typed is text, never a formula."""

from collections.abc import Sequence
from datetime import datetime
from math import ceil
from pathlib import Path
from typing import Any

import msgspec
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from icabinet.worker.forms import told

# What a spreadsheet takes for the beginning of a formula, here or where the cell is copied to.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_HEAD = PatternFill("solid", fgColor="F1EDE5")
_EDGE = Side(style="thin", color="857B6C")
_BOX = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
_FONT = "Times New Roman"
_MILLIMETRES = 25.4
# Points for a line, and the most that a row may have; words are not broken, so lines are not full.
_LINE, _HIGHEST, _WIDER = 16.5, 400.0, 1.25
_CHART_CM, _CHART_BASE_CM, _CHART_LINE_CM, _ROW_CM = 20.0, 4.0, 0.7, 0.53


def write_workbook(path: str, out: str) -> dict[str, Any]:
    """Write the workbook that `path` describes (JSON, see `told.Workbook`) to `out`; give {"sheets": how many}."""
    wanted = msgspec.json.decode(Path(path).read_bytes(), type=told.Workbook)
    book = Workbook()
    del book["Sheet"]
    book.properties.title, book.properties.creator = wanted.title, "I-Cabinet"
    for sheet in wanted.sheets:
        _write(book.create_sheet(sheet.name), sheet)
    book.save(out)
    return {"sheets": len(wanted.sheets)}


def _write(page: Worksheet, sheet: told.Sheet) -> None:
    _set_up(page, sheet)
    _fill(page.cell(1, 1), sheet.title, Font(name=_FONT, size=14, bold=True))
    row = 3
    for block in sheet.blocks:
        row = _block(page, block, row) + 1


def _block(page: Worksheet, block: told.Block, row: int) -> int:
    """Write a table from this row on; return the row after it."""
    if block.title:
        _fill(page.cell(row, 1), block.title, Font(name=_FONT, size=12, bold=True))
        row += 1
    if block.head:
        page.row_dimensions[row].height = _height(page, block.head)
        for column, text in enumerate(block.head, 1):
            cell = page.cell(row, column)
            _fill(cell, text, Font(name=_FONT, size=12, bold=True), wraps=True)
            cell.fill, cell.border = _HEAD, _BOX
        row += 1
    for cells in block.rows:
        for column, value in enumerate(cells, 1):
            cell = page.cell(row, column)
            _fill(cell, value, Font(name=_FONT, size=12), wraps=bool(block.head))
            if block.head:
                cell.border = _BOX
        if block.head:
            page.row_dimensions[row].height = _height(page, cells)
        row += 1
    return _draw(page, block, row) if block.chart and block.rows else row


def _draw(page: Worksheet, block: told.Block, below: int) -> int:
    """Draw the table that ends above this row; return the row after the drawing."""
    first = below - len(block.rows)
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap = "bar", "stacked", 100
    for column in range(2, 2 + block.chart):
        numbers = Reference(page, min_col=column, min_row=first - 1, max_row=below - 1)
        chart.add_data(numbers, titles_from_data=True)
    chart.set_categories(Reference(page, min_col=1, min_row=first, max_row=below - 1))
    # From the top down as in the table above it.
    chart.x_axis.scaling.orientation = "maxMin"
    # Without this newer programs show no axes at all.
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.majorUnit, chart.width = 1 if block.chart == 1 else None, _CHART_CM
    chart.height = _CHART_BASE_CM + _CHART_LINE_CM * len(block.rows)
    page.add_chart(chart, page.cell(below + 1, 1).coordinate)
    return below + 2 + ceil((_CHART_BASE_CM + _CHART_LINE_CM * len(block.rows)) / _ROW_CM)


def _fill(cell: Cell, value: told.Cell, font: Font, *, wraps: bool = False) -> None:
    cell.font = font
    cell.alignment = Alignment(wrap_text=wraps, vertical="top")
    if isinstance(value, told.Moment):
        cell.value, cell.number_format = datetime.fromisoformat(value.at), "dd/mm/yyyy hh:mm:ss"
    elif isinstance(value, str):
        cell.value = value
        # The library takes "=1" for a formula and "#N/A" for an error.
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(_FORMULA)
    else:
        cell.value = value


def _height(page: Worksheet, cells: Sequence[told.Cell]) -> float:
    """Return how high a row must be for its texts: not every program looks by itself."""
    lines = 1
    for column, value in enumerate(cells, 1):
        width = page.column_dimensions[get_column_letter(column)].width
        texts = str(value or "").split("\n")
        lines = max(lines, sum(ceil(len(text) * _WIDER / width) or 1 for text in texts))
    return min(_HIGHEST, lines * _LINE)


def _set_up(page: Worksheet, sheet: told.Sheet) -> None:
    """As it is printed: A4, as wide as the page, with the margins of an administrative document."""
    for column, width in enumerate(sheet.widths, 1):
        page.column_dimensions[get_column_letter(column)].width = width
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    margins = page.page_margins
    margins.left, margins.right, margins.top, margins.bottom = (mm / _MILLIMETRES for mm in (30, 15, 20, 20))
