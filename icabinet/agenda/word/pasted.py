"""A programme pasted as text: lines, or rows whose cells are parted by tabs, as tables are pasted."""

from collections.abc import Iterator
from itertools import groupby

from icabinet.agenda.word.columns import has_header
from icabinet.agenda.word.source import Cell, Line, Table
from icabinet.agenda.word.text import clean

MOST_LETTERS = 200_000


def pasted_blocks(text: str) -> list[Line | Table]:
    """Return the lines of a text, and a table for each run of rows."""
    lines = [line for line in text[:MOST_LETTERS].splitlines() if line.strip()]
    rows = [_is_row(line) for line in lines]
    within = [is_row or _is_between(lines, rows, place) for place, is_row in enumerate(rows)]
    runs = groupby(zip(lines, within, strict=True), key=lambda pair: pair[1])
    return [block for is_row, run in runs for block in _blocks([line for line, _ in run], is_row=is_row)]


def _is_between(lines: list[str], rows: list[bool], place: int) -> bool:
    """A line between two rows is a row of one cell ("Buổi chiều"), unless another table begins after it."""
    around = 0 < place < len(lines) - 1 and rows[place - 1] and rows[place + 1]
    return around and not has_header(tuple(_cells(lines[place + 1])))


def _is_row(line: str) -> bool:
    """A tab between words, or several; one after a marker is only how Word indents a list."""
    first, tab, _rest = line.lstrip().partition("\t")
    return line.count("\t") > 1 or bool(tab and len(clean(first)) > len("10.10."))


def _blocks(lines: list[str], *, is_row: bool) -> Iterator[Line | Table]:
    if is_row and len(lines) > 1:
        yield Table(tuple(tuple(_cells(line)) for line in lines))
    else:
        yield from (Line(clean(line)) for line in lines)


def _cells(line: str) -> Iterator[Cell]:
    for column, text in enumerate(line.split("\t")):
        cleaned = clean(text)
        yield Cell(column, 1, (Line(cleaned),) if cleaned else (), continues=False)
