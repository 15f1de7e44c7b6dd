"""Word files as offices write them, in the form of decree 30/2020: letterhead, body, table, signature; 2 or 3 pages.

Each is different, the same every time, and as different as offices are: in margins, sizes, spacing, lists and tables.
"""

import random
from pathlib import Path
from typing import Any, NamedTuple

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt

_TEXT = """
ủy ban nhân dân thành phố về việc phê duyệt kế hoạch phát triển kinh tế xã hội năm nhiệm vụ trọng tâm ngân sách đầu tư
công giải ngân tiến độ dự án hạ tầng giao thông đô thị quy hoạch môi trường nước sạch y tế giáo dục chuyển đổi số cải
cách hành chính thủ tục người dân doanh nghiệp sở tài chính chủ trì phối hợp báo cáo trước ngày quý đề nghị xem xét căn
cứ luật tổ chức chính quyền địa phương theo đề nghị của giám đốc sở nội vụ tại tờ trình quyết định có hiệu lực kể từ
"""
_WORDS = _TEXT.split()
_KINDS = ("QUYẾT ĐỊNH", "BÁO CÁO", "TỜ TRÌNH", "KẾ HOẠCH", "THÔNG BÁO", "BIÊN BẢN", "GIẤY MỜI", "NGHỊ QUYẾT")
_CENTRE, _LEFT, _JUSTIFIED = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.JUSTIFY
_BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")


class Manner(NamedTuple):
    """How an office sets its papers. Lengths in points, unless they say otherwise."""

    size: float
    before: float
    after: float
    line: float | int
    indent_cm: float
    head_mm: tuple[int, int]
    in_style: bool


def write(path: Path, seed: int) -> Path:
    """Write one paper."""
    dice = random.Random(seed)
    document = docx.Document()
    manner = _manner(dice)
    _set_up(document, dice, manner)
    _letterhead(document, dice, manner)
    _title(document, dice)
    for _ in range(dice.randint(2, 4)):
        _line(document, manner, f"Căn cứ {_said(dice, 8, 30)};", italic=True)
    _body(document, dice, manner)
    _signature(document, dice)
    document.save(str(path))
    return path


def _manner(dice: random.Random) -> Manner:
    line: float | int = dice.choice((1.0, 1.0, 1.05, 1.1, 1.15, 1.2, 1.3, Pt(17), Pt(18), Pt(19)))
    return Manner(
        size=dice.choice((13, 13.5, 14, 14)),
        before=dice.choice((0, 0, 3, 6)),
        after=dice.choice((0, 3, 6, 6)),
        line=line,
        indent_cm=dice.choice((1.0, 1.27, 1.27)),
        head_mm=dice.choice(((65, 100), (70, 95), (60, 105))),
        in_style=dice.random() < 0.5,
    )


def _set_up(document: Any, dice: random.Random, manner: Manner) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(dice.choice((20, 22, 25))), Mm(dice.choice((20, 22, 25)))
    section.left_margin, section.right_margin = Mm(dice.choice((30, 30, 35))), Mm(dice.choice((15, 17, 20)))
    section.header_distance = section.footer_distance = Mm(dice.choice((10, 12)))
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(manner.size)
    normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.0
    if manner.in_style:
        _space(normal.paragraph_format, manner)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = _CENTRE
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), " PAGE ")
    number._p.append(field)  # noqa: SLF001 - python-docx has no word for it


def _space(paragraph: Any, manner: Manner) -> None:
    paragraph.space_before, paragraph.space_after = Pt(manner.before), Pt(manner.after)
    paragraph.line_spacing = manner.line
    if isinstance(manner.line, int) and manner.line > 100:
        paragraph.line_spacing_rule = WD_LINE_SPACING.EXACTLY


def _letterhead(document: Any, dice: random.Random, manner: Manner) -> None:
    table = _grid(document, 2, manner.head_mm)
    left, right = table.rows[0].cells
    _centred(left, "ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI", 13, first=True)
    _centred(left, dice.choice(("SỞ TÀI CHÍNH", "VĂN PHÒNG", "SỞ QUY HOẠCH - KIẾN TRÚC")), 13, bold=True)
    _rule(left, 0.4, manner.head_mm[0])
    _centred(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, bold=True, first=True)
    _centred(right, "Độc lập - Tự do - Hạnh phúc", 14, bold=True)
    _rule(right, 0.6, manner.head_mm[1])
    left, right = table.rows[1].cells
    _centred(left, f"Số: {dice.randint(10, 999)}/QĐ-UBND", 13, first=True)
    _centred(
        right, f"Hà Nội, ngày {dice.randint(10, 30)} tháng {dice.randint(10, 12)} năm 2026", 14, italic=True, first=True
    )


def _title(document: Any, dice: random.Random) -> None:
    if dice.random() < 0.5:
        document.add_paragraph()
    for text in (dice.choice(_KINDS), _said(dice, 8, 20).capitalize()):
        paragraph = document.add_paragraph()
        paragraph.alignment = _CENTRE
        run = paragraph.add_run(text)
        run.bold, run.font.size = True, Pt(14)


