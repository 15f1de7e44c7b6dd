"""A document as a row of paragraphs, those of its tables among them, each with its looks and where it stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from icabinet.worker.forms.checking.faces import Face, Looks, Shape

_EMU_PER_CM, _TWIPS_PER_CM, _CM_PER_POINT = 360_000, 1440 / 2.54, 2.54 / 72
_DRAWN = re.compile(r"\{.*\}(drawing|pict|line|connector|shape|rect)$")
_STYLE_WIDTH = re.compile(r"width:\s*([\d.]+)(pt|cm|mm|in)?")
_UNITS = {"pt": _CM_PER_POINT, "cm": 1.0, "mm": 0.1, "in": 2.54, None: _CM_PER_POINT}


@dataclass(frozen=True)
class Cell:
    """Where in a table: its number in the document, row, column of how many, and how wide."""

    table: int
    row: int
    column: int
    columns: int
    width_cm: float


@dataclass(frozen=True)
class Block:
    """A paragraph. rule_cm: how long a line is drawn in it, None if none is (0: of unknown length)."""

    text: str
    faces: list[Face]
    shape: Shape
    cell: Cell | None
    rule_cm: float | None

    @property
    def is_empty(self) -> bool:
        return not self.text.strip()

    @cached_property
    def is_bold(self) -> bool:
        return bool(self.faces) and all(face.bold for face in self.faces)

    @cached_property
    def is_italic(self) -> bool:
        return bool(self.faces) and all(face.italic for face in self.faces)

    @cached_property
    def is_upright(self) -> bool:
        return not any(face.italic for face in self.faces)

    @cached_property
    def is_capital(self) -> bool:
        return self.text == self.text.upper() or all(face.caps for face in self.faces)


def blocks_of(document: Document, text_cm: float) -> list[Block]:
    """Return all paragraphs of the body, in the order of reading."""
    return list(_walk(document.element.body, Looks(document), text_cm))


def _walk(body: Element, looks: Looks, text_cm: float) -> Iterator[Block]:
    tables = 0
    for child in body.iterchildren():
        if child.tag == qn("w:p"):
            yield _block(child, looks, None, text_cm)
        elif child.tag == qn("w:tbl"):
            yield from _of_table(child, looks, tables)
            tables += 1
        elif child.tag == qn("w:sdt") and (content := child.find(qn("w:sdtContent"))) is not None:
            yield from _walk(content, looks, text_cm)


def _of_table(table: Element, looks: Looks, number: int) -> Iterator[Block]:
    for row, tr in enumerate(table.findall(qn("w:tr"))):
        cells = tr.findall(qn("w:tc"))
        for column, tc in enumerate(cells):
            width = tc.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
            cm = float(width.get(qn("w:w")) or 0) / _TWIPS_PER_CM if width is not None else 0.0
            place = Cell(number, row, column, len(cells), cm)
            for paragraph in tc.iter(qn("w:p")):
                yield _block(paragraph, looks, place, cm)


def _block(paragraph: Element, looks: Looks, cell: Cell | None, within_cm: float) -> Block:
    words, faces = [], []
    for run in paragraph.iter(qn("w:r")):
        text = "".join(_text(piece) for piece in run.iterchildren())
        words.append(text)
        if text.strip():
            faces.append(looks.face(run, paragraph))
    shape = looks.shape(paragraph)
    return Block("".join(words), faces, shape, cell, _rule(paragraph, shape, within_cm))


def _text(piece: Element) -> str:
    if piece.tag == qn("w:t"):
        return piece.text or ""
    return " " if piece.tag in (qn("w:tab"), qn("w:br")) else ""


def _rule(paragraph: Element, shape: Shape, within_cm: float) -> float | None:
    edge = paragraph.find(f"{qn('w:pPr')}/{qn('w:pBdr')}/{qn('w:bottom')}")
    if edge is not None and edge.get(qn("w:val")) not in (None, "nil", "none"):
        return max(0.0, within_cm - shape.left - shape.right)
    drawn = [element for element in paragraph.iter() if isinstance(element.tag, str) and _DRAWN.match(element.tag)]
    if not drawn:
        return None
    return max((_length(element) for element in drawn), default=0.0)


def _length(element: Element) -> float:
    extents = [one for one in element.iter() if isinstance(one.tag, str) and one.tag.endswith(("}extent", "}ext"))]
    emu = [float(one.get("cx") or 0) / _EMU_PER_CM for one in extents]
    found = _STYLE_WIDTH.search(element.get("style") or "")
    css = float(found[1]) * _UNITS[found[2]] if found else 0.0
    return max([*emu, css, _of_line(element)])


def _of_line(element: Element) -> float:
    """Return the length of an old line shape, which has its ends in points."""
    ends = [re.match(r"(-?[\d.]+)pt", element.get(name) or "") for name in ("from", "to")]
    return abs(float(ends[1][1]) - float(ends[0][1])) * _CM_PER_POINT if ends[0] and ends[1] else 0.0
