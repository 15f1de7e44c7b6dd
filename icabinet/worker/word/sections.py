"""How a document falls into sections, each with its own sheet of paper, header and footer."""

from collections.abc import Iterator
from typing import NamedTuple

from icabinet.worker.word import xml

_TRANSPARENT = {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}
_A4 = (595.3, 841.9)
_MARGIN = 72.0
_DISTANCE = 36.0
_NARROWEST, _LARGEST = 72.0, 3000.0


class Sheet(NamedTuple):
    """Points. header and footer: how far their outer edges are from the edges of the paper."""

    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float
    header: float
    footer: float

    @property
    def room(self) -> float:
        return self.width - self.left - self.right


class Section(NamedTuple):
    blocks: list[xml.Element]
    sheet: Sheet
    properties: xml.Element | None


def blocks(parent: xml.Element) -> Iterator[xml.Element]:
    """Paragraphs and tables, also those in content controls, insertions and alternatives."""
    for element in parent:
        tag = xml.short(element)
        if tag in {"p", "tbl"}:
            yield element
        elif tag in _TRANSPARENT:
            yield from blocks(element)
        elif tag == "AlternateContent" and len(element):
            yield from blocks(element[0])


def sections(body: xml.Element) -> list[Section]:
    """In order. A continuous section on the same paper belongs to the one before."""
    found: list[Section] = []
    gathered: list[xml.Element] = []
    for block in blocks(body):
        gathered.append(block)
        properties = xml.child(xml.child(block, "w:pPr"), "w:sectPr")
        if properties is not None:
            _append(found, Section(gathered, _sheet(properties), properties))
            gathered = []
    last = xml.child(body, "w:sectPr")
    if gathered or not found:
        _append(found, Section(gathered, _sheet(last), last))
    return found


def _append(found: list[Section], section: Section) -> None:
    continuous = xml.value(section.properties, "w:type") == "continuous"
    if found and continuous and found[-1].sheet == section.sheet:
        found[-1].blocks.extend(section.blocks)
    else:
        found.append(section)


def _sheet(properties: xml.Element | None) -> Sheet:
    size, margins = xml.child(properties, "w:pgSz"), xml.child(properties, "w:pgMar")
    width, height = (
        min(max(xml.twips(size, tag) or usual, _NARROWEST), _LARGEST)
        for tag, usual in zip(("w:w", "w:h"), _A4, strict=True)
    )
    sides = {side: abs(_said(margins, side, _MARGIN)) for side in ("top", "right", "bottom", "left")}
    if sides["left"] + sides["right"] > width - _NARROWEST:
        sides["left"] = sides["right"] = 0.0
    if sides["top"] + sides["bottom"] > height - _NARROWEST:
        sides["top"] = sides["bottom"] = 0.0
    header, footer = _said(margins, "header", _DISTANCE), _said(margins, "footer", _DISTANCE)
    return Sheet(width, height, **sides, header=header, footer=footer)


def _said(margins: xml.Element, side: str, usual: float) -> float:
    points = xml.twips(margins, f"w:{side}")
    return usual if points is None else points
