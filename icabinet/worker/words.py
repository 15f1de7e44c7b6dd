"""Job: the words of a page and where they stand, for selection, search and highlighting."""

import unicodedata
from typing import Any

import pymupdf

from icabinet.worker import documents

_FLAGS = pymupdf.TEXTFLAGS_WORDS & ~pymupdf.TEXT_PRESERVE_LIGATURES
_DIGITS = 5


def words(path: str, page: int) -> dict[str, Any]:
    """Give {"words": [[x0, y0, x1, y1, text], …]}: boxes as displayed, in fractions of the page's width.

    `page` counts from 1. Text is NFC. Raises UnreadablePaper, NoSuchPage.
    """
    sheet = documents.page(path, page)
    with documents.reading():
        found = sheet.get_text("words", flags=_FLAGS)
        width, turn = sheet.rect.width, sheet.rotation_matrix
        return {"words": [_word(pymupdf.Rect(word[:4]) * turn, width, word[4]) for word in found]}


def _word(box: pymupdf.Rect, width: float, text: str) -> list[float | str]:
    corners = [round(edge / width, _DIGITS) for edge in (box.x0, box.y0, box.x1, box.y1)]
    return [*corners, unicodedata.normalize("NFC", text.replace("\u00a0", " "))]
