"""Which column of a table says what, from its header or, without one, from what stands in it."""

import re
from collections.abc import Iterable

from icabinet.agenda.word.source import Cell, Row, Table
from icabinet.agenda.word.text import fold
from icabinet.agenda.word.times import is_only_times

HEADER_WITHIN = 4
MOST_OF = 0.6
_FIELDS = {
    "title": r"noi dung|chuong trinh|cong viec|van de|hoat dong|dau muc|ten (?:noi dung|bao cao|to trinh)"
    r"|content|agenda|item|subject",
    "number": r"(?:tt|stt|so tt|so thu tu|no\.?|#|muc)$",
    "minutes": r"thoi luong|so phut|thoi gian \(phut\)|duration|minutes",
    "ends": r"(?:gio |thoi gian )?ket thuc|den$",
    "times": r"thoi gian|thoi diem|gio\b|(?:gio )?bat dau|tu$|time",
    "presenter": r"nguoi|don vi|co quan|chu tri|thuc hien|phu trach|trinh bay|bao cao|dong chi|phan cong"
    r"|chuan bi|dai bieu|presenter|speaker|unit",
    "papers": r"tai lieu|ho so|van ban|dinh kem|kem theo|papers?\b|documents?\b",
}
_OTHER_TABLE = re.compile(r"don vi tinh|so luong|don gia|thanh tien|so tien|ho va ten|ho ten|chuc vu|chuc danh|du toan")
_BARE_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*|[ivx]+)?[.)]?")


class Columns:
    """Fields by grid column; `first` is the first row below the header."""

    def __init__(self, fields: dict[int, str], header: Row, first: int) -> None:
        self._fields, self.header, self.first = fields, header, first

    def field(self, cell: Cell) -> str:
        """What this cell says; a cell over several columns is a title if one of them is."""
        covered = [field for column, field in self._fields.items() if cell.covers(column)]
        return "title" if "title" in covered else (covered or ["other"])[0]

    def is_wide(self, cell: Cell) -> bool:
        """Whether the cell is merged over more than one known column."""
        return sum(cell.covers(column) for column in self._fields) > 1


def find_columns(table: Table) -> Columns | None:
    """The columns of an agenda; None for any other table."""
    for place, row in enumerate(table.rows[:HEADER_WITHIN]):
        if _OTHER_TABLE.search(fold(" ".join(cell.text for cell in row))):
            return None
        if has_header(row):
            return Columns(_header_fields(row), row, place + 1)
    return _columns_without_header(table)


def has_header(row: Row) -> bool:
    """Whether the row names the columns of an agenda."""
    fields = _header_fields(row)
    return "title" in fields.values() and len(set(fields.values())) > 1


def _header_fields(row: Row) -> dict[int, str]:
    return {
        column: field
        for cell in row
        if (field := _header_field(cell.text)) is not None
        for column in range(cell.column, cell.column + min(cell.span, len(_FIELDS)))
    }


def _header_field(text: str) -> str | None:
    folded = fold(text)
    return next((field for field, heads in _FIELDS.items() if re.match(heads, folded)), None)


def _columns_without_header(table: Table) -> Columns | None:
    """A column of clock times beside a column of words."""
    by_column: dict[int, list[str]] = {}
    for cell in (cell for row in table.rows for cell in row):
        by_column.setdefault(cell.column, []).append(cell.text)
    times = next((column for column, texts in by_column.items() if _mostly_times(texts, len(table.rows))), None)
    words = [column for column in by_column if column != times and not all(map(_is_number, by_column[column]))]
    if times is None or not words:
        return None
    title, *others = sorted(words, key=lambda column: -_length(by_column[column]))
    numbers = [column for column in by_column if column not in {times, *words}]
    fields = {times: "times", title: "title"} | dict.fromkeys(others[:1], "presenter")
    return Columns(fields | dict.fromkeys(numbers, "number"), (), 0)


def _mostly_times(texts: list[str], rows: int) -> bool:
    return rows > 1 and sum(map(is_only_times, texts)) >= MOST_OF * rows


def _is_number(text: str) -> bool:
    return _BARE_NUMBER.fullmatch(fold(text)) is not None


def _length(texts: Iterable[str]) -> int:
    return sum(map(len, texts))
