"""A Word file as a PDF."""

import zipfile
from itertools import islice

from icabinet.worker.refusals import UnreadablePaper
from icabinet.worker.word import furniture, xml
from icabinet.worker.word.manuscript import Manuscript
from icabinet.worker.word.package import Package
from icabinet.worker.word.sections import Section, sections
from icabinet.worker.word.transcribing import transcribed
from icabinet.worker.word.typesetting import Leaf, drawn, laid

_PARAGRAPHS = 80_000  # tables are full of them; more would take minutes, and nobody would read it


def pdf(path: str, creator: str = "") -> bytes:
    """Make a PDF of the Word file at `path`, which names its creator. The same file gives the same bytes.

    Raises UnreadablePaper for one of thousands of pages, ValueError or zipfile.BadZipFile for what is no Word file,
    and RuntimeError for what MuPDF refuses.
    """
    with zipfile.ZipFile(path) as archive:
        return drawn(_pages(Manuscript(Package(archive, transcribed(archive)))), creator)


def _pages(manuscript: Manuscript) -> list[list[Leaf]]:
    if sum(1 for _ in islice(manuscript.package.body.iter(xml.name("w:p")), _PARAGRAPHS + 1)) > _PARAGRAPHS:
        raise UnreadablePaper(reason="too_many_pages")
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