def _body(document: Any, dice: random.Random, manner: Manner) -> None:
    listed = dice.choice(("", "List Number", "List Bullet", ""))
    left = dice.randint(380, 720)
    table_at = dice.randint(80, 350) if dice.random() < 0.5 else -1
    part = 0
    while left > 0:
        part += 1
        _line(document, manner, f"{dice.choice(('Điều', 'Mục'))} {part}. {_said(dice, 4, 16).capitalize()}", bold=True)
        for _ in range(dice.randint(1, 4)):
            words = dice.randint(15, 90)
            left -= words
            style = listed if listed and dice.random() < 0.3 else None
            _line(document, manner, f"{_said(dice, words, words).capitalize()}.", style=style)
        if left < table_at:
            table_at = -1
            _figures(document, dice)


def _line(
    document: Any, manner: Manner, text: str, *, bold: bool = False, italic: bool = False, style: str | None = None
) -> None:
    paragraph = document.add_paragraph(style=style)
    paragraph.alignment = _JUSTIFIED
    if not manner.in_style or style:
        _space(paragraph.paragraph_format, manner)
    if style is None:
        paragraph.paragraph_format.first_line_indent = Cm(manner.indent_cm)
    run = paragraph.add_run(text)
    run.bold, run.italic = bold or None, italic or None


def _figures(document: Any, dice: random.Random) -> None:
    widths = dice.choice(((12, 60, 45, 45), (12, 100, 50), (15, 40, 35, 35, 35)))
    rows = dice.randint(3, 9)
    table = document.add_table(rows=rows, cols=len(widths), style="Table Grid")
    table.autofit = False
    for at, width in enumerate(widths):
        table.columns[at].width = Mm(width)
        for row in table.rows:
            row.cells[at].width = Mm(width)
    for number, row in enumerate(table.rows):
        for at, cell in enumerate(row.cells):
            text = str(number) if at == 0 and number else _said(dice, 1, 9).capitalize()
            paragraph = cell.paragraphs[0]
            paragraph.alignment = _CENTRE if number == 0 or at == 0 else _LEFT
            run = paragraph.add_run(text)
            run.bold, run.font.size = (number == 0) or None, Pt(dice.choice((12, 13)))
    document.add_paragraph()


def _signature(document: Any, dice: random.Random) -> None:
    table = _grid(document, 1, (80, 85))
    left, right = table.rows[0].cells
    first = left.paragraphs[0].add_run("Nơi nhận:")
    first.bold, first.italic, first.font.size = True, True, Pt(12)
    for text in ("- Như trên;", "- Thường trực Thành ủy;", "- Các sở, ban, ngành;", "- Lưu: VT, TH.")[
        : dice.randint(2, 4)
    ]:
        paragraph = left.add_paragraph()
        _tight(paragraph)
        paragraph.add_run(text).font.size = Pt(11)
    _centred(right, "TM. ỦY BAN NHÂN DÂN", 14, bold=True, first=True)
    _centred(right, "CHỦ TỊCH", 14, bold=True)
    for _ in range(dice.randint(3, 5)):
        _centred(right, "", 14)
    _centred(right, "Nguyễn Đức Thưởng", 14, bold=True)


def _grid(document: Any, rows: int, widths: tuple[int, ...]) -> Any:
    """A table without lines, to stand things side by side."""
    table = document.add_table(rows=rows, cols=len(widths))
    table.autofit = False
    borders = OxmlElement("w:tblBorders")
    for side in _BORDERS:
        line = OxmlElement(f"w:{side}")
        line.set(qn("w:val"), "nil")
        borders.append(line)
    table._tbl.tblPr.append(borders)  # noqa: SLF001 - python-docx has no word for it
    for at, width in enumerate(widths):
        table.columns[at].width = Mm(width)
        for row in table.rows:
            row.cells[at].width = Mm(width)
    return table


def _centred(
    cell: Any, text: str, size: float, *, bold: bool = False, italic: bool = False, first: bool = False
) -> None:
    paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    paragraph.alignment = _CENTRE
    _tight(paragraph)
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold or None, italic or None, Pt(size)


def _tight(paragraph: Any) -> None:
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = 1.0


def _rule(cell: Any, share: float, width_mm: int) -> None:
    """A line under the name above it, as wide as a share of the cell."""
    paragraph = cell.add_paragraph()
    _tight(paragraph)
    paragraph.paragraph_format.line_spacing = Pt(3)
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    margin = Mm(width_mm * (1 - share) / 2)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = margin
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().append(borders)  # noqa: SLF001 - python-docx has no word for it


def _said(dice: random.Random, least: int, most: int) -> str:
    return " ".join(dice.choice(_WORDS) for _ in range(dice.randint(least, most)))
