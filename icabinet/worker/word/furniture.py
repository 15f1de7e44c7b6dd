"""Headers and footers: laid out on sheets of their own, then put over the pages."""

from typing import NamedTuple

import pymupdf

from icabinet.worker.word import xml
from icabinet.worker.word.inline import PAGE, PAGES
from icabinet.worker.word.manuscript import Manuscript, Writer
from icabinet.worker.word.paragraphs import BREAK
from icabinet.worker.word.sections import Section, Sheet, blocks
from icabinet.worker.word.typesetting import Leaf, laid

Kinds = dict[str, str]  # "default", "first", "even" → HTML
_MOST = 500  # pages; a longer document goes without
_LEAST_GAP = 4.0


class Furniture(NamedTuple):
    """What stands above and below the text of a section."""

    headers: Kinds
    footers: Kinds


def read(manuscript: Manuscript, section: Section, before: Furniture) -> Furniture:
    """A section without a header of its own goes on with the one `before`."""
    headers = before.headers | _kinds(manuscript, section, "headerReference")
    footers = before.footers | _kinds(manuscript, section, "footerReference")
    return Furniture(headers, footers)


def room_for(furniture: Furniture, sheet: Sheet, archive: pymupdf.Archive) -> Sheet:
    """The sheet with margins wide enough for headers and footers that are taller than the usual margin."""
    top = max((_height(html, sheet, archive) for html in furniture.headers.values()), default=0.0)
    bottom = max((_height(html, sheet, archive) for html in furniture.footers.values()), default=0.0)
    limit = sheet.height / 3
    return sheet._replace(
        top=max(sheet.top, min(sheet.header + top + _LEAST_GAP, limit) if top else 0.0),
        bottom=max(sheet.bottom, min(sheet.footer + bottom + _LEAST_GAP, limit) if bottom else 0.0),
    )


def put(
    pages: list[list[Leaf]],
    numbers: range,
    furniture: Furniture,
    section: Section,
    manuscript: Manuscript,
) -> None:
    """Lay headers and footers over the pages `numbers` (from 0), which all are of `section`."""
    if len(numbers) > _MOST:
        return
    first = numbers[0] + 1
    start = xml.attribute(xml.child(section.properties, "w:pgNumType"), "w:start")
    shift = xml.whole(start, first) - first
    total = str(len(pages))
    for kinds, at_bottom in ((furniture.headers, False), (furniture.footers, True)):
        chosen = [_chosen(kinds, number, numbers, section, manuscript) for number in numbers]
        if not any(chosen):
            continue
        filled = [
            html.replace(PAGES, total).replace(PAGE, str(number + 1 + shift))
            for html, number in zip(chosen, numbers, strict=True)
        ]
        _lay_over(pages, numbers, filled, section.sheet, manuscript.archive, at_bottom=at_bottom)


def _lay_over(
    pages: list[list[Leaf]],
    numbers: range,
    filled: list[str],
    sheet: Sheet,
    archive: pymupdf.Archive,
    *,
    at_bottom: bool,
) -> None:
    sheets = laid(BREAK.join(html or "<p>&#160;</p>" for html in filled), _alone(sheet), archive)
    if sheets.page_count != len(numbers):
        return  # a header taller than the page
    for at, number in enumerate(numbers):
        if filled[at]:
            drop = sheet.height - sheet.footer - _bottom(sheets[at]) if at_bottom else sheet.header
            pages[number].append(Leaf(sheets, at, drop))


def _chosen(kinds: Kinds, number: int, numbers: range, section: Section, manuscript: Manuscript) -> str:
    if number == numbers[0] and xml.switch(section.properties, "w:titlePg"):
        return kinds.get("first", "")
    if manuscript.even_and_odd and number % 2:
        return kinds.get("even", "")
    return kinds.get("default", "")


def _kinds(manuscript: Manuscript, section: Section, tag: str) -> Kinds:
    found: Kinds = {}
    relations = manuscript.package.related(manuscript.package.main)
    for reference in xml.children(section.properties, f"w:{tag}"):
        relation = relations.get(xml.attribute(reference, "r:id") or "")
        part = manuscript.package.part(relation.target) if relation and relation.target else None
        if part is not None and relation is not None:
            html = Writer(manuscript, relation.target, live=True).html(list(blocks(part)), section.sheet.room)
            found[xml.attribute(reference, "w:type") or "default"] = html if _says_something(part) else ""
    return found


def _says_something(part: xml.Element) -> bool:
    text = "".join(found.text or "" for tag in ("w:t", "w:instrText") for found in part.iter(xml.name(tag)))
    drawn = [xml.name(tag) for tag in ("w:drawing", "w:pict", "w:fldSimple", "w:pBdr")]
    return bool(text.strip()) or next(part.iter(*drawn), None) is not None


def _height(html: str, sheet: Sheet, archive: pymupdf.Archive) -> float:
    if not html:
        return 0.0
    alone = laid(html, _alone(sheet), archive)
    return _bottom(alone[0]) if alone.page_count == 1 else sheet.height


def _alone(sheet: Sheet) -> Sheet:
    return sheet._replace(top=0.0, bottom=0.0)


def _bottom(page: pymupdf.Page) -> float:
    """Where the lowest mark on the page ends."""
    return max((box[1][3] for box in page.get_bboxlog()), default=0.0)
