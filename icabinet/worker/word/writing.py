"""A Word file as a PDF."""

import zipfile

from icabinet.worker.word import furniture
from icabinet.worker.word.manuscript import Manuscript
from icabinet.worker.word.package import Package
from icabinet.worker.word.sections import Section, sections
from icabinet.worker.word.transcribing import transcribed
from icabinet.worker.word.typesetting import Leaf, drawn, laid


def pdf(path: str, creator: str = "") -> bytes:
    """Make a PDF of the Word file at `path`, which names its creator. The same file gives the same bytes.

    Raises ValueError or zipfile.BadZipFile for what is no Word file, RuntimeError for what MuPDF refuses.
    """
    with zipfile.ZipFile(path) as archive:
        return drawn(_pages(Manuscript(Package(archive, transcribed(archive)))), creator)


def _pages(manuscript: Manuscript) -> list[list[Leaf]]:
    found = sections(manuscript.package.body)
    above = furniture.Furniture({}, {})
    pages: list[list[Leaf]] = []
    parts: list[tuple[range, furniture.Furniture, Section]] = []
    for section in found:
        above = furniture.read(manuscript, section, above)
        notes = manuscript.body.notes if section is found[-1] else lambda _room: ""
        sheet = furniture.room_for(above, section.sheet, manuscript.archive)
        html = manuscript.body.html(section.blocks, section.sheet.room) + notes(section.sheet.room)
        text = laid(html, sheet, manuscript.archive)
        begin = len(pages)
        pages.extend([Leaf(text, number)] for number in range(text.page_count))
        parts.append((range(begin, len(pages)), above, section))
    for numbers, around, section in parts:
        if numbers:
            furniture.put(pages, numbers, around, section, manuscript)
    return pages
