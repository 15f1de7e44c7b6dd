"""Jobs: the words of a page and where they stand, for selection and highlighting; and its text, for search."""

import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import groupby
from typing import Any, NamedTuple

import pymupdf

from icabinet.search.words import LONGEST_PAGE, bag
from icabinet.worker import by_pdfium, by_pdfium_words, documents, legacy
from icabinet.worker.refusals import NoSuchPage, UnreadablePaper

_FLAGS = pymupdf.TEXTFLAGS_WORDS & ~pymupdf.TEXT_PRESERVE_LIGATURES
_DIGITS = 5
_NBSP = "\u00a0"


class Word(NamedTuple):
    """box: before the page is turned. line: where it belongs, alike for all words of a line."""

    box: pymupdf.Rect
    text: str
    line: tuple[int, int]


def words(path: str, page: int) -> dict[str, Any]:
    """Give {"words": [[x0, y0, x1, y1, text, line], …]}: boxes as displayed, in fractions of the page's width.

    `page` counts from 1, and so does `line` within the page, both in reading order. Text is NFC, and what stands in
    a font from before Unicode is read as it is meant. What the first engine cannot open, the second reads. Raises
    UnreadablePaper, NoSuchPage.
    """
    try:
        sheet = documents.page(path, page)
    except UnreadablePaper:
        return {"words": [[*_rounded(word.box), word.text, word.line] for word in _by_pdfium(path, page)]}
    with documents.reading():
        width, turn = sheet.rect.width, sheet.rotation_matrix
        lines = groupby(_words(sheet), key=lambda word: word.line)
        return {
            "words": [
                [*_corners(word.box * turn, width), word.text, number]
                for number, (_, line) in enumerate(lines, start=1)
                for word in line
            ]
        }


def texts(path: str, first: int, count: int) -> dict[str, list[str]]:
    """Give {"texts": [text, …], "bags": [tokens, …]} of `count` pages from `first` (from 1), or as many as there are.

    A line of text is a line; NFC and legible like `words`, and not without end. A page that cannot be read has none.
    Tokens as the search's index takes them: to make them takes longer than a server that talks to tablets has.
    Raises UnreadablePaper.
    """
    last = min(first + count, _pages(path) + 1)
    found = [_text(path, page)[:LONGEST_PAGE] for page in range(max(first, 1), last)]
    return {"texts": found, "bags": [bag(text) for text in found]}


def _text(path: str, page: int) -> str:
    try:
        sheet = documents.page(path, page)
        with documents.reading():
            return _joined(_words(sheet))
    except UnreadablePaper:
        with suppress(UnreadablePaper, NoSuchPage):
            return _joined(_by_pdfium(path, page))
        return ""


def _joined(words: Iterable[Word | by_pdfium_words.Word]) -> str:
    lines = groupby(words, key=lambda word: word.line)
    return "\n".join(" ".join(word.text for word in line) for _, line in lines)


def _pages(path: str) -> int:
    try:
        return int(documents.opened(path).page_count)
    except UnreadablePaper:
        return len(by_pdfium.opened(path))


def _by_pdfium(path: str, page: int) -> list[by_pdfium_words.Word]:
    found = by_pdfium_words.words(path, page)
    return [word._replace(text=unicodedata.normalize("NFC", word.text)) for word in found]


def _words(sheet: pymupdf.Page) -> Iterator[Word]:
    if any(legacy.decoder(font[3]) for font in sheet.get_fonts(full=True)):
        found = _read_by_font(sheet)
    else:
        found = (
            Word(pymupdf.Rect(word[:4]), word[4], (word[5], word[6])) for word in sheet.get_text("words", flags=_FLAGS)
        )
    for word in found:
        text = unicodedata.normalize("NFC", word.text.replace(_NBSP, " ")).strip()
        if text:
            yield word._replace(text=text)


def _read_by_font(sheet: pymupdf.Page) -> Iterator[Word]:
    """The same letter by letter, because only that tells in which font each of them stands."""
    blocks = sheet.get_text("rawdict", flags=_FLAGS)["blocks"]
    for at, block in enumerate(blocks):
        for number, line in enumerate(block.get("lines", ())):
            letters = [
                (pymupdf.Rect(letter["bbox"]), letter["c"], span["font"])
                for span in line["spans"]
                for letter in span["chars"]
            ]
            for is_gap, word in groupby(letters, key=lambda letter: letter[1].isspace() or letter[1] == _NBSP):
                if not is_gap:
                    yield _word(list(word), (at, number))


def _word(letters: list[tuple[pymupdf.Rect, str, str]], line: tuple[int, int]) -> Word:
    box = pymupdf.Rect(letters[0][0])
    for other, _, _ in letters[1:]:
        box |= other
    runs = groupby(letters, key=lambda letter: letter[2])
    return Word(box, "".join(_decoded("".join(one[1] for one in run), font) for font, run in runs), line)


def _decoded(text: str, font: str) -> str:
    decode = legacy.decoder(font)
    return decode(text) if decode else text


def _corners(box: pymupdf.Rect, width: float) -> list[float]:
    return _rounded([edge / width for edge in (box.x0, box.y0, box.x1, box.y1)])


def _rounded(edges: list[float]) -> list[float]:
    return [round(edge, _DIGITS) for edge in edges]
