"""HTML to pages, by MuPDF: laid out first, and drawn once all that belongs on a page is known."""

from collections.abc import Iterable
from typing import NamedTuple

import pymupdf
from pymupdf import mupdf

from icabinet.worker.word import faces
from icabinet.worker.word.sections import Sheet

_BASE = "body{margin:0;font-size:12pt}p{margin:0}table{border-collapse:collapse;margin:0}"


class Leaf(NamedTuple):
    """Page `number` (from 0) of something laid out, moved down by `drop` points."""

    document: pymupdf.Document
    number: int
    drop: float = 0.0


def laid(html: str, sheet: Sheet, archive: pymupdf.Archive) -> pymupdf.Document:
    """Lay `html` out on paper of this size, within its margins; its pages can be counted and measured."""
    margins = " ".join(f"{side:.2f}pt" for side in (sheet.top, sheet.right, sheet.bottom, sheet.left))
    style = f"{faces.declarations()}@page{{margin:{margins}}}{_BASE}"
    whole = f"<html><head><style>{style}</style></head><body>{html}</body></html>"
    return pymupdf.open(
        stream=whole.encode("utf-8", "replace"),
        filetype="html",
        archive=archive,
        width=sheet.width,
        height=sheet.height,
    )


def drawn(pages: Iterable[list[Leaf]], creator: str = "") -> bytes:
    """Make a PDF, each page of it of one or more leaves, the first of which says how large it is.

    All are drawn into one document, so that each font is in it once, and nothing is written and read again.
    """
    made = mupdf.PdfDocument()
    for leaves in pages:
        box = mupdf.fz_bound_page(_page(leaves[0]))
        device, resources, contents = mupdf.pdf_page_write(made, box)
        for leaf in leaves:
            mupdf.fz_run_page(_page(leaf), device, mupdf.FzMatrix(1, 0, 0, 1, 0, leaf.drop), mupdf.FzCookie())
        mupdf.fz_close_device(device)
        mupdf.pdf_insert_page(made, -1, mupdf.pdf_add_page(made, box, 0, resources, contents))
    mupdf.pdf_subset_fonts2(made, [])
    said = mupdf.pdf_dict_put_dict(mupdf.pdf_trailer(made), pymupdf.PDF_NAME("Info"), 1)
    mupdf.pdf_dict_put_text_string(said, pymupdf.PDF_NAME("Creator"), creator)
    return _written(made)


def _written(made: mupdf.PdfDocument) -> bytes:
    options = mupdf.PdfWriteOptions()
    options.do_garbage = 2
    options.do_compress = options.do_compress_images = options.do_compress_fonts = 1
    options.dont_regenerate_id = 1
    buffer = mupdf.fz_new_buffer(1 << 16)
    output = mupdf.FzOutput(buffer)
    mupdf.pdf_write_document(made, output, options)
    output.fz_close_output()
    return bytes(mupdf.fz_buffer_storage_memoryview(buffer))


def _page(leaf: Leaf) -> mupdf.FzPage:
    return mupdf.fz_load_page(leaf.document.this, leaf.number)
