"""The attendance as a spreadsheet. Whatever people have typed is text in it, never a formula."""

import io
from collections.abc import Sequence
from typing import Any

from icabinet.web.attendance.tables import Row

_DIGITS = 6
_WIDTHS = (6, 28, 36, 8, 14, 32, 10, 48)


def workbook(title: str, intro: Sequence[str], heads: Row, sections: Sequence[tuple[str, Sequence[Row]]]) -> bytes:
    """Return the bytes of an XLSX file. It takes a moment of the processor: to be called outside the hub."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    sheet = book.active
    sheet.title = "I-Cabinet"
    for number, line in enumerate((title, *intro), 1):
        _put(sheet, number, 1, line, Font(bold=number == 1, size=14 if number == 1 else 11))
    at = len(intro) + 2
    for words, rows in sections:
        _put(sheet, at + 1, 1, words, Font(bold=True, size=12))
        at += 2
        for cells, bold in ((heads, True), *((row, False) for row in rows)):
            for column, text in enumerate(cells, 1):
                cell = _put(sheet, at, column, text, Font(bold=bold))
                cell.alignment = Alignment(wrap_text=True, vertical="top")
            at += 1
    for column, width in enumerate(_WIDTHS):
        sheet.column_dimensions["ABCDEFGH"[column]].width = width
    sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = "landscape", 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _put(sheet: Any, row: int, column: int, text: str, font: Any) -> Any:
    """Write text, or a short whole number; `=1+1` stays what somebody typed."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= _DIGITS
    cell = sheet.cell(row=row, column=column, value=int(text) if is_number else text)
    if not is_number:
        cell.data_type = "s"
    cell.font = font
    return cell
