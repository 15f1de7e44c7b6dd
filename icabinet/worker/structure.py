"""Job: how a paper hangs together: its outline, the links between its pages, and what its pages are called."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import pymupdf

from icabinet.worker import documents

_MOST_ENTRIES = 5_000
_MOST_LINKS = 20_000
_LONGEST_TITLE = 300
_DIGITS = 5
# PyMuPDF gives the part of a label that is not plain ASCII as it stands in the file.
_AS_IN_FILE = re.compile(r"<((?:[0-9A-F]{2})+)>", re.IGNORECASE)


def structure(path: str) -> dict[str, Any]:
    """Give {"outline", "links", "labels"}, each empty where the paper says nothing of the kind.

    outline: [[level from 1, title, page from 1], …] in order. links: {"<page from 1>": [[x0, y0, x1, y1, page], …]},
    boxes as displayed, in fractions of the page's width. labels: one for each page, unless they are just 1, 2, 3.
    Links that lead out of the paper are left out. Raises UnreadablePaper.
    """
    document = documents.opened(path)
    with documents.reading():
        return {"outline": _outline(document), "links": _links(document), "labels": _labels(document)}


def _outline(document: pymupdf.Document) -> list[list[int | str]]:
    """A heading that leads nowhere leads where the next one does; those at the end that lead nowhere go."""
    found: list[list[int | str]] = []
    following = 0
    for level, title, page in reversed(document.get_toc()):
        following = page if 1 <= page <= document.page_count else following
        if following:
            found.append([level, _plain(title), following])
    return found[::-1][:_MOST_ENTRIES]


def _links(document: pymupdf.Document) -> dict[str, list[list[float]]]:
    found: dict[str, list[list[float]]] = {}
    left = _MOST_LINKS
    for number in range(document.page_count):
        boxes = list(_links_on(document, number))[:left]
        left -= len(boxes)
        if boxes:
            found[str(number + 1)] = boxes
    return found


def _links_on(document: pymupdf.Document, number: int) -> Iterator[list[float]]:
    try:
        sheet = document.load_page(number)
        link = pymupdf.mupdf.fz_load_links(sheet.this)
    except (RuntimeError, pymupdf.mupdf.FzErrorBase):
        return  # a page that cannot be read has no links; the others may
    while link.m_internal:
        page = document.resolve_link(link.m_internal.uri)[0] if _is_internal(link) else -1
        if page >= 0:
            box = pymupdf.Rect(pymupdf.JM_py_from_rect(link.rect())) & sheet.rect
            corners = [round(edge / sheet.rect.width, _DIGITS) for edge in (box.x0, box.y0, box.x1, box.y1)]
            if not box.is_empty:
                yield [*corners, page + 1]
        link = link.next()


def _is_internal(link: pymupdf.mupdf.FzLink) -> bool:
    uri = link.m_internal.uri
    return bool(uri) and not pymupdf.mupdf.fz_is_external_link(uri)


def _labels(document: pymupdf.Document) -> list[str]:
    if not document.get_page_labels():
        return []
    labels = [_label(document.load_page(number).get_label()) for number in range(document.page_count)]
    return [] if labels == [str(number + 1) for number in range(len(labels))] else labels


def _label(text: str) -> str:
    return _plain(_AS_IN_FILE.sub(lambda part: _decoded(bytes.fromhex(part[1])), text))


def _decoded(text: bytes) -> str:
    """As PDF has it, UTF-16 with a mark; or UTF-8, as those have it who did not read so far."""
    return text.decode("utf-16" if text.startswith((b"\xfe\xff", b"\xff\xfe")) else "utf-8", "replace")


def _plain(title: str) -> str:
    return unicodedata.normalize("NFC", " ".join(title.split()))[:_LONGEST_TITLE]
