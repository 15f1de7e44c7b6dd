"""Plain text: which letters its bytes are, and pages of it."""

import html
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from icabinet.worker import documents, fonts
from icabinet.worker.charsets import decoded
from icabinet.worker.refusals import UnreadablePaper
from icabinet.worker.word import faces
from icabinet.worker.word.paragraphs import BREAK
from icabinet.worker.word.sections import Sheet
from icabinet.worker.word.typesetting import Leaf, drawn, laid
from icabinet.worker.writing import write_whole

_SHEET = Sheet(595.3, 841.9, 56.7, 56.7, 56.7, 56.7, 0.0, 0.0)
_LARGEST = 8 * 1024 * 1024  # of letters: more would be thousands of pages
_SIZE = 10.5
_TAB = 8
_NBSP = "\u00a0"
_LONGEST = 4000  # letters in a line
_PART, _LINE = 250_000, 80  # letters; so many a line takes that has few


def write_pdf(path: str, out: str) -> None:
    """Set the text at `path` as it stands, line by line, and write a PDF to `out`. Raises UnreadablePaper."""
    text = unicodedata.normalize("NFC", decoded(Path(path).read_bytes()))
    if len(text) > _LARGEST:
        raise UnreadablePaper(reason="too_many_pages")
    pages: list[list[Leaf]] = []
    for part in _parts(text):
        typeset = laid(_html(part), _SHEET, faces.archive())
        pages.extend([Leaf(typeset, number)] for number in range(typeset.page_count))
        if len(pages) > documents.MOST_PAGES:
            raise UnreadablePaper(reason="too_many_pages")
    write_whole(out, drawn(pages), durable=True)


def _parts(text: str) -> Iterator[str]:
    """What is set in one go: the time for a line, and for a page, grows with what stands before it."""
    whole = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    lines = [piece for line in whole.split("\n") for piece in _cut(line)]
    part: list[str] = []
    size = 0
    for line in lines:
        part.append(line)
        size += len(line) + _LINE
        if size > _PART:
            yield "\n".join(part)
            part, size = [], 0
    if part:
        yield "\n".join(part)


def _cut(line: str) -> Iterator[str]:
    """A line as it is, unless it is longer than any page."""
    while len(line) > _LONGEST:
        at = line.rfind(" ", 0, _LONGEST) + 1 or _LONGEST
        yield line[:at]
        line = line[at:]
    yield line


def _html(text: str) -> str:
    """A form feed begins a page."""
    face = "mono" if fonts.family("mono") else "serif"
    style = f"{faces.css({'size': _SIZE}, face)}line-height:{_SIZE * 1.25:g}pt;overflow-wrap:break-word"
    sheets = [sheet.split("\n") for sheet in text.split("\f")]
    return BREAK.join(f'<div style="{style}">{"".join(map(_line, lines))}</div>' for lines in sheets)


def _line(line: str) -> str:
    """Spaces keep their number."""
    shown = html.escape(line.expandtabs(_TAB)).replace("  ", f"{_NBSP} ")
    kept = _NBSP + shown[1:] if shown.startswith(" ") else shown
    return f"<p>{kept or _NBSP}</p>"
