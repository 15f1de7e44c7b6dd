"""Job: make a paper ready, so that every page of it can be asked for."""

from typing import Any

import pymupdf

from icabinet.worker import documents
from icabinet.worker.refusals import UnreadablePaper
from icabinet.worker.sizing import page_sizes
from icabinet.worker.word import writing as word
from icabinet.worker.zips import BROKEN_ZIP

RENDERER = f"mupdf-{pymupdf.mupdf_version}/1"  # raise the last number when pages come to look different


def convert(path: str, kind: str, out: str) -> dict[str, Any]:
    """Give {"pages", "sizes": [[width, height], …] in points as displayed, "renderer"}.

    A Word file (`kind` "docx") becomes a PDF at `out`; a PDF is only looked through. Raises UnreadablePaper.
    """
    if kind == "docx":
        _typeset(path, out)
        path = out
    sizes = page_sizes(path)
    return {"pages": len(sizes), "sizes": sizes, "renderer": RENDERER}


def _typeset(path: str, out: str) -> None:
    try:
        with documents.reading():
            word.write_pdf(path, out)
    except BROKEN_ZIP as error:
        raise UnreadablePaper(reason="broken") from error
