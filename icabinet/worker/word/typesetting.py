"""HTML to pages, by MuPDF."""

import pymupdf

from icabinet.worker.word import faces
from icabinet.worker.word.sections import Sheet

_BASE = "body{margin:0;font-size:12pt}p{margin:0}table{border-collapse:collapse;margin:0}"


def pages(html: str, sheet: Sheet, archive: pymupdf.Archive) -> pymupdf.Document:
    """A PDF of `html` on paper of this size, within its margins."""
    margins = " ".join(f"{side:.2f}pt" for side in (sheet.top, sheet.right, sheet.bottom, sheet.left))
    style = f"{faces.declarations()}@page{{margin:{margins}}}{_BASE}"
    whole = f"<html><head><style>{style}</style></head><body>{html}</body></html>"
    flowing = pymupdf.open(
        stream=whole.encode("utf-8", "replace"),
        filetype="html",
        archive=archive,
        width=sheet.width,
        height=sheet.height,
    )
    with flowing:
        return pymupdf.open(stream=flowing.convert_to_pdf(), filetype="pdf")
