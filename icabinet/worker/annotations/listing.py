"""Job: the annotations that a PDF brought along, for whoever wants to read what they say."""

import html
import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pymupdf
from pymupdf import mupdf

from icabinet.worker import documents
from icabinet.worker.annotations.places import Numbers, Place, box_of, place_of

# Links, fields of forms, windows of notes and the like are no marks of anybody.
_KINDS = frozenset(
    {"Text", "FreeText", "Line", "Square", "Circle", "Polygon", "PolyLine", "Highlight", "Underline", "Squiggly"}
    | {"StrikeOut", "Stamp", "Caret", "Ink"}
)
_MOST, _MOST_ON_A_PAGE, _MOST_LOOKED_AT, _MOST_BOXES = 2_000, 500, 5_000, 50
_LONGEST_TEXT, _LONGEST_NAME = 2_000, 100
_FURTHEST = 1_000_000  # units: what lies beyond is on no page
_HIDDEN = 1 << 1 | 1 << 5  # hidden, or not to be seen on screens
_MOMENT = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([+-])(\d\d)'?(\d\d)?)?")
_LINE_END, _TAG = re.compile(r"</p\s*>|<br\s*/?>"), re.compile(r"<[^<>]*>")
_LEAST = (1, 1, 1, 0, 0, 0)


def annotations(path: str) -> dict[str, Any]:
    """Give {"pages": {"<page from 1>": [{"kind", "boxes", "by", "at", "text"}, …]}}, 2,000 at most.

    kind: as PDF calls it, "Highlight". boxes: [left, top, right, bottom] in 1/10000 of the page's width as displayed,
    one a line of text that is marked. by: the author, at: milliseconds or None, text: what it says; both may be empty.
    Raises UnreadablePaper.
    """
    document = documents.opened(path)
    pages: dict[str, list[dict[str, Any]]] = {}
    left = _MOST
    for number in range(document.page_count):
        if left and (found := list(_on_page(document, number))[:left]):
            pages[str(number + 1)] = found
            left -= len(found)
    return {"pages": pages}


def _on_page(document: pymupdf.Document, number: int) -> Iterator[dict[str, Any]]:
    try:
        page = document.load_page(number)
        listed = mupdf.pdf_dict_get(pymupdf._as_pdf_page(page).obj(), pymupdf.PDF_NAME("Annots"))  # noqa: SLF001
        count = min(mupdf.pdf_array_len(listed), _MOST_LOOKED_AT)
        place = place_of(page) if count else None
    except (RuntimeError, ValueError, mupdf.FzErrorBase):
        return  # a page that cannot be read has none; the others may
    given = 0
    for i in range(count):
        found = _read(mupdf.pdf_array_get(listed, i), place) if place else None
        if found and given < _MOST_ON_A_PAGE:
            given += 1
            yield found


def _read(said: mupdf.PdfObj, place: Place) -> dict[str, Any] | None:
    """What cannot be read is no annotation."""
    try:
        kind = mupdf.pdf_to_name(_get(said, "Subtype"))
        if kind not in _KINDS or mupdf.pdf_to_int(_get(said, "F")) & _HIDDEN:
            return None
        boxes = _boxes(said, place)
        text = _words(said, "Contents", _LONGEST_TEXT) or _words(said, "RC", _LONGEST_TEXT)
        by = _words(said, "T", _LONGEST_NAME)
        at = _moment(_words(said, "M", _LONGEST_NAME))
    except (RuntimeError, ValueError, OverflowError, mupdf.FzErrorBase):
        return None
    return {"kind": kind, "boxes": boxes, "by": by, "at": at, "text": text} if boxes else None


def _boxes(said: mupdf.PdfObj, place: Place) -> list[list[int]]:
    """Where it lies: line by line if it marks text, else as a whole."""
    corners = _numbers(_get(said, "QuadPoints"), 8 * _MOST_BOXES)
    if not corners.size or corners.size % 8:
        corners = _numbers(_get(said, "Rect"), 4)
    if corners.size < 4:  # noqa: PLR2004 - two corners
        return []
    parts = np.split(corners, max(1, corners.size // 8))
    found = [box_of(place.units(part.reshape(-1, 2)), 0) for part in parts]
    return [[round(edge) for edge in box] for box in found if max(map(abs, box)) < _FURTHEST]


def _numbers(listed: mupdf.PdfObj, most: int) -> Numbers:
    count = min(mupdf.pdf_array_len(listed), most)
    values = np.array([mupdf.pdf_to_real(mupdf.pdf_array_get(listed, i)) for i in range(count)], float)
    return values if np.isfinite(values).all() else values[:0]


def _words(said: mupdf.PdfObj, name: str, longest: int) -> str:
    text = mupdf.pdf_to_text_string(_get(said, name))
    text = (_without_looks(text) if name == "RC" else text)[:longest]
    plain = "\n".join(" ".join(line.split()) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    shown = "".join(letter for letter in plain if letter == "\n" or unicodedata.category(letter) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", shown).strip()


def _without_looks(rich: str) -> str:
    """Return what is said in XHTML, where some programs write it alone; its paragraphs are lines."""
    return html.unescape(_TAG.sub("", _LINE_END.sub("\n", rich)))


def _moment(text: str) -> int | None:
    """Return milliseconds of a moment as PDF writes it, "D:20261125140500+07'00'"."""
    found = _MOMENT.match(text)
    if not found:
        return None
    said = zip(found.groups(), _LEAST, strict=False)
    year, month, day, hour, minute, second = (int(part or least) for part, least in said)
    ahead = timedelta(hours=int(found[8] or 0), minutes=int(found[9] or 0)) * (-1 if found[7] == "-" else 1)
    try:
        moment = datetime(year, month, day, hour, minute, second, tzinfo=UTC) - ahead
    except (ValueError, OverflowError):
        return None  # there is no such day
    return round(moment.timestamp() * 1000)


def _get(said: mupdf.PdfObj, name: str) -> mupdf.PdfObj:
    return mupdf.pdf_dict_gets(said, name)
