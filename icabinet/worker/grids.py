"""A list that an office keeps, as rows of texts: a sheet of Excel, or lines with separators as Excel exports them."""

import csv
import io
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

from icabinet.worker import zips
from icabinet.worker.charsets import decoded, is_text
from icabinet.worker.kinds import kind_of
from icabinet.worker.refusals import NotAList, UnreadablePaper

MOST_ROWS, MOST_COLUMNS, LONGEST = 5_000, 60, 1_000
# The semicolon first: it is what Excel writes where the comma is the decimal point, as in Vietnam.
_SEPARATORS = ";,\t|"
_SEP_LINE = "sep="
_SAMPLE = 30
# openpyxl says in these words what is wrong with a file.
_BROKEN = (zipfile.BadZipFile, OSError, KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError)
T = TypeVar("T")


def read_list(path: str) -> dict[str, Any]:
    """Return {"rows"} of the first sheet that says anything, or of a file of text. Raises NotAList."""
    try:
        kind = kind_of(path, "list.txt")
        if kind == "xlsx":
            zips.check(path)
            rows = _of_workbook(path)
        elif kind == "txt" or (not kind and is_text(path)):
            rows = _of_text(decoded(Path(path).read_bytes()))
        else:
            raise NotAList(reason="old_office" if kind == "ole" else "other")
    except zips.BROKEN_ZIP as broken:
        raise NotAList(reason="broken") from broken
    except UnreadablePaper as unreadable:
        raise NotAList(**unreadable.data) from unreadable
    found = _cut([_cut([_cell(text) for text in row[:MOST_COLUMNS]]) for row in rows])
    if len(found) > MOST_ROWS:
        raise NotAList(reason="too_long")
    return {"rows": found}


def _of_workbook(path: str) -> list[list[str]]:
    from openpyxl import load_workbook  # only who reads a workbook pays for it

    try:
        book = load_workbook(path, data_only=True, read_only=True)
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                rows = [[_written(value) for value in row] for row in _some(sheet)]
                if any(any(row) for row in rows):
                    return rows
    except _BROKEN as error:
        raise NotAList(reason="broken") from error
    return []


def _some(sheet: Any) -> Iterable[tuple[object, ...]]:
    """Whatever a sheet claims to be, only so much of it is read."""
    found: Iterable[tuple[object, ...]] = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True)
    return found


def _of_text(text: str) -> list[list[str]]:
    """Excel says the separator in a line of its own, or not at all."""
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith(_SEP_LINE) and len(first.strip()) == len(_SEP_LINE) + 1:
        return _rows(rest, first.strip()[-1])
    return _rows(text, max(_SEPARATORS, key=lambda one: _evenness(text, one)))


def _evenness(text: str, separator: str) -> int:
    """How many cells there are in the rows that have as many as most."""
    counted = Counter(len(row) for row in _rows(text, separator, _SAMPLE) if len(row) > 1)
    return max((cells * rows for cells, rows in counted.items()), default=0)


def _rows(text: str, separator: str, most: int = MOST_ROWS + 1) -> list[list[str]]:
    found: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            found.append(row)
            if len(found) >= most:
                break
    except csv.Error as error:
        raise NotAList(reason="broken") from error
    return found


def _cut(cells: list[T]) -> list[T]:
    """Leave out the empty ones at the end."""
    last = max((at for at, cell in enumerate(cells) if cell), default=-1)
    return cells[: last + 1]


def _written(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, bool):
        return "x" if value else "-"
    return "" if value is None else str(value)


def _cell(text: str) -> str:
    """On one line, in the letters as they are kept, without what is no letter."""
    whole = " ".join(unicodedata.normalize("NFC", text[:LONGEST]).replace("\ufeff", "").split())
    return "".join(letter for letter in whole if unicodedata.category(letter) not in ("Cc", "Cs"))
