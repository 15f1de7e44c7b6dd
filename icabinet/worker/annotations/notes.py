"""What notes say, on pages of its own at the end of a paper: on a page that is flat nobody can open a note."""

import html
from collections.abc import Sequence
from itertools import groupby

import pymupdf

from icabinet.worker.annotations.marks import Mark
from icabinet.worker.word import faces
from icabinet.worker.word.sections import Sheet
from icabinet.worker.word.typesetting import Leaf, drawn, laid

_SHEET = Sheet(595.3, 841.9, 56.7, 56.7, 56.7, 56.7, 0.0, 0.0)
_SIZE, _SMALL, _LARGE = 11.5, 9.5, 15.0


def numbered(marks: Sequence[Mark]) -> dict[str, int]:
    """Return the numbers of notes, by the marks' ids: from 1, as they follow each other in the paper."""
    notes = sorted((mark for mark in marks if mark.tool == "note"), key=lambda mark: (mark.page, mark.at, mark.id))
    return {mark.id: number for number, mark in enumerate(notes, 1)}


def append_notes(document: pymupdf.Document, marks: Sequence[Mark], heading: str, page: str) -> None:
    """Append pages with all notes under their numbers. page: what a page is called, before its number."""
    numbers = numbered(marks)
    notes = sorted((mark for mark in marks if mark.id in numbers), key=lambda mark: numbers[mark.id])
    if not notes:
        return
    blocks = [_block(heading, _LARGE, bold=True)]
    for number, some in groupby(notes, key=lambda mark: mark.page):
        blocks.append(_block(f"{page} {number}", _SIZE, bold=True))
        for mark in some:
            blocks.append(_block(f"{numbers[mark.id]}. {mark.by} · {mark.when}", _SMALL))
            blocks.append(_block(mark.text, _SIZE))
    typeset = laid("".join(blocks), _SHEET, faces.archive())
    with pymupdf.open("pdf", drawn([Leaf(typeset, leaf)] for leaf in range(typeset.page_count))) as made:
        document.insert_pdf(made)


def _block(text: str, size: float, *, bold: bool = False) -> str:
    style = f"{faces.css({'size': size, 'bold': bold}, 'sans')}margin:0 0 {size * 0.5:g}pt 0"
    lines = "<br/>".join(html.escape(line) for line in text.split("\n"))
    return f'<p style="{style}">{lines}</p>'
