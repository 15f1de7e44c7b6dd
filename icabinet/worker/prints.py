"""Job: what a page looks like, in few bytes, so that the same page of another version is known again.

Programs write the same page in many ways, so only what is seen counts: the words in their order, and how dark each
small field of the page is.
"""

import base64
import hashlib
import unicodedata
from typing import Any

import numpy as np
import pymupdf
from numpy.typing import NDArray

from icabinet.worker import documents
from icabinet.worker.refusals import UnreadablePaper

# So many fields across; they are drawn larger and averaged, so that a hair's shift changes little.
_FIELDS = 24
_FINE = 8
# Of a page without words the drawing alone is compared, in so many shades.
_SHADES = 8
_KEY = 16


def prints(path: str, first: int, count: int) -> dict[str, Any]:
    """Give {"prints": [str, …]} of `count` pages from page `first` (from 1) on.

    A print is "<key> <darkness of the fields, base64>"; a page that cannot be read has an empty one. Prints of the
    same page have the same key, and fields that are nearly as dark. Raises UnreadablePaper.
    """
    return {"prints": [_print(path, page) for page in range(first, first + count)]}


def _print(path: str, page: int) -> str:
    try:
        sheet = documents.page(path, page)
        with documents.reading():
            text = " ".join(word[4] for word in sheet.get_text("words"))
            pixels = _gray(sheet)
    except UnreadablePaper:
        return ""
    shown = unicodedata.normalize("NFC", text).encode() or (pixels // (256 // _SHADES)).tobytes()
    key = hashlib.sha256(b"%d %d " % pixels.shape + shown).hexdigest()[:_KEY]
    return f"{key} {base64.b64encode(_fields(pixels)).decode()}"


def _gray(sheet: pymupdf.Page) -> NDArray[np.uint8]:
    """The page as rows of gray pixels: whole fields, whatever its proportions."""
    down = max(1, min(10 * _FIELDS, round(_FIELDS * sheet.rect.height / max(sheet.rect.width, 1))))
    width, height = _FIELDS * _FINE, down * _FINE
    matrix = pymupdf.Matrix(width / sheet.rect.width, height / sheet.rect.height)
    drawn = sheet.get_pixmap(matrix=matrix, colorspace=pymupdf.csGRAY, alpha=False)
    rows = np.frombuffer(drawn.samples_mv, np.uint8).reshape(drawn.height, drawn.stride)[:height, :width]
    return np.pad(rows, ((0, height - rows.shape[0]), (0, width - rows.shape[1])), constant_values=255)


def _fields(pixels: NDArray[np.uint8]) -> bytes:
    height, width = pixels.shape
    fields = pixels.reshape(height // _FINE, _FINE, width // _FINE, _FINE).mean(axis=(1, 3))
    return bytes(fields.astype(np.uint8))
