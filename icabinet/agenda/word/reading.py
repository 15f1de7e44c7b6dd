"""From a programme, in Word, in Excel or pasted as text, to draft items."""

from collections.abc import Iterable
from pathlib import Path

from icabinet.agenda.word.columns import find_columns
from icabinet.agenda.word.drafts import Draft, Entry, Rest, finish
from icabinet.agenda.word.lists import ListReader
from icabinet.agenda.word.opening import kind_of_programme, open_document
from icabinet.agenda.word.pasted import pasted_blocks
from icabinet.agenda.word.source import Line, Source, Table
from icabinet.agenda.word.tables import TableReader, row_text


def read_agenda(path: str | Path, *, typed: bool = False) -> Draft:
    """The items that a programme proposes, and every line that is none of them; `typed`: the file is plain text.

    Where there is an agenda table the items are its rows; otherwise they are numbered or timed lines.
    Raises NotAWordFile.
    """
    if typed:
        return _draft(pasted_blocks(Path(path).read_text("utf-8", "replace")))
    if kind_of_programme(Path(path)) == "xlsx":
        from icabinet.agenda.word.sheets import sheet_blocks  # brings openpyxl, which few programmes need

        return _draft(sheet_blocks(Path(path)))
    source = Source(open_document(Path(path)))
    return _draft(list(source.blocks()), source.margins())


def _draft(blocks: list[Line | Table], margins: Iterable[str] = ()) -> Draft:
    entries: list[Entry] = []
    rest = Rest(entries)
    if any(isinstance(block, Table) and find_columns(block) for block in blocks):
        _read_tables(blocks, entries, rest)
    else:
        _read_lines(blocks, entries, rest)
    rest.extend(margins)
    return Draft(finish(entries), tuple(rest.lines), tuple(rest.after))


def _read_tables(blocks: list[Line | Table], entries: list[Entry], rest: Rest) -> None:
    for block in blocks:
        columns = find_columns(block) if isinstance(block, Table) else None
        if isinstance(block, Line):
            rest.append(block.shown)
        elif columns:
            TableReader(columns, entries, rest).read(block)
        else:
            rest.extend(filter(None, map(row_text, block.rows)))


def _read_lines(blocks: list[Line | Table], entries: list[Entry], rest: Rest) -> None:
    lines = [line for block in blocks for line in _frame_lines(block)]
    reader = ListReader(lines, entries, rest)
    for block in blocks:
        if isinstance(block, Table) and not _is_frame(block):
            reader.pause()
            rest.extend(filter(None, map(row_text, block.rows)))
        for line in _frame_lines(block):
            reader.read(line)


def _frame_lines(block: Line | Table) -> list[Line]:
    """Lines of the running text; a table of one column is only a frame around them."""
    if isinstance(block, Line):
        return [block]
    return list(block.lines()) if _is_frame(block) else []


def _is_frame(table: Table) -> bool:
    return all(len(row) <= 1 for row in table.rows)
