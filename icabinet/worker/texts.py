"""Job: what pages say, for the index of the search."""

import unicodedata
from typing import Any

import pymupdf

from icabinet.worker import documents

_FLAGS = pymupdf.TEXTFLAGS_TEXT & ~pymupdf.TEXT_PRESERVE_LIGATURES


def texts(path: str, first: int, count: int) -> dict[str, Any]:
    """Give {"texts": [str, …]}: the text (NFC) of so many pages from number `first` on, in reading order.

    Raises UnreadablePaper, NoSuchPage.
    """
    return {"texts": [_text(path, page) for page in range(first, first + count)]}


def _text(path: str, page: int) -> str:
    sheet = documents.page(path, page)
    with documents.reading():
        said = sheet.get_text("text", flags=_FLAGS)
    return unicodedata.normalize("NFC", said.replace("\u00a0", " "))
