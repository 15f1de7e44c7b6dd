"""The attendance as a Word document, set as administrative documents are (Nghị định 30/2020/NĐ-CP)."""

import io
from collections.abc import Sequence
from typing import Any

from icabinet.web.attendance.tables import Row

_WIDTHS_CM = (1.0, 3.6, 3.6, 1.2, 1.9, 3.1, 1.3, 3.3)


def letter(
    body: str, title: str, intro: Sequence[str], heads: Row, sections: Sequence[tuple[str, Sequence[Row]]]
) -> bytes:
    """Return the bytes of a DOCX file. It takes a moment of the processor: to be called outside the hub."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt

    document = docx.Document()
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.top_margin = page.bottom_margin = Cm(2)
    page.left_margin, page.right_margin = Cm(3), Cm(1.5)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(13)
    normal.paragraph_format.space_after = Pt(6)
    _line(document, body.upper(), bold=True).alignment = WD_ALIGN_PARAGRAPH.LEFT
    _line(document, title.upper(), bold=True).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for words in intro:
        _line(document, words)
    for words, rows in sections:
        _line(document, words, bold=True)
        table = document.add_table(rows=0, cols=len(heads), style="Table Grid")
        for line, bold in ((heads, True), *((row, False) for row in rows)):
            cells = table.add_row().cells
            for cell, text, width in zip(cells, line, _WIDTHS_CM, strict=True):
                cell.width = Cm(width)
                run = cell.paragraphs[0].add_run(text)
                run.bold, run.font.size = bold, Pt(10)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _line(document: Any, words: str, *, bold: bool = False) -> Any:
    paragraph = document.add_paragraph()
    paragraph.add_run(words).bold = bold
    return paragraph
