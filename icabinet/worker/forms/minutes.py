"""Job: a record in the form of Nghị định 30/2020/NĐ-CP, Mẫu 1.9 (Word)."""

from pathlib import Path
from typing import Any

import docx
import msgspec
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Cm
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph

from icabinet.worker.forms import decree, told
from icabinet.worker.forms.decree import SIZE, grid, put, ruled, spaced

# The motto at 13 points bold is so wide in Times; the rule below it is exactly as long.
_MOTTO_CM = 5.62
_LEFT_CM, _RIGHT_CM = 6.9, 9.6
_LETTER_CM = 0.29  # a bold capital at 12 points, on average
_STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"


def write_minutes(path: str, out: str) -> dict[str, Any]:
    """Write the record that `path` describes (JSON, see `told.Minutes`) to `out`; give {"parts": how many}."""
    wanted = msgspec.json.decode(Path(path).read_bytes(), type=told.Minutes)
    document = docx.Document()
    decree.set_up(document)
    document.core_properties.title, document.core_properties.author = wanted.about, "I-Cabinet"
    _head(document, wanted)
    _title(document, wanted)
    for part in wanted.parts:
        if isinstance(part, told.Table):
            _table(document, part)
        else:
            _line(document.add_paragraph(), part)
    _foot(document, wanted)
    document.save(out)
    return {"parts": len(wanted.parts)}


def _head(document: Document, wanted: told.Minutes) -> None:
    left, right = grid(document, 1, [_LEFT_CM, _RIGHT_CM]).rows[0].cells
    if wanted.superior:
        put(_first(left), wanted.superior.upper(), size=12, align=ALIGN.CENTER)
    put(_next(left, empty=not wanted.superior), wanted.body.upper(), size=12, bold=True, align=ALIGN.CENTER)
    # Between a third and a half of the line above.
    ruled(left.add_paragraph(), _LEFT_CM, min(_LEFT_CM, len(wanted.body) * _LETTER_CM) * 0.4)
    put(spaced(left.add_paragraph(), before=4), wanted.number, size=13, align=ALIGN.CENTER)
    put(_first(right), _STATE, size=12, bold=True, align=ALIGN.CENTER)
    put(right.add_paragraph(), _MOTTO, size=13, bold=True, align=ALIGN.CENTER)
    ruled(right.add_paragraph(), _RIGHT_CM, _MOTTO_CM)


def _title(document: Document, wanted: told.Minutes) -> None:
    put(spaced(document.add_paragraph(), before=12), wanted.kind.upper(), size=SIZE, bold=True, align=ALIGN.CENTER)
    put(document.add_paragraph(), wanted.about, size=SIZE, bold=True, align=ALIGN.CENTER)
    ruled(document.add_paragraph(), decree.TEXT_CM, _MOTTO_CM / 2, after=12)


def _line(paragraph: Paragraph, line: told.Line) -> None:
    if line.style == "small":
        put(spaced(paragraph, after=6), line.text, size=12, italic=True, align=ALIGN.JUSTIFY)
        return
    put(spaced(paragraph, after=6), "", align=ALIGN.JUSTIFY)
    paragraph.paragraph_format.first_line_indent = Cm(1.27)
    paragraph.paragraph_format.line_spacing = 1.15
    paragraph.paragraph_format.keep_with_next = line.style == "heading" or not line.text
    if line.label:
        paragraph.add_run(f"{line.label} ").bold = True
    paragraph.add_run(line.text).bold = line.style == "heading"


def _table(document: Document, table: told.Table) -> None:
    share = decree.TEXT_CM / sum(table.widths)
    made = grid(document, 1 + len(table.rows), [width * share for width in table.widths], lines=True)
    decree.repeats(made.rows[0])
    for cell, text in zip(made.rows[0].cells, table.head, strict=True):
        put(spaced(_first(cell), before=2, after=2), text, size=12, bold=True, align=ALIGN.CENTER)
    for row, texts in zip(list(made.rows)[1:], table.rows, strict=True):
        decree.keep_whole(row)
        for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            side = ALIGN.RIGHT if column in table.numbers else ALIGN.LEFT
            put(spaced(_first(cell), before=2, after=2), text, size=12, align=side)
    put(spaced(document.add_paragraph(), after=6), "")


def _foot(document: Document, wanted: told.Minutes) -> None:
    """The secretary signs at the left, the chair at the right; below, who gets a copy."""
    made = grid(document, 1, [decree.TEXT_CM / len(wanted.signers)] * len(wanted.signers))
    decree.keep_whole(made.rows[0])
    for cell, signer in zip(made.rows[0].cells, wanted.signers, strict=True):
        put(_first(cell), signer.office.upper(), size=13, bold=True, align=ALIGN.CENTER)
        put(spaced(cell.add_paragraph(), before=72), signer.name, bold=True, align=ALIGN.CENTER)
    put(spaced(document.add_paragraph(), before=12), "Nơi nhận:", size=12, bold=True, italic=True)
    for copy in wanted.copies:
        put(document.add_paragraph(), f"- {copy}", size=11)


def _first(cell: Cell) -> Paragraph:
    first: Paragraph = cell.paragraphs[0]
    return first


def _next(cell: Cell, *, empty: bool) -> Paragraph:
    return _first(cell) if empty else cell.add_paragraph()
