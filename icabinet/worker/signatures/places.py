"""Where a signature belongs: between the signer's office and name, as the form of the decree prints them."""

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

import pymupdf

from icabinet.worker import documents
from icabinet.worker.signatures.refusals import NoPlaceToSign

# The room that the form leaves above a name; half of a column of two, and what stays free around what is drawn.
_ROOM, _HALF, _GAP = 72.0, 112.0, 2.0
_EDGE = 14.0
# Of one column: how far the middle of a name may lie from that of its office.
_ASIDE = 40.0


class Place(NamedTuple):
    """page: from 0; box: (left, bottom, right, top) in points from the page's lower left corner."""

    page: int
    box: tuple[int, int, int, int]

    @property
    def size(self) -> tuple[int, int]:
        left, bottom, right, top = self.box
        return right - left, top - bottom


def place_of(path: str, office: str, name: str) -> Place:
    """Find the place under `office` (in capitals, as printed), above `name` if that is printed.

    It is looked for from the end, because the same words stand in the text before. Raises UnreadablePaper.
    """
    document = documents.opened(path)
    for number in reversed(range(document.page_count)):
        sheet = documents.page(path, number + 1)
        with documents.reading():
            words = [(pymupdf.Rect(word[:4]), _normal(word[4])) for word in sheet.get_text("words")]
            found = _last(words, _normal(office.upper()).split())
            if found is not None:
                return Place(number, _box(sheet, found, _named(words, found, name)))
    raise NoPlaceToSign(office=office)


def _last(words: Sequence[tuple[pymupdf.Rect, str]], wanted: list[str]) -> pymupdf.Rect | None:
    """Return what the last run of these words covers."""
    said = [word for _rect, word in words]
    for first in reversed(range(len(said) - len(wanted) + 1)):
        if said[first : first + len(wanted)] == wanted:
            return _around(words[first : first + len(wanted)])
    return None


def _named(words: Sequence[tuple[pymupdf.Rect, str]], office: pymupdf.Rect, name: str) -> pymupdf.Rect | None:
    """Return where the name stands below its office."""
    wanted = _normal(name).split()
    for first in range(len(words) - len(wanted) + 1 if wanted else 0):
        run = words[first : first + len(wanted)]
        if [word for _rect, word in run] == wanted:
            found = _around(run)
            if found.y0 >= office.y1 and abs(_middle(found) - _middle(office)) < _ASIDE:
                return found
    return None


def _box(sheet: pymupdf.Page, office: pymupdf.Rect, name: pymupdf.Rect | None) -> tuple[int, int, int, int]:
    page, middle = sheet.rect, _middle(office)
    top, bottom = office.y1 + _GAP, (name.y0 if name else office.y1 + _ROOM) - _GAP
    left, right = max(middle - _HALF, _EDGE), min(middle + _HALF, page.width - _EDGE)
    below = page.height - min(bottom, page.height - _EDGE)
    return round(left), round(below), round(right), round(page.height - top)


def _around(run: Sequence[tuple[pymupdf.Rect, str]]) -> pymupdf.Rect:
    whole = pymupdf.Rect(run[0][0])
    for rect, _word in run:
        whole |= rect
    return whole


def _middle(rect: pymupdf.Rect) -> float:
    return float(rect.x0 + rect.x1) / 2


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text)
