"""Job: a document in the form of Nghị định 30/2020/NĐ-CP (Word): minutes as Mẫu 1.9, others as Mẫu 1.1, 1.4, 1.7."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
import msgspec
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Cm, Pt
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from icabinet.worker.forms import decree, told
from icabinet.worker.forms.decree import SIZE, grid, put, ruled, spaced
from icabinet.worker.forms.widths import width_cm

_LEFT_CM, _RIGHT_CM = 6.9, 9.6
_CODE_CM = 2.6
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
    body = wanted.body.upper()
    put(_next(left, empty=not wanted.superior), body, size=12, bold=True, align=ALIGN.CENTER)
    ruled(left.add_paragraph(), _LEFT_CM, _part(body, 12, _LEFT_CM))
    put(spaced(left.add_paragraph(), before=4), wanted.number, size=13, align=ALIGN.CENTER)
    put(_first(right), _STATE, size=12, bold=True, align=ALIGN.CENTER)
    put(right.add_paragraph(), _MOTTO, size=13, bold=True, align=ALIGN.CENTER)
    ruled(right.add_paragraph(), _RIGHT_CM, width_cm(_MOTTO, 13, bold=True))
    if wanted.dated:
        put(spaced(right.add_paragraph(), before=4), wanted.dated, size=13, italic=True, align=ALIGN.CENTER)


def _title(document: Document, wanted: told.Minutes) -> None:
    put(spaced(document.add_paragraph(), before=12), wanted.kind.upper(), size=SIZE, bold=True, align=ALIGN.CENTER)
    put(document.add_paragraph(), wanted.about, size=SIZE, bold=True, align=ALIGN.CENTER)
    ruled(document.add_paragraph(), decree.TEXT_CM, _part(wanted.about, SIZE, decree.TEXT_CM), after=12)


def _part(text: str, size: int, within_cm: float) -> float:
    """Return how long the rule under a bold text is: between a third and a half of its (longest) line."""
    return min(width_cm(text, size, bold=True), within_cm) * 0.4


def _line(paragraph: Paragraph, line: told.Line) -> None:
    size = 13 if line.style == "small" else SIZE
    centred = line.style == "command"
    put(spaced(paragraph, after=6), "", align=ALIGN.CENTER if centred else ALIGN.JUSTIFY)
    paragraph.paragraph_format.first_line_indent = None if centred else Cm(1.27)
    paragraph.paragraph_format.line_spacing = 1.15
    paragraph.paragraph_format.keep_with_next = line.style in ("heading", "command") or not line.text
    if line.label:
        _run(paragraph, f"{line.label} ", size).bold = True
    run = _run(paragraph, line.text, size)
    run.bold, run.italic = line.style in ("heading", "command"), line.style == "basis"


def _run(paragraph: Paragraph, text: str, size: int) -> Run:
    run: Run = paragraph.add_run(text)
    run.font.size = Pt(size)
    return run


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
    """Two sign beside each other, the copies below; one signs at the right, beside the copies."""
    count = max(2, len(wanted.signers))
    made = grid(document, 1, [decree.TEXT_CM / count] * count)
    decree.keep_whole(made.rows[0])
    cells = list(made.rows[0].cells)
    alone = len(wanted.signers) == 1
    for cell, signer in zip(cells[1:] if alone else cells, wanted.signers, strict=True):
        _sign(cell, signer)
    if alone:
        _copies(_first(cells[0]), [cells[0].add_paragraph() for _ in wanted.copies], wanted.copies)
        _code(cells[0], wanted)
    else:
        first = spaced(document.add_paragraph(), before=12)
        _copies(first, [document.add_paragraph() for _ in wanted.copies], wanted.copies)
    if wanted.note:
        put(spaced(document.add_paragraph(), before=12), wanted.note, size=11)


def _code(cell: Cell, wanted: told.Minutes) -> None:
    if wanted.code:
        picture: Paragraph = spaced(cell.add_paragraph(), before=10)
        picture.add_run().add_picture(io.BytesIO(wanted.code), width=Cm(_CODE_CM))
        put(cell.add_paragraph(), wanted.code_words, size=11, italic=True)


def _sign(cell: Cell, signer: told.Signer) -> None:
    """Room for the signature is left between office and name."""
    if signer.authority:
        put(_first(cell), signer.authority.upper(), size=13, bold=True, align=ALIGN.CENTER)
    office = _next(cell, empty=not signer.authority)
    put(office, signer.office.upper(), size=13, bold=True, align=ALIGN.CENTER)
    put(spaced(cell.add_paragraph(), before=72), signer.name, bold=True, align=ALIGN.CENTER)


def _copies(title: Paragraph, lines: Sequence[Paragraph], copies: Sequence[str]) -> None:
    put(title, "Nơi nhận:", size=12, bold=True, italic=True)
    for paragraph, copy in zip(lines, copies, strict=True):
        put(paragraph, f"- {copy}", size=11)


def _first(cell: Cell) -> Paragraph:
    first: Paragraph = cell.paragraphs[0]
    return first


def _next(cell: Cell, *, empty: bool) -> Paragraph:
    return _first(cell) if empty else cell.add_paragraph()
