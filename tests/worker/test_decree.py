"""Documents in the form of Nghị định 30/2020/NĐ-CP: ours are in it, and the checker sees what is not."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import msgspec
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt, RGBColor

from icabinet.worker.forms import told
from icabinet.worker.forms.checking.job import check_form
from icabinet.worker.forms.minutes import write_minutes
from icabinet.worker.forms.widths import width_cm
from icabinet.worker.refusals import UnreadablePaper

BODY, ENDED = "Ủy ban nhân dân quận Hai Bà Trưng", "Cuộc họp kết thúc vào 11 giờ 30 phút, ngày 05 tháng 02 năm 2026./."
LONG = "Chất vấn và trả lời chất vấn về tiến độ giải ngân vốn đầu tư công. " * 5
SIGNERS = [told.Signer(office="Thư ký", name="Trần Thị Bình"), told.Signer(office="Chủ tọa", name="Nguyễn Văn An")]
MINUTES = told.Minutes(
    superior="Ủy ban nhân dân thành phố Hà Nội",
    body=BODY,
    number="Số: 05/BB-UBND",
    kind="Biên bản",
    about="Phiên họp thường kỳ tháng 01 năm 2026",
    parts=[
        told.Line(text="Thời gian bắt đầu: 08 giờ 00 phút, ngày 05 tháng 02 năm 2026."),
        told.Line(text="Nội dung:", style="heading"),
        *[told.Line(text=LONG), told.Line(text="Ghi chú nhỏ.", style="small")] * 12,
        told.Table(head=["TT", "Họ và tên"], rows=[["1", "An"], ["2", "Bình"]], widths=[1, 5], numbers=[0]),
        told.Line(text=ENDED),
    ],
    signers=SIGNERS,
    copies=["Như thành phần dự họp;", "Lưu: VT, Hồ sơ."],
    note="Lập từ nhật ký phiên họp, đến mục số 12; mã băm SHA-256: 00",
)
RESOLUTION = told.Minutes(
    superior="",
    body=BODY,
    number="Số: 12/NQ-UBND",
    kind="Nghị quyết",
    about="Về việc giao dự toán ngân sách",
    dated="Hà Nội, ngày 05 tháng 02 năm 2026",
    parts=[
        told.Line(text=BODY.upper(), style="command"),
        told.Line(text="Căn cứ Luật Ngân sách nhà nước;", style="basis"),
        told.Line(text="QUYẾT NGHỊ:", style="command"),
        told.Line(label="Điều 1.", text="Thông qua./."),
    ],
    signers=[told.Signer(authority=f"TM. {BODY}", office="Chủ tịch", name="Nguyễn Văn An")],
    copies=["Như Điều 3;", "Lưu: VT."],
)


def written(content: told.Minutes, folder: Path) -> Path:
    source, out = folder / "told.json", folder / "made.docx"
    source.write_bytes(msgspec.json.encode(content))
    write_minutes(str(source), str(out))
    return out


def rules(path: Path) -> list[str]:
    return [one["rule"] for one in check_form(str(path))["findings"]]


@pytest.mark.parametrize("content", [MINUTES, RESOLUTION], ids=["1.9", "1.1"])
def test_what_we_write_is_in_the_form(content, tmp_path):
    checked = check_form(str(written(content, tmp_path)))
    assert checked == {"type": content.kind.upper(), "findings": []}


def paragraph(document: Document, text: str) -> Any:
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    every = [*document.paragraphs, *(one for cell in cells for one in cell.paragraphs)]
    return next(one for one in every if one.text.strip().startswith(text))


def face(text: str, **changes: Any) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        for run in paragraph(document, text).runs:
            for name, value in changes.items():
                setattr(run.font, name, value)

    return change


def shape(text: str, **changes: Any) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        for name, value in changes.items():
            setattr(paragraph(document, text).paragraph_format, name, value)

    return change


def says(text: str, instead: str) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        found = paragraph(document, text)
        for run in found.runs[1:]:
            run.text = ""
        found.runs[0].text = instead

    return change


def page(**changes: Any) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        for name, value in changes.items():
            setattr(document.sections[0], name, value)

    return change


def without_rules(document: Document) -> None:
    for edge in list(document.element.body.iter(qn("w:pBdr"))):
        edge.getparent().remove(edge)


def signers_changed(document: Document) -> None:
    left, right = paragraph(document, "THƯ KÝ"), paragraph(document, "CHỦ TỌA")
    left.runs[0].text, right.runs[0].text = "CHỦ TỌA", "THƯ KÝ"


def style_changed(document: Document) -> None:
    normal = document.styles["Normal"]
    normal.font.name = "Arial"
    normal.element.rPr.rFonts.attrib.pop(qn("w:hAnsi"))


def theme_font(document: Document) -> None:
    fonts = document.styles["Normal"].element.rPr.rFonts
    fonts.set(qn("w:asciiTheme"), "minorHAnsi")


def dated_minutes(document: Document) -> None:
    document.tables[0].rows[0].cells[1].add_paragraph("Hà Nội, ngày 5 tháng 2 năm 2026")


FAULTS: dict[str, tuple[Callable[[Document], None], set[str]]] = {
    "letter": (page(page_width=Mm(216), page_height=Mm(279)), {"paper"}),
    "margins": (page(left_margin=Mm(25), top_margin=Mm(30)), {"margin.left", "margin.top"}),
    "page number on page 1": (page(different_first_page_header_footer=False), {"page_number.first"}),
    "font of a style": (style_changed, {"font"}),
    "font of the theme": (theme_font, {"font"}),
    "state too large": (face("CỘNG HÒA", size=Pt(14)), {"state.size"}),
    "state not bold": (face("CỘNG HÒA", bold=False), {"state.bold"}),
    "state's words": (says("CỘNG HÒA", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"), {"state.words"}),
    "motto italic": (face("Độc lập", italic=True), {"motto.upright"}),
    "motto at the left": (shape("Độc lập", alignment=ALIGN.LEFT), {"motto.centred"}),
    "no rules": (without_rules, {"motto.rule", "body.rule", "abstract.rule"}),
    "superior not capital": (says("ỦY BAN NHÂN DÂN THÀNH", "Ủy ban nhân dân thành phố"), {"superior.capital"}),
    "body not bold": (face("ỦY BAN NHÂN DÂN QUẬN", bold=False), {"body.bold"}),
    "number without its zero": (says("Số:", "Số: 5/BB-UBND"), {"number.form"}),
    "number too small": (face("Số:", size=Pt(12)), {"number.size"}),
    "minutes with a date": (dated_minutes, {"dated"}),
    "type not bold": (face("BIÊN BẢN", bold=False), {"type.bold"}),
    "text too small": (face("Thời gian", size=Pt(12)), {"content.size"}),
    "text at the left": (shape("Thời gian", alignment=ALIGN.LEFT), {"content.justified"}),
    "text not indented": (shape("Thời gian", first_line_indent=Cm(0)), {"content.indent"}),
    "lines too far apart": (shape("Thời gian", line_spacing=2.0), {"content.lines"}),
    "paragraphs too near": (shape("Thời gian", space_after=Pt(0)), {"content.gap"}),
    "no end": (says("Cuộc họp", "Hết."), {"minutes.ended"}),
    "signers changed": (signers_changed, {"signed.secretary", "signed.chair"}),
    "copies not italic": (face("Nơi nhận", italic=False), {"copies.italic"}),
    "copies too large": (face("- Lưu", size=Pt(13)), {"copies.list.size"}),
    "nothing kept": (says("- Lưu", "- Khác."), {"copies.last"}),
    "decomposed": (says("Thời gian", "Tho\u031b\u0300i gian bắt đầu."), {"unicode"}),
}


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return written(MINUTES, tmp_path_factory.mktemp("decree")).read_bytes()


@pytest.mark.parametrize("name", list(FAULTS))
def test_each_fault_is_seen_by_its_name(name, ours, tmp_path):
    change, wanted = FAULTS[name]
    document = docx.Document(io.BytesIO(ours))
    change(document)
    document.save(str(tmp_path / "changed.docx"))
    assert set(rules(tmp_path / "changed.docx")) >= wanted
    # Nothing else is blamed for it, but that one fault may show in two places.
    assert len(set(rules(tmp_path / "changed.docx")) - wanted) <= 1


def test_a_coloured_word_is_seen(ours, tmp_path):
    document = docx.Document(io.BytesIO(ours))
    paragraph(document, "Thời gian").runs[-1].font.color.rgb = RGBColor(255, 0, 0)
    document.save(str(tmp_path / "red.docx"))
    assert rules(tmp_path / "red.docx") == ["colour"]


def test_any_word_file_is_checked_and_nothing_else_is(tmp_path):
    docx.Document().save(str(tmp_path / "empty.docx"))
    assert {"state", "motto", "number", "type", "copies", "paper"} <= set(rules(tmp_path / "empty.docx"))
    (tmp_path / "no.docx").write_bytes(b"PK\x03\x04 not a zip")
    pageless = docx.Document()
    pageless.element.body.remove(pageless.element.body.sectPr)
    pageless.save(str(tmp_path / "pageless.docx"))
    for name in ("no.docx", "pageless.docx"):
        with pytest.raises(UnreadablePaper):
            check_form(str(tmp_path / name))


def test_widths_are_those_of_times():
    # By the tables of the font's maker: 13 points bold, 2.54 cm to the inch.
    assert width_cm("Độc lập - Tự do - Hạnh phúc", 13, bold=True) == pytest.approx(5.62, abs=0.06)
    assert width_cm("ĐƯỢC", 12) == width_cm("DUOC", 12)
