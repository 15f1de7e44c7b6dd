"""A Word document as its lines and tables, in reading order: insertions in, deletions out."""

from collections.abc import Iterator
from dataclasses import dataclass

from docx.document import Document
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from icabinet.agenda.word.numbering import Element, Numbering, value
from icabinet.agenda.word.text import clean

COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
TEXT = {qn("w:t"), MATHS + "t"}
SPACES = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
GONE = {qn("w:del"), qn("w:moveFrom"), COMPATIBILITY + "Fallback"}
BOX = qn("w:txbxContent")
NO_TEXT = GONE | {BOX, qn("w:pPr"), qn("w:rPr")}
PARAGRAPH, TABLE, ROW, CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
MARGINS = ("header", "footer", "footnotes", "endnotes")
LAST_HEADING = 8


@dataclass(frozen=True)
class Line:
    """`label`, `depth`: Word's own number; `heading`: outline level; `follows`: after a soft line break."""

    text: str
    label: str | None = None
    depth: int = 0
    heading: int | None = None
    follows: bool = False

    @property
    def shown(self) -> str:
        return f"{self.label or ''} {self.text}".strip()


@dataclass(frozen=True)
class Cell:
    """`column`: the first grid column that it covers; `continues`: merged with the cell above."""

    column: int
    span: int
    lines: tuple[Line, ...]
    continues: bool

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines if line.text)

    def covers(self, column: int) -> bool:
        return self.column <= column < self.column + self.span


Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    rows: tuple[Row, ...]

    def lines(self) -> Iterator[Line]:
        return (line for row in self.rows for cell in row for line in cell.lines)


class Source:
    """The document's body once through, then what stands around it."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._numbering = Numbering(document)

    def blocks(self) -> Iterator[Line | Table]:
        """Lines and tables of the body."""
        yield from self._blocks(self._document.element.body)

    def margins(self) -> Iterator[str]:
        """Text of headers, footers and notes; a bare page number is none."""
        for relation in self._document.part.rels.values():
            if not relation.is_external and relation.reltype.rpartition("/")[2] in MARGINS:
                for line in self._lines_of_part(relation.target_part):
                    if any(map(str.isalpha, line.text)):
                        yield line.text

    def _lines_of_part(self, part: Part) -> Iterator[Line]:
        for paragraph in _children(parse_xml(part.blob), {PARAGRAPH}):
            yield from self._lines(paragraph)
            for box in _children(paragraph, {BOX}):
                yield from (line for inner in _children(box, {PARAGRAPH}) for line in self._lines(inner))

    def _blocks(self, parent: Element) -> Iterator[Line | Table]:
        for element in _children(parent, {PARAGRAPH, TABLE}):
            if element.tag == TABLE:
                yield self._table(element)
            else:
                yield from self._lines(element)
                for box in _children(element, {BOX}):
                    yield from self._blocks(box)

    def _lines(self, paragraph: Element) -> Iterator[Line]:
        place = self._numbering.place(paragraph)
        heading = place.outline if place.outline is not None and place.outline <= LAST_HEADING else None
        texts = [clean(text) for text in _text(paragraph).split("\n")]
        line = Line(texts[0], self._numbering.label(place), place.depth or 0, heading)
        if line.text or line.label:
            yield line
        yield from (Line(text, follows=True) for text in texts[1:] if text)

    def _table(self, table: Element) -> Table:
        return Table(tuple(tuple(self._row(row)) for row in _children(table, {ROW})))

    def _row(self, row: Element) -> Iterator[Cell]:
        column = _integer(value(row, "w:trPr/w:gridBefore"), 0)
        for cell in _children(row, {CELL}):
            span = _integer(value(cell, "w:tcPr/w:gridSpan"), 1)
            merge = cell.find(qn("w:tcPr") + "/" + qn("w:vMerge"))
            continues = merge is not None and merge.get(qn("w:val"), "continue") == "continue"
            yield Cell(column, span, tuple(self._cell_lines(cell)), continues)
            column += span

    def _cell_lines(self, cell: Element) -> Iterator[Line]:
        for block in self._blocks(cell):
            if isinstance(block, Table):
                yield from block.lines()
            else:
                yield block


def _children(parent: Element, wanted: set[str]) -> Iterator[Element]:
    """The nearest descendants of the wanted kinds, through any wrapping (w:sdt, w:ins, w:customXml…)."""
    for element in parent:
        if element.tag in wanted:
            yield element
        elif element.tag not in GONE:
            yield from _children(element, wanted)


def _text(element: Element) -> str:
    if element.tag in TEXT:
        return element.text or ""
    if element.tag in SPACES:
        return SPACES[element.tag]
    return "".join(_text(child) for child in element if child.tag not in NO_TEXT)


def _integer(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and text.isdecimal() else otherwise
