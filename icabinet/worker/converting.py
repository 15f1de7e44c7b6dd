"""Job: make a paper ready, so that every page of it can be asked for."""

from typing import Any

import pymupdf

from icabinet.worker import documents
from icabinet.worker.refusals import UnreadablePaper
from icabinet.worker.word import writing as word
from icabinet.worker.zips import BROKEN_ZIP

RENDERER = f"mupdf-{pymupdf.mupdf_version}/1"  # raise the last number when pages come to look different
_A4 = (595.0, 842.0)


def convert(path: str, kind: str, out: str) -> dict[str, Any]:
    """Give {"pages", "sizes": [[width, height], …] in points as displayed, "renderer"}.

    A Word file (`kind` "docx") becomes a PDF at `out`; a PDF is only looked through. Raises UnreadablePaper.
    """
    if kind == "docx":
        _typeset(path, out)
        path = out
    document = documents.opened(path)
    found = [_size(document, number) for number in range(document.page_count)]
    if not any(found):
        raise UnreadablePaper(reason="broken")
    sizes = [size or list(_A4) for size in found]  # the other pages are still worth reading
    return {"pages": len(sizes), "sizes": sizes, "renderer": RENDERER}


def _typeset(path: str, out: str) -> None:
    try:
        with documents.reading():
            word.write_pdf(path, out)
    except BROKEN_ZIP as error:
        raise UnreadablePaper(reason="broken") from error


def _size(document: pymupdf.Document, number: int) -> list[float] | None:
    """None for a page that cannot be read."""
    try:
        box = document.load_page(number).rect
    except (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase):
        return None
    return [round(box.width, 2), round(box.height, 2)]
