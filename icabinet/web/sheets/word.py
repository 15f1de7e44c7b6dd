"""A sheet as a Word file in the form of Nghị định 30/2020: A4, Times New Roman, state and motto at the head."""

import io
from collections.abc import Sequence

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from icabinet.web.sheets.content import Cell, Grid, Section, Sheet

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Proper names: the same in every language.
STATE, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
FONT, SIZE, TABLE_SIZE = "Times New Roman", 13, 11
_WIDTH_MM = 165
_HEADS = (66, 99)
_ROOM_TO_SIGN = 3
_ALPHABETS = ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs")


def written(sheet: Sheet) -> bytes:
    """Return the file."""
    document = _new()
    _heads(document, sheet.issuer)
    _centred(document, sheet.kind.upper(), before=12)
    _centred(document, sheet.about, after=10)
    for words, value in sheet.facts:
        _paragraph(document, f"{words}: {value}")
    for section in sheet.sections:
        _section(document, section)
    if sheet.signs:
        _signs(document, sheet.signs)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _new() -> Document:
    document = docx.Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin = page.bottom_margin = Mm(20)
    page.left_margin, page.right_margin = Mm(30), Mm(15)
    page.different_first_page_header_footer = True
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(SIZE)
    fonts = normal.element.get_or_add_rPr().find(qn("w:rFonts"))
    for alphabet in _ALPHABETS:
        fonts.set(qn(alphabet), FONT)
    normal.paragraph_format.space_after = Pt(6)
    _page_number(page.header.paragraphs[0])
    return document


def _heads(document: Document, issuer: str) -> None:
    left, right = _bare(document, _HEADS).rows[0].cells
    _line(left, issuer.upper(), bold=True, first=True)
    _line(right, STATE, bold=True, first=True)
    _line(right, MOTTO, bold=True, ruled=True)


def _section(document: Document, section: Section) -> None:
    title = _paragraph(document, section.title, bold=True)
    title.paragraph_format.space_before, title.paragraph_format.keep_with_next = Pt(8), True
    for line in section.lines:
        _paragraph(document, line)
    if section.grid is not None:
        _grid(document, section.grid)


def _grid(document: Document, grid: Grid) -> None:
    table: Table = document.add_table(rows=1 + len(grid.rows), cols=len(grid.head), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    parts = list(grid.widths or [1] * len(grid.head))
    for column, part in zip(table.columns, parts, strict=True):
        column.width = Mm(_WIDTH_MM * part / sum(parts))
    for place, (row, values) in enumerate(zip(table.rows, (grid.head, *grid.rows), strict=True)):
        mark = OxmlElement("w:tblHeader" if place == 0 else "w:cantSplit")
        row._tr.get_or_add_trPr().append(mark)  # noqa: SLF001
        for cell, value, part in zip(row.cells, values, parts, strict=True):
            cell.width = Mm(_WIDTH_MM * part / sum(parts))
            _fill(cell, value, head=place == 0)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _fill(cell: _Cell, value: Cell, *, head: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = ALIGN.CENTER if head else ALIGN.RIGHT if isinstance(value, int | float) else ALIGN.LEFT
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    run = paragraph.add_run("" if value is None else str(value))
    run.font.size, run.bold = Pt(TABLE_SIZE), head


def _signs(document: Document, signs: Sequence[tuple[str, str]]) -> None:
    table = _bare(document, [_WIDTH_MM // len(signs)] * len(signs))
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001
    for cell, (office, name) in zip(table.rows[0].cells, signs, strict=True):
        _line(cell, office.upper(), bold=True, first=True)
        for _ in range(_ROOM_TO_SIGN):
            _line(cell, "")
        _line(cell, name, bold=True)


def _bare(document: Document, widths: Sequence[int]) -> Table:
    table: Table = document.add_table(rows=1, cols=len(widths))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        column.cells[0].width = Mm(width)
    return table


def _paragraph(document: Document, text: str, *, bold: bool = False) -> Paragraph:
    paragraph = document.add_paragraph()
    paragraph.alignment = ALIGN.JUSTIFY
    paragraph.add_run(text).bold = bold
    return paragraph


def _centred(document: Document, text: str, before: int = 0, after: int = 0) -> None:
    paragraph = _paragraph(document, text, bold=True)
    paragraph.alignment = ALIGN.CENTER
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)


def _line(cell: _Cell, text: str, *, bold: bool = False, first: bool = False, ruled: bool = False) -> None:
    paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    paragraph.alignment, paragraph.paragraph_format.space_after = ALIGN.CENTER, Pt(0)
    run = paragraph.add_run(text)
    # The rule beneath is exactly as long as the line.
    run.bold, run.underline = bold, ruled


def _page_number(paragraph: Paragraph) -> None:
    paragraph.alignment = ALIGN.CENTER
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        piece = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            piece.set(qn("w:fldCharType"), kind)
        else:
            piece.text = text
        run._r.append(piece)  # noqa: SLF001
