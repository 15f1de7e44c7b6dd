"""Word files in the form of Nghị định 30/2020: heads, justified body, tables, signature and recipients."""

import re
from collections.abc import Sequence

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from icabinet.demo.papers import markup
from icabinet.demo.papers.letterhead import ISSUER, MOTTO, STATE, SUPERIOR
from icabinet.demo.papers.markup import Block, Figure, Heading, is_number

FONT = "Times New Roman"
SIZE, TABLE_SIZE = 14, 12.5
HEADS = (Mm(66), Mm(99))
ROOM_TO_SIGN = 3
OTHER_ALPHABETS = ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs")


def new_document() -> Document:
    """A4 with the decree's margins; pages after the first are numbered in the middle above."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.different_first_page_header_footer = True
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(SIZE)
    fonts = normal.element.get_or_add_rPr().find(qn("w:rFonts"))
    for alphabet in OTHER_ALPHABETS:
        fonts.set(qn(alphabet), FONT)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.15
    number = section.header.paragraphs[0]
    number.alignment = ALIGN.CENTER
    _field(number, "PAGE")
    return document


def heads(document: Document, number: str, date: str, superior: str = SUPERIOR) -> None:
    """Issuer and number to the left, state, motto and date to the right."""
    table = _bare_table(document, 2)
    (left, right), (left_below, right_below) = (row.cells for row in table.rows)
    _line(left, superior, 13, first=True)
    _line(left, ISSUER, 13, bold=True)
    _rule(left, HEADS[0], 0.36)
    _line(right, STATE, 12, bold=True, first=True)
    _line(right, MOTTO, 13, bold=True)
    _rule(right, HEADS[1], 0.62)
    _line(left_below, f"Số: {number}", 13, first=True)
    _line(right_below, date, 13, italic=True, first=True)


def title(document: Document, kind: str, about: str) -> None:
    """The name of the paper in capitals, and what it is about."""
    _centred(document, kind, before=12)
    for line in about.splitlines():
        _centred(document, line)
    rule = document.add_paragraph()
    rule.paragraph_format.space_after = Pt(10)
    _border(rule, Mm(165), 0.3)


def addressed(document: Document, to: str) -> None:
    """Kính gửi."""
    paragraph = document.add_paragraph()
    paragraph.alignment = ALIGN.CENTER
    paragraph.add_run(f"Kính gửi: {to}")


def body(document: Document, blocks: Sequence[Block]) -> None:
    """Headings bold, paragraphs justified with the first line indented, tables between them."""
    for block in blocks:
        if isinstance(block, Heading):
            _heading(document, block.text)
        elif isinstance(block, Figure):
            figure(document, block)
        else:
            _paragraph(document, block.text)
    document.paragraphs[-1].paragraph_format.keep_with_next = True  # the signature never stands alone


def paragraphs(*texts: str) -> list[Block]:
    """Plain sentences as blocks."""
    return [markup.Paragraph(text) for text in texts]


def figure(document: Document, figure: Figure) -> None:
    """A table below its title and unit."""
    if figure.title:
        _centred(document, figure.title)
    if figure.unit:
        unit = document.add_paragraph()
        unit.alignment = ALIGN.RIGHT
        unit.add_run(f"Đơn vị tính: {figure.unit}").italic = True
        unit.paragraph_format.keep_with_next = True
    grid(document, figure.rows)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def grid(document: Document, rows: Sequence[Sequence[str]], widths: Sequence[int] | None = None) -> Table:
    """A ruled table; its head repeats on every page. `widths` in millimetres."""
    table: Table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for place, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
        _mark(row._tr.get_or_add_trPr(), "w:tblHeader" if place == 0 else "w:cantSplit")  # noqa: SLF001
        for cell, text in zip(row.cells, texts, strict=True):
            _grid_cell(cell, text, head=place == 0, last=place == len(rows) - 1)
    for column, width in zip(table.columns, widths or _even(rows), strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    return table


def signature(document: Document, offices: Sequence[str], name: str, copies: Sequence[str]) -> None:
    """Recipients to the left, who signs to the right; both stay on one page."""
    table = _bare_table(document, 1)
    _mark(table.rows[0]._tr.get_or_add_trPr(), "w:cantSplit")  # noqa: SLF001
    left, right = table.rows[0].cells
    _line(left, "Nơi nhận:", 12, bold=True, italic=True, first=True, align=ALIGN.LEFT)
    for copy in copies:
        _line(left, copy, 11, align=ALIGN.LEFT)
    for place, office in enumerate(offices):
        _line(right, office, 14, bold=True, first=place == 0)
    for _ in range(ROOM_TO_SIGN):
        _line(right, "", 14)
    _line(right, name, 14, bold=True)


def _paragraph(document: Document, text: str) -> Paragraph:
    paragraph = document.add_paragraph()
    paragraph.alignment = ALIGN.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Cm(1.27)
    paragraph.add_run(text)
    return paragraph


def _heading(document: Document, text: str) -> None:
    paragraph = _paragraph(document, text)
    paragraph.runs[0].bold = True
    paragraph.paragraph_format.keep_with_next = True
    if text.endswith(":"):
        paragraph.alignment, paragraph.paragraph_format.first_line_indent = ALIGN.CENTER, Cm(0)


def _centred(document: Document, text: str, before: int = 0) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = ALIGN.CENTER
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(0)
    paragraph.paragraph_format.keep_with_next = True
    paragraph.add_run(text).bold = True


def _line(
    cell: _Cell, text: str, size: int, *, bold: bool = False, italic: bool = False, first: bool = False,
    align: ALIGN = ALIGN.CENTER,
) -> None:  # fmt: skip
    paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.space_after, paragraph.paragraph_format.line_spacing = Pt(0), 1.0
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)


def _grid_cell(cell: _Cell, text: str, *, head: bool, last: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = _align(text, head=head)
    paragraph.paragraph_format.keep_with_next = not last
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    paragraph.paragraph_format.line_spacing = 1.0
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(TABLE_SIZE), head or text.startswith("Tổng")


def _align(text: str, *, head: bool) -> ALIGN:
    if head or re.fullmatch(r"\d{1,2}(\.\d)?", text):
        return ALIGN.CENTER
    return ALIGN.RIGHT if is_number(text) else ALIGN.LEFT


def _even(rows: Sequence[Sequence[str]]) -> list[int]:
    """Widths by the longest cell of each column, in all the 165 mm between the margins."""
    longest = [min(max(len(cell) for cell in column[1:]), 40) + 6 for column in zip(*rows, strict=True)]
    return [165 * length // sum(longest) for length in longest]


def _bare_table(document: Document, rows: int) -> Table:
    table: Table = document.add_table(rows=rows, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, HEADS, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
    return table


def _rule(cell: _Cell, width: int, part: float) -> None:
    paragraph = cell.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(4)
    _border(paragraph, width, part)


def _border(paragraph: Paragraph, width: int, part: float) -> None:
    """A rule below, in the middle, over a part of the width."""
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = int(width * (1 - part) / 2)
    form.line_spacing = Pt(3)
    borders = OxmlElement("w:pBdr")
    below = OxmlElement("w:bottom")
    for name, value in {"val": "single", "sz": "6", "space": "1", "color": "000000"}.items():
        below.set(qn(f"w:{name}"), value)
    borders.append(below)
    paragraph._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc"
    )


def _field(paragraph: Paragraph, code: str) -> None:
    for kind in ("begin", "code", "end"):
        run: Run = paragraph.add_run()
        element = OxmlElement("w:instrText" if kind == "code" else "w:fldChar")
        if kind == "code":
            element.text = f" {code} "
        else:
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)  # noqa: SLF001


def _mark(properties: object, name: str) -> None:
    properties.append(OxmlElement(name))  # type: ignore[attr-defined]
