"""Papers written so that the same content gives the same bytes."""

import io
import zipfile
from pathlib import Path

import pymupdf
from docx.document import Document

AUTHOR = "Văn phòng HĐND và UBND phường Hồ Gươm"
MADE = "D:20261130080000+07'00'"
MADE_ZIP = (2026, 11, 30, 8, 0, 0)


def save_pdf(document: pymupdf.Document, path: Path, title: str) -> None:
    """Write a PDF with only the letters of its fonts that it uses."""
    document.set_metadata({"title": title, "author": AUTHOR, "creationDate": MADE, "modDate": MADE})
    document.subset_fonts()
    document.save(path, garbage=3, deflate=True, use_objstms=1, no_new_id=True)
    document.close()


def save_docx(document: Document, path: Path) -> None:
    """Write a Word file whose zip carries no clock time."""
    buffer = io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as made, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as stored:
        for part in made.infolist():
            stored.writestr(zipfile.ZipInfo(part.filename, MADE_ZIP), made.read(part), zipfile.ZIP_DEFLATED)
