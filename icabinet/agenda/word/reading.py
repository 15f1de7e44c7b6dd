"""From a Word programme to draft items."""

from pathlib import Path

from icabinet.agenda.word.columns import find_columns
from icabinet.agenda.word.drafts import Draft, Entry, finish
from icabinet.agenda.word.lists import ListReader
from icabinet.agenda.word.opening import open_document
from icabinet.agenda.word.source import Line, Source, Table
from icabinet.agenda.word.tables import TableReader, row_text


def read_agenda(path: str | Path) -> Draft:
    """The items that a programme proposes, and every line that is none of them.

    Where there is an agenda table the items are its rows; otherwise they are numbered or timed lines.
    Raises NotAWordFile.
    """
    source = Source(open_document(Path(path)))
    blocks = list(source.blocks())
    entries: list[Entry] = []
    rest: list[str] = []
    if any(isinstance(block, Table) and find_columns(block) for block in blocks):
        _read_tables(blocks, entries, rest)
    else:
        _read_lines(blocks, entries, rest)
    rest += source.margins()
    return Draft(finish(entries), tuple(rest))


def _read_tables(blocks: list[Line | Table], entries: list[Entry], rest: list[str]) -> None:
    for block in blocks:
        columns = find_columns(block) if isinstance(block, Table) else None
        if isinstance(block, Line):
            rest.append(block.shown)
        elif columns:
            TableReader(columns, entries, rest).read(block)
        else:
            rest += filter(None, map(row_text, block.rows))


def _read_lines(blocks: list[Line | Table], entries: list[Entry], rest: list[str]) -> None:
    lines = [line for block in blocks for line in _frame_lines(block)]
    reader = ListReader(lines, entries, rest)
    for block in blocks:
        if isinstance(block, Table) and not _is_frame(block):
            reader.pause()
            rest += filter(None, map(row_text, block.rows))
        for line in _frame_lines(block):
            reader.read(line)


def _frame_lines(block: Line | Table) -> list[Line]:
    """Lines of the running text; a table of one column is only a frame around them."""
    if isinstance(block, Line):
        return [block]
    return list(block.lines()) if _is_frame(block) else []


def _is_frame(table: Table) -> bool:
    return all(len(row) <= 1 for row in table.rows)
