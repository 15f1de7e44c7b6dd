"""Job: make a paper ready, so that every page of it can be asked for."""

from pathlib import Path
from typing import Any

import pymupdf

from icabinet.worker import documents, imaging, plain
from icabinet.worker.kinds import OFFICE, PICTURES
from icabinet.worker.office import converting as office
from icabinet.worker.refusals import UnreadablePaper
from icabinet.worker.sizing import page_sizes
from icabinet.worker.word import writing as word
from icabinet.worker.writing import write_whole
from icabinet.worker.zips import BROKEN_ZIP

RENDERER = f"mupdf-{pymupdf.mupdf_version}/1"  # raise the last number when pages come to look different
# Who made the pages. A PDF of ours says so itself: it may be filed anew, when nobody remembers.
_MUPDF, _OFFICE, _EMBEDDED = "mupdf", "libreoffice", "embedded"
_SIGNATURE = "I-Cabinet, pages by "


def convert(path: str, kind: str, out: str = "") -> dict[str, Any]:
    """Give {"pages", "sizes": [[width, height], …] in points as displayed, "renderer", "by"}.

    All kinds but a PDF, which is only looked through, become a PDF at `out`. "by": "mupdf", "libreoffice" for the
    pages of an Office program, or "embedded" for a Word file that was set without one, to be read and not to be
    measured. Raises UnreadablePaper.
    """
    if kind in OFFICE:
        _from_office(path, kind, out)
    elif kind in PICTURES:
        imaging.write_pdf(path, kind, out)
    elif kind == "txt":
        plain.write_pdf(path, out)
    pdf = path if kind == "pdf" else out
    sizes = page_sizes(pdf)
    return {"pages": len(sizes), "sizes": sizes, "renderer": RENDERER, "by": _maker(pdf)}


def _from_office(path: str, kind: str, out: str) -> None:
    """LibreOffice's pages where it is there and manages; a Word file we can set ourselves."""
    if office.available():
        try:
            return write_whole(out, _signed(office.make_pdf(path, kind)), durable=True)
        except UnreadablePaper:
            if kind != "docx":
                raise
        finally:
            office.forget()
    elif kind != "docx":
        raise UnreadablePaper(reason="needs_office")
    try:
        with documents.reading():
            made = word.pdf(path, f"{_SIGNATURE}{_EMBEDDED}")
    except BROKEN_ZIP as error:
        raise UnreadablePaper(reason="broken") from error
    return write_whole(out, made, durable=True)


def _signed(made: Path) -> bytes:
    with documents.reading(), pymupdf.open(made, filetype="pdf") as document:
        document.set_metadata({"creator": f"{_SIGNATURE}{_OFFICE}"})
        signed: bytes = document.tobytes(garbage=1, deflate=True, no_new_id=True)
    return signed


def _maker(path: str) -> str:
    try:
        creator = str((documents.opened(path).metadata or {}).get("creator") or "")
    except UnreadablePaper:
        # Only the second engine can read it, so it is none of ours.
        return _MUPDF
    said = creator.removeprefix(_SIGNATURE) if creator.startswith(_SIGNATURE) else ""
    return said if said in {_OFFICE, _EMBEDDED} else _MUPDF
