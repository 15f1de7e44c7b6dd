"""A programme written as a table with columns for number, time, content, presenter and papers."""

from icabinet.agenda.word.columns import Columns
from icabinet.agenda.word.details import is_detail, paper_names, take_line, take_presenter
from icabinet.agenda.word.drafts import Entry, Rest
from icabinet.agenda.word.headings import is_day_part
from icabinet.agenda.word.lists import read_point
from icabinet.agenda.word.markers import Outline, Rank, Shape, typed_marker
from icabinet.agenda.word.source import Cell, Line, Row, Table
from icabinet.agenda.word.text import fold
from icabinet.agenda.word.times import Times, find_length, find_times

PLAIN: Rank = (Shape.DECIMAL, 0)
SECTION: Rank = (Shape.PART, 0)


def row_text(row: Row) -> str:
    """A row as one line of the source."""
    return " | ".join(text for cell in row if (text := _shown(cell)))


class TableReader:
    """Reads the rows of one agenda table."""

    def __init__(self, columns: Columns, entries: list[Entry], rest: Rest) -> None:
        self._columns, self._entries, self._rest = columns, entries, rest
        self._outline = Outline()
        self._row: Entry | None = None

    def read(self, table: Table) -> None:
        """Take every row."""
        for place, row in enumerate(table.rows):
            if row_text(row):
                self._read_row(place, row)

    def _read_row(self, place: int, row: Row) -> None:
        full = [cell for cell in row if cell.text]
        titles = [cell for cell in row if self._columns.field(cell) == "title"]
        if place < self._columns.first or self._repeats_header(row) or _is_day(full):
            self._rest.append(row_text(row))
        elif titles and all(cell.continues for cell in titles):
            self._continue_row(row)
        elif any(cell.text for cell in titles):
            self._add_row(row, titles, is_section=len(full) == 1 and self._columns.is_wide(full[0]))
        else:
            self._rest.append(row_text(row))

    def _repeats_header(self, row: Row) -> bool:
        return bool(self._columns.header) and fold(row_text(row)) == fold(row_text(self._columns.header))

    def _continue_row(self, row: Row) -> None:
        """The title is merged with the row above: what is new in the others belongs to that item."""
        if self._row is None:
            self._rest.append(row_text(row))
        else:
            self._row.source.append(row_text(row))
            self._take_others(self._row, row)

    def _add_row(self, row: Row, titles: list[Cell], *, is_section: bool) -> None:
        lines = [line for cell in titles for line in cell.lines if line.text]
        rank = self._rank(row, lines[0], is_section=is_section)
        self._row = Entry(self._outline.enter(rank), source=[row_text(row)])
        self._entries.append(self._row)
        self._take_others(self._row, row)
        take_line(self._row, read_point(lines[0]).text)
        self._take_lines(self._row, lines[1:])

    def _rank(self, row: Row, first: Line, *, is_section: bool) -> Rank:
        number = " ".join(_shown(cell) for cell in row if self._columns.field(cell) == "number")
        marker = typed_marker(number.rstrip(". )") + ". …") or read_point(first).marker
        if marker is not None:
            return marker.rank
        return SECTION if is_section else PLAIN

    def _take_lines(self, item: Entry, lines: list[Line]) -> None:
        """Further lines of a title cell: details, parts of the item, or more of the title."""
        current = item
        for line in lines:
            point = read_point(line)
            if point.marker is not None and not is_detail(point.text):
                current = Entry(item.level + 1, source=[line.shown])
                self._entries.append(current)
            take_line(current, point.text)

    def _take_others(self, entry: Entry, row: Row) -> None:
        for cell in row:
            if cell.text:
                self._take_cell(entry, self._columns.field(cell), cell)

    def _take_cell(self, entry: Entry, field: str, cell: Cell) -> None:
        if field == "times":
            entry.times = entry.times.filled(find_times(cell.text))
        elif field == "ends":
            entry.times = entry.times.filled(Times(ends=find_times(cell.text).starts))
        elif field == "minutes":
            entry.times = entry.times.filled(Times(minutes=find_length(cell.text)))
        elif field == "presenter":
            for line in cell.lines:
                take_presenter(entry, line.text)
        elif field == "papers":
            entry.add_papers(paper_names("\n".join(line.text for line in cell.lines)))
        elif field == "other":
            self._rest.append(cell.text)


def _is_day(full: list[Cell]) -> bool:
    return len(full) == 1 and is_day_part(full[0].text)


def _shown(cell: Cell) -> str:
    return " ".join(line.shown for line in cell.lines if line.shown)
