"""The typography of Nghị định 30/2020/NĐ-CP in Word: A4, margins, Times New Roman, page numbers, tables, rules."""

from collections.abc import Sequence

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Length, Mm, Pt
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

SIZE = 14
_FONT = "Times New Roman"
_WIDTH, _HEIGHT = Mm(210), Mm(297)
_LEFT, _RIGHT, _EDGE = Mm(30), Mm(15), Mm(20)
TEXT_CM = Length(_WIDTH - _LEFT - _RIGHT).cm


def set_up(document: Document) -> None:
    """Set page, font, and the number in the middle of the top margin; the first page has none."""
    section = document.sections[0]
    section.page_width, section.page_height = _WIDTH, _HEIGHT
    section.left_margin, section.right_margin = _LEFT, _RIGHT
    section.top_margin = section.bottom_margin = _EDGE
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(SIZE)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), _FONT)
    normal.paragraph_format.space_after = Pt(0)
    number = section.header.paragraphs[0]
    number.alignment = ALIGN.CENTER
    _field(number, "PAGE")


def put(
    paragraph: Paragraph,
    text: str,
    *,
    size: int = SIZE,
    bold: bool = False,
    italic: bool = False,
    align: ALIGN = ALIGN.LEFT,
) -> None:
    """Write into an empty paragraph; the size in points."""
    paragraph.alignment = align
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)


def spaced(paragraph: Paragraph, *, before: int = 0, after: int = 0) -> Paragraph:
    """Keep so many points free around the paragraph."""
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
    return paragraph


def ruled(paragraph: Paragraph, within_cm: float, length_cm: float, *, after: int = 0) -> None:
    """Draw a rule in the middle of what is so wide: the lower edge of an empty line between two indents."""
    aside = Cm((within_cm - length_cm) / 2)
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = aside
    shape.space_after, shape.line_spacing = Pt(after), Pt(2)
    edges = OxmlElement("w:pBdr")
    edges.append(_element("w:bottom", val="single", sz="6", space="1", color="000000"))
    paragraph._p.get_or_add_pPr().insert_element_before(edges, "w:spacing", "w:ind", "w:jc")  # noqa: SLF001 - no other way


def grid(document: Document, rows: int, widths_cm: Sequence[float], *, lines: bool = False) -> Table:
    """Make a table of columns so wide, with lines between its cells or without."""
    table: Table = document.add_table(rows, len(widths_cm))
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    if lines:
        table.style = "Table Grid"
    else:
        margins = OxmlElement("w:tblCellMar")
        margins.extend(_element(f"w:{side}", w="0", type="dxa") for side in ("left", "right"))
        table._tbl.tblPr.insert_element_before(margins, "w:tblLook")  # noqa: SLF001 - no other way
    for column, width in zip(table.columns, widths_cm, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths_cm, strict=True):
            cell.width = Cm(width)
    return table


def repeats(row: _Row) -> None:
    """Have the row stand again at the head of each page."""
    row._tr.get_or_add_trPr().append(_element("w:tblHeader", val="true"))  # noqa: SLF001 - no other way


def keep_whole(row: _Row) -> None:
    """Have no page end within the row."""
    row._tr.get_or_add_trPr().append(_element("w:cantSplit", val="true"))  # noqa: SLF001 - no other way


def _field(paragraph: Paragraph, code: str) -> None:
    field = _element("w:fldSimple", instr=code)
    paragraph._p.append(field)  # noqa: SLF001 - no other way


def _element(name: str, **attributes: str) -> BaseOxmlElement:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element
