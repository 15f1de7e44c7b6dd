"""The words of a page as PDFium reads them: for papers that only it can open."""

import ctypes
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from icabinet.worker import by_pdfium

if TYPE_CHECKING:
    import pypdfium2

# So many steps to a point, as places are told in whole numbers.
_FINE = 100
_END_OF_LINE = "\r\n"


class Word(NamedTuple):
    """box: x0, y0, x1, y1 as displayed, in fractions of the page's width. line: alike for all words of a line."""

    box: list[float]
    text: str
    line: int


def words(path: str, number: int) -> list[Word]:
    """Return the words of a page, counted from 1, in reading order. Raises UnreadablePaper, NoSuchPage."""
    page = by_pdfium.page(path, number)
    letters = page.get_textpage()
    try:
        return list(_words(page, letters))
    finally:
        letters.close()


def _words(page: "pypdfium2.PdfPage", letters: "pypdfium2.PdfTextPage") -> Iterator[Word]:
    import pypdfium2

    line = 1
    said = [chr(pypdfium2.raw.FPDFText_GetUnicode(letters, at)) for at in range(letters.count_chars())]
    for is_gap, together in groupby(enumerate(said), key=lambda one: one[1].isspace()):
        run = list(together)
        text = "".join(letter for _, letter in run)
        if not is_gap:
            yield Word(_box(page, [letters.get_charbox(at, loose=True) for at, _ in run]), text, line)
        elif any(letter in _END_OF_LINE for letter in text):
            line += 1


def _box(page: "pypdfium2.PdfPage", boxes: list[Any]) -> list[float]:
    """Where these letters stand together, on the page as it is displayed."""
    width = page.get_width()
    corners = [_displayed(page, x, y) for left, bottom, right, top in boxes for x, y in ((left, bottom), (right, top))]
    across, down = zip(*corners, strict=True)
    return [edge / width for edge in (min(across), min(down), max(across), max(down))]


def _displayed(page: "pypdfium2.PdfPage", x: float, y: float) -> tuple[float, float]:
    import pypdfium2

    across, down = ctypes.c_int(), ctypes.c_int()
    size = round(page.get_width() * _FINE), round(page.get_height() * _FINE)
    pypdfium2.raw.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, across, down)
    return across.value / _FINE, down.value / _FINE
