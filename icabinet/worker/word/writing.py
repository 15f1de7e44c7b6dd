"""A Word file as a PDF."""

import zipfile

import pymupdf

from icabinet.worker.word import furniture
from icabinet.worker.word.manuscript import Manuscript
from icabinet.worker.word.package import Package
from icabinet.worker.word.sections import Section, sections
from icabinet.worker.word.transcribing import transcribed
from icabinet.worker.word.typesetting import pages


def pdf(path: str) -> bytes:
    """Make a PDF of the Word file at `path`. The same file gives the same bytes.

    Raises ValueError or zipfile.BadZipFile for what is no Word file, RuntimeError for what MuPDF refuses.
    """
    with zipfile.ZipFile(path) as archive, pymupdf.open() as document:
        _typeset(Manuscript(Package(archive, transcribed(archive))), document)
        document.subset_fonts()
        made: bytes = document.tobytes(garbage=3, deflate=True, no_new_id=True)
    return made


def _typeset(manuscript: Manuscript, document: pymupdf.Document) -> None:
    found = sections(manuscript.package.body)
    above = furniture.Furniture({}, {})
    laid: list[tuple[range, furniture.Furniture, Section]] = []
    for section in found:
        above = furniture.read(manuscript, section, above)
        notes = manuscript.body.notes if section is found[-1] else lambda _room: ""
        sheet = furniture.room_for(above, section.sheet, manuscript.archive)
        html = manuscript.body.html(section.blocks, section.sheet.room) + notes(section.sheet.room)
        begin = document.page_count
        with pages(html, sheet, manuscript.archive) as typeset:
            document.insert_pdf(typeset)
        laid.append((range(begin, document.page_count), above, section))
    for numbers, around, section in laid:
        if numbers:
            furniture.put(document, numbers, around, section, manuscript)
