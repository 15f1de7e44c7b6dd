"""The page: its size, its margins, and the number in the middle of the top margin."""

import unicodedata
from collections.abc import Iterator, Sequence

from docx.document import Document
from docx.oxml.ns import qn
from docx.section import Section

from icabinet.worker.forms.checking.blocks import Block
from icabinet.worker.forms.checking.faces import Looks
from icabinet.worker.forms.checking.findings import Finding, faces, finding

_A4_MM, _NEAR_MM = (210, 297), 0.5
_MARGINS_MM = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}


def check_pages(document: Document, blocks: Sequence[Block]) -> Iterator[Finding]:
    """Check what is said of all pages, and of all letters on them."""
    for section in document.sections:
        yield from _paper(section)
    yield from _page_number(document)
    for block in blocks:
        yield from faces(block)
        if block.text != unicodedata.normalize("NFC", block.text):
            yield finding("unicode", block, "decomposed letters", "composed letters (NFC)")


def _paper(section: Section) -> Iterator[Finding]:
    sides = [section.page_width, section.page_height]
    size = [length.mm if length is not None else 0.0 for length in sides]
    # A wide table may lie on a page that is turned.
    if any(abs(had - wanted) > _NEAR_MM for had, wanted in zip(sorted(size), _A4_MM, strict=True)):
        yield finding("paper", None, f"{size[0]:.0f} x {size[1]:.0f} mm", "A4, 210 x 297 mm")
    for side, (least, most) in _MARGINS_MM.items():
        length = getattr(section, f"{side}_margin")
        had = length.mm if length is not None else 0.0
        if not least - _NEAR_MM <= had <= most + _NEAR_MM:
            yield finding(f"margin.{side}", None, f"{had:.1f} mm", f"{least}-{most} mm")


def _page_number(document: Document) -> Iterator[Finding]:
    section, looks = document.sections[0], Looks(document)
    numbered = [one for one in section.header._element.iter(qn("w:p")) if _has_page(one)]  # noqa: SLF001 - no other way
    if not numbered:
        yield finding("page_number", None, "missing", "in the middle of the top margin")
        return
    paragraph = numbered[0]
    if looks.shape(paragraph).align != "center":
        yield finding("page_number.centred", None, looks.shape(paragraph).align, "center")
    runs = list(paragraph.iter(qn("w:r")))
    face = looks.face(runs[0] if runs else paragraph, paragraph)
    if not 13 <= face.size <= 14 or face.italic:  # noqa: PLR2004 - as the decree says
        yield finding("page_number.size", None, f"{face.size:g} pt", "13-14 pt, upright")
    first = section.first_page_header._element  # noqa: SLF001 - no other way
    if not section.different_first_page_header_footer or any(_has_page(one) for one in first.iter(qn("w:p"))):
        yield finding("page_number.first", None, "on page 1 too", "none on page 1")


def _has_page(paragraph: object) -> bool:
    simple = [one.get(qn("w:instr")) or "" for one in paragraph.iter(qn("w:fldSimple"))]  # type: ignore[attr-defined]
    complex_ = [one.text or "" for one in paragraph.iter(qn("w:instrText"))]  # type: ignore[attr-defined]
    return any("PAGE" in code.split() for code in (*simple, *complex_))
