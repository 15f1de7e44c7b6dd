"""An Excel programme as the same lines and tables that a Word programme is read from."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import MergedCell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from icabinet.agenda.word.columns import find_columns, has_header
from icabinet.agenda.word.headings import closes
from icabinet.agenda.word.opening import NotAWordFile
from icabinet.agenda.word.source import Cell, Line, Row, Table
from icabinet.agenda.word.text import clean, fold

MOST_ROWS, MOST_COLUMNS = 3_000, 60
# Of a table without a header: when, what, who.
_FEW = 3
# A bare time of Excel lies in the last days of 1899.
_YEAR_OF_TIMES = 1900
_BROKEN = (
    OSError,
    BadZipFile,
    InvalidFileException,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    SyntaxError,
)


def sheet_blocks(path: Path) -> list[Line | Table]:
    """Return what is written on all sheets that are shown, in order. Raises NotAWordFile."""
    try:
        book = load_workbook(path, data_only=True)
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        return [block for sheet in shown for block in _blocks(list(_rows(sheet)))]
    except _BROKEN as broken:
        raise NotAWordFile(reason="broken") from broken


def _blocks(rows: list[Row]) -> Iterator[Line | Table]:
    """Yield a table from its header to the signatures, if there is one; everything else as lines."""
    head = next((place for place, row in enumerate(rows) if has_header(row)), None)
    if head is None:
        yield from _whole(rows)
        return
    end = next((place for place in range(head + 1, len(rows)) if _signs(rows[place])), len(rows))
    yield from _lines(rows[:head])
    yield Table(tuple(rows[head:end]))
    yield from _lines(rows[end:])


def _whole(rows: list[Row]) -> Iterator[Line | Table]:
    """Without a header the rows may be a table of times, which shows in what stands in it, or a list."""
    full = [[cell for cell in row if cell.text] for row in rows]
    first = next((place for place, cells in enumerate(full) if len(cells) > 1), 0)
    yield from _lines(rows[:first])
    if sum(len(cells) > 1 for cells in full) > len(full) / 2 and all(len(cells) <= _FEW for cells in full):
        times = Table(tuple(rows[first:]))
        yield from ([times] if find_columns(times) else _lines(rows[first:]))
    else:
        yield from _lines(rows[first:])


def _lines(rows: list[Row]) -> Iterator[Line]:
    """Yield a row as one line; a bare number before it is its marker."""
    for row in rows:
        texts = [cell.text for cell in row if cell.text]
        if len(texts) > 1 and texts[0].isdecimal():
            texts[0] += "."
        if texts:
            yield Line(" ".join(texts))


def _signs(row: Row) -> bool:
    texts = [cell.text for cell in row if cell.text]
    return bool(texts) and any(closes(text) for text in texts) and not any(_is_time(text) for text in texts)


def _is_time(text: str) -> bool:
    return fold(text)[:1].isdecimal()


def _rows(sheet: Worksheet) -> Iterator[Row]:
    """Yield the rows that say anything, with what is merged told as Word tells it."""
    merged = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    below = {
        (row, area.min_col): area
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row + 1, area.max_row + 1)
    }
    for row in sheet.iter_rows(max_row=min(sheet.max_row, MOST_ROWS), max_col=min(sheet.max_column, MOST_COLUMNS)):
        cells = []
        for cell in row:
            place = (cell.row, cell.column)
            area = merged.get(place) or below.get(place)
            if area is None and isinstance(cell, MergedCell):
                continue
            span = area.max_col - area.min_col + 1 if area else 1
            lines = tuple(Line(text) for text in _texts(cell))
            cells.append(Cell(cell.column - 1, span, lines, continues=place in below))
        if any(cell.text or cell.continues for cell in cells):
            yield tuple(cells)


def _texts(cell: SheetCell | MergedCell) -> list[str]:
    return [text for line in _written(cell.value).splitlines() if (text := clean(line))]


def _written(value: object) -> str:
    """Say a cell's value as a person would write it."""
    if isinstance(value, datetime):
        clock = f"{value:%H:%M}" if value.time() != time() else ""
        return clock if value.year <= _YEAR_OF_TIMES else f"{clock} {value:%d/%m/%Y}".strip()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
