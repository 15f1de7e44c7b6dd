"""Programmes as Vietnamese offices write them, read into draft items."""

import contextlib
import unicodedata
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.exceptions import InvalidSpanError
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from icabinet.agenda.word import Draft, NotAWordFile, read_agenda
from icabinet.agenda.word.times import find_length, find_times

HEADER = ("TT", "Thời gian", "Nội dung", "Đơn vị trình bày", "Tài liệu")


@pytest.fixture
def read(tmp_path: Path):
    def read(document: Document) -> Draft:
        document.save(str(tmp_path / "programme.docx"))
        return read_agenda(tmp_path / "programme.docx")

    return read


def lines(*texts: str) -> Document:
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    return document


def table(*rows: tuple[str, ...], document: Document | None = None) -> Document:
    document = document or docx.Document()
    grid = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in zip(grid.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return document


def outline(draft: Draft) -> list[tuple[int, str]]:
    return [(item.level, item.title) for item in draft.items]


def lengths(draft: Draft) -> list[tuple[str | None, int | None]]:
    return [(item.starts, item.minutes) for item in draft.items]


class TestTables:
    def test_columns_are_found_by_their_headers(self, read):
        draft = read(
            table(
                HEADER,
                ("1", "08h00 - 08h10", "Khai mạc", "Văn phòng", ""),
                (
                    "2",
                    "08h10 - 08h40",
                    "Báo cáo kinh tế - xã hội",
                    "Phòng Kinh tế",
                    "BC 512/BC-KT; Phụ lục I, II",
                ),
            )
        )
        assert outline(draft) == [(0, "Khai mạc"), (0, "Báo cáo kinh tế - xã hội")]
        assert lengths(draft) == [("08:00", 10), ("08:10", 30)]
        assert [item.presenter for item in draft.items] == ["Văn phòng", "Phòng Kinh tế"]
        assert draft.items[1].papers == ("BC 512/BC-KT", "Phụ lục I, II")
        assert draft.rest == ("TT | Thời gian | Nội dung | Đơn vị trình bày | Tài liệu",)

    def test_columns_may_stand_in_any_order_and_lack_diacritics(self, read):
        draft = read(
            table(
                ("NOI DUNG CHUONG TRINH", "HO SO, TAI LIEU", "NGUOI BAO CAO", "THOI GIAN"),
                ("Dự toán năm 2027", "Tờ trình số 9/TTr-UBND", "Đ/c Vũ Đình Khôi", "9 giờ 05"),
                ("Bế mạc", "", "", "9 giờ 45"),
            )
        )
        assert outline(draft) == [(0, "Dự toán năm 2027"), (0, "Bế mạc")]
        assert lengths(draft) == [("09:05", 40), ("09:45", None)]
        assert draft.items[0].papers == ("Tờ trình số 9/TTr-UBND",)

    def test_rows_number_their_level(self, read):
        rows = (
            ("I", "", "Phần khai mạc"),
            ("1", "", "Chào cờ"),
            ("II", "", "Nội dung chính"),
            ("1", "", "Ngân sách"),
        )
        draft = read(
            table(
                ("STT", "Giờ", "Nội dung"),
                *rows,
                ("1.1", "", "Thu"),
                ("a", "", "Thu phí"),
                ("2", "", "Đất đai"),
            )
        )
        assert [item.level for item in draft.items] == [0, 1, 0, 1, 2, 2, 1]

    def test_merged_day_parts_go_to_the_rest(self, read):
        document = table(
            ("Thời gian", "Nội dung", "Đơn vị trình"),
            ("Buổi sáng, ngày 04/12/2026", "", ""),
            ("08h00", "Khai mạc", "Văn phòng"),
            ("11h00", "Thảo luận", ""),
            ("CHIỀU", "", ""),
            ("14h00", "Bế mạc", "Chủ tịch"),
        )
        rows = document.tables[0].rows
        for row in (rows[1], rows[4]):
            row.cells[0].merge(row.cells[2])
        draft = read(document)
        assert outline(draft) == [(0, "Khai mạc"), (0, "Thảo luận"), (0, "Bế mạc")]
        assert lengths(draft) == [("08:00", 180), ("11:00", None), ("14:00", None)], "lunch is not part of an item"
        assert draft.rest[1:] == ("Buổi sáng, ngày 04/12/2026", "CHIỀU")

    def test_a_merged_section_is_an_item_with_parts(self, read):
        document = table(
            ("TT", "Nội dung", "Đơn vị trình"),
            ("CÁC TỜ TRÌNH", "", ""),
            ("1", "Dự toán", "Phòng Kinh tế"),
            ("CÁC BÁO CÁO", "", ""),
            ("2", "An ninh", "Công an phường"),
        )
        for number in (1, 3):
            cells = document.tables[0].rows[number].cells
            cells[0].merge(cells[2])
        assert outline(read(document)) == [
            (0, "CÁC TỜ TRÌNH"),
            (1, "Dự toán"),
            (0, "CÁC BÁO CÁO"),
            (1, "An ninh"),
        ]

    def test_a_title_merged_downwards_is_one_item(self, read):
        document = table(
            ("Nội dung", "Đơn vị trình", "Tài liệu"),
            ("Dự toán năm 2027", "Phòng Kinh tế", "Tờ trình 12/TTr-KT"),
            ("", "Văn phòng", "Báo cáo thẩm tra"),
        )
        cells = document.tables[0].columns[0].cells
        cells[1].merge(cells[2])
        (item,) = read(document).items
        assert item.presenter == "Phòng Kinh tế; Văn phòng"
        assert item.papers == ("Tờ trình 12/TTr-KT", "Báo cáo thẩm tra")

    def test_a_cell_may_hold_details_and_parts(self, read):
        title = (
            "Thông qua các tờ trình:\n- Dự toán năm 2027\nĐơn vị trình: Phòng Kinh tế"
            "\n- Giá đất\nTài liệu: Tờ trình giá đất"
        )
        draft = read(table(("TT", "Thời lượng", "Nội dung"), ("1", "1 giờ 30 phút", title)))
        assert outline(draft) == [(0, "Thông qua các tờ trình"), (1, "Dự toán năm 2027"), (1, "Giá đất")]
        assert [item.minutes for item in draft.items] == [90, None, None]
        assert draft.items[1].presenter == "Phòng Kinh tế"
        assert draft.items[2].papers == ("Tờ trình giá đất",)

    def test_a_table_of_times_needs_no_header(self, read):
        draft = read(
            table(
                ("08h00-08h15", "Đón tiếp đại biểu", "Văn phòng"),
                ("08h15-09h00", "Chào cờ, khai mạc", "Chủ tịch"),
            )
        )
        assert outline(draft) == [(0, "Đón tiếp đại biểu"), (0, "Chào cờ, khai mạc")]
        assert [item.presenter for item in draft.items] == ["Văn phòng", "Chủ tịch"]

    def test_separate_columns_for_start_and_end(self, read):
        draft = read(table(("Bắt đầu", "Kết thúc", "Nội dung"), ("8:00", "8:20", "Khai mạc")))
        assert lengths(draft) == [("08:00", 20)]

    def test_unknown_columns_are_not_lost(self, read):
        draft = read(table(("Nội dung", "Đơn vị trình", "Phục vụ"), ("Khai mạc", "Văn phòng", "Tổ lễ tân")))
        assert "Tổ lễ tân" in draft.rest

    def test_a_list_of_people_is_no_agenda(self, read):
        draft = read(table(("TT", "Họ và tên", "Chức vụ", "Nội dung phụ trách"), ("1", "Lê An", "Ủy viên", "Đất đai")))
        assert draft.items == ()

    def test_a_signature_table_stays_in_the_rest(self, read):
        document = table(HEADER, ("1", "8h", "Khai mạc", "Văn phòng", ""))
        draft = read(table(("Nơi nhận:\n- Lưu: VT.", "TL. CHỦ TỊCH\nĐặng Ngọc Ánh"), document=document))
        assert outline(draft) == [(0, "Khai mạc")]
        assert draft.rest[-1] == "Nơi nhận: - Lưu: VT. | TL. CHỦ TỊCH Đặng Ngọc Ánh"


class TestLists:
    def test_an_invitation(self, read):
        draft = read(
            lines(
                "GIẤY MỜI",
                "Dự phiên họp thường kỳ tháng 12 năm 2026",
                "1. Nội dung:",
                "a) Báo cáo kinh tế - xã hội (08h10 - 08h40).",
                "- Cơ quan trình: Phòng Kinh tế.",
                "- Tài liệu: Báo cáo số 512/BC-KT; Phụ lục (gửi kèm).",
                "b) Dự toán năm 2027 (15 phút);",
                "2. Thành phần: các ủy viên Ủy ban nhân dân; mời:",
                "- Ủy ban Mặt trận Tổ quốc.",
                "3. Thời gian: 08h00, thứ Sáu, ngày 04/12/2026.",
                "4. Địa điểm: Phòng họp số 1.",
                "Nơi nhận:",
                "- Như trên;",
                "- Lưu: VT.",
            )
        )
        assert outline(draft) == [(0, "Báo cáo kinh tế - xã hội"), (0, "Dự toán năm 2027")]
        assert lengths(draft) == [("08:10", 30), (None, 15)]
        assert draft.items[0].presenter == "Phòng Kinh tế"
        assert draft.items[0].papers == ("Báo cáo số 512/BC-KT", "Phụ lục")
        assert "- Ủy ban Mặt trận Tổ quốc." in draft.rest
        assert "- Lưu: VT." in draft.rest

    def test_sections_of_a_programme(self, read):
        draft = read(
            lines(
                "I. THỜI GIAN, ĐỊA ĐIỂM",
                "1. Thời gian: 08h00 ngày 04/12/2026",
                "II. NỘI DUNG CHƯƠNG TRÌNH",
                "1. Khai mạc",
                "2. Tờ trình về dự toán",
                "2.1. Thu ngân sách",
                "2.2 Chi ngân sách",
                "III. TỔ CHỨC THỰC HIỆN",
                "1. Văn phòng chuẩn bị tài liệu",
            )
        )
        assert outline(draft) == [
            (0, "Khai mạc"),
            (0, "Tờ trình về dự toán"),
            (1, "Thu ngân sách"),
            (1, "Chi ngân sách"),
        ]
        assert draft.rest[-2:] == ("III. TỔ CHỨC THỰC HIỆN", "1. Văn phòng chuẩn bị tài liệu")

    def test_content_as_one_of_the_parts(self, read):
        draft = read(
            lines(
                "CHƯƠNG TRÌNH",
                "I. KHAI MẠC",
                "1. Chào cờ",
                "II. NỘI DUNG",
                "1. Dự toán",
                "2. Đất đai",
                "III. BẾ MẠC",
            )
        )
        assert outline(draft) == [
            (0, "KHAI MẠC"),
            (1, "Chào cờ"),
            (0, "NỘI DUNG"),
            (1, "Dự toán"),
            (1, "Đất đai"),
            (0, "BẾ MẠC"),
        ]

    def test_the_next_section_ends_the_content(self, read):
        draft = read(lines("II. NỘI DUNG", "1. Dự toán", "III. PHÂN CÔNG CHUẨN BỊ", "1. Văn phòng in tài liệu"))
        assert outline(draft) == [(0, "Dự toán")]

    def test_a_list_below_content_may_count_from_one_again(self, read):
        draft = read(lines("1. Nội dung:", "1. Dự toán", "2. Đất đai", "3. Bế mạc"))
        assert outline(draft) == [(0, "Dự toán"), (0, "Đất đai"), (0, "Bế mạc")]

    def test_content_named_and_numbered(self, read):
        draft = read(
            lines(
                "Nội dung 1: Tờ trình chủ trương chỉnh trang hè phố",
                "- Đơn vị trình: Phòng Kinh tế, Hạ tầng và Đô thị",
                "- Thời gian: 20 phút",
                "Nội dung thứ hai: Kế hoạch Tết. Người trình bày: Đ/c Ngô Tuấn Kiệt; Tài liệu: Kế hoạch số 3",
            )
        )
        assert outline(draft) == [(0, "Tờ trình chủ trương chỉnh trang hè phố"), (0, "Kế hoạch Tết")]
        assert draft.items[0].presenter == "Phòng Kinh tế, Hạ tầng và Đô thị"
        assert draft.items[0].minutes == 20
        assert draft.items[1].presenter == "Đ/c Ngô Tuấn Kiệt"
        assert draft.items[1].papers == ("Kế hoạch số 3",)

    def test_lines_led_by_the_clock(self, read):
        draft = read(
            lines(
                "CHƯƠNG TRÌNH PHIÊN HỌP THƯỜNG KỲ",
                "Sáng ngày 04/12/2026:",
                "- 08h00 - 08h15: Khai mạc",
                "08 giờ 15 phút: Báo cáo tháng",
                "+ Thảo luận",
                "9:00 – 9:30",
                "Tờ trình về giá đất (Phòng Kinh tế trình)",
            )
        )
        assert outline(draft) == [
            (0, "Khai mạc"),
            (0, "Báo cáo tháng"),
            (1, "Thảo luận"),
            (0, "Tờ trình về giá đất"),
        ]
        assert lengths(draft) == [("08:00", 15), ("08:15", 45), (None, None), ("09:00", 30)]
        assert draft.items[3].presenter == "Phòng Kinh tế"

    def test_word_numbers_by_itself(self, read):
        document = lines("Phiên họp xem xét các nội dung sau:")
        for text, style in (
            ("Dự toán", "List Number"),
            ("Đơn vị trình: Phòng Kinh tế", "List Bullet 2"),
            ("Thu ngân sách", "List Bullet 2"),
            ("Đất đai", "List Number"),
        ):
            document.add_paragraph(text, style=style)
        draft = read(document)
        assert outline(draft) == [(0, "Dự toán"), (1, "Thu ngân sách"), (0, "Đất đai")]
        assert draft.items[2].source == "2. Đất đai"

    def test_headings_are_items(self, read):
        document = lines("Ghi chú của văn phòng")
        for text, level in (
            ("Phần mở đầu", 1),
            ("Chào cờ", 2),
            ("Phần nghị sự", 1),
            ("Ngân sách", 2),
            ("Thu", 3),
        ):
            document.add_heading(text, level)
        assert [level for level, _ in outline(read(document))] == [0, 1, 0, 1, 2]

    def test_inline_content_is_an_item(self, read):
        draft = read(lines("1. Nội dung: Xem xét dự toán năm 2027.", "2. Thời gian: 14h00 ngày 04/12/2026."))
        assert outline(draft) == [(0, "Xem xét dự toán năm 2027")]

    def test_prose_between_items_is_kept(self, read):
        draft = read(lines("1. Khai mạc", "Đề nghị các đơn vị:", "- Gửi tài liệu trước 02 ngày", "2. Bế mạc"))
        assert draft.rest[0] == "Đề nghị các đơn vị:"

    def test_a_soft_line_break_continues_the_item(self, read):
        (item,) = read(lines("1. Tờ trình về chỉnh trang\nphố đi bộ\nNgười trình: Đ/c Vũ Đình Khôi (20')")).items
        assert item.title == "Tờ trình về chỉnh trang phố đi bộ"
        assert item.presenter.startswith("Đ/c Vũ Đình Khôi")


class TestWordXml:
    def insert(self, document: Document, xml: str) -> None:
        document.element.body.insert(0, parse_xml(xml.replace("<w:p>", f"<w:p {nsdecls('w')}>", 1)))

    def test_insertions_count_and_deletions_do_not(self, read):
        document = docx.Document()
        self.insert(
            document,
            "<w:p><w:r><w:t>1. Dự toán </w:t></w:r><w:del><w:r><w:delText>2026</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>2027</w:t></w:r></w:ins></w:p>",
        )
        assert outline(read(document)) == [(0, "Dự toán 2027")]

    def test_content_controls_are_read(self, read):
        document = docx.Document()
        paragraph = "<w:sdtContent><w:p><w:r><w:t>1. Khai mạc</w:t></w:r></w:p></w:sdtContent>"
        document.element.body.insert(0, parse_xml(f"<w:sdt {nsdecls('w')}>{paragraph}</w:sdt>"))
        assert outline(read(document)) == [(0, "Khai mạc")]

    def test_decomposed_letters_and_hard_spaces(self, read):
        document = table(HEADER, ("1", "08h00\u00a0-\u00a008h30", "Khai\u00a0mạc", "Văn phòng", ""))
        for text in document.element.body.iter(qn("w:t")):
            text.text = unicodedata.normalize("NFD", text.text)
        draft = read(document)
        assert outline(draft) == [(0, "Khai mạc")]
        assert lengths(draft) == [("08:00", 30)]

    def test_headers_and_footers_are_in_the_rest(self, read):
        document = lines("1. Khai mạc")
        document.sections[0].header.paragraphs[0].text = "UBND PHƯỜNG HỒ GƯƠM"
        document.sections[0].footer.paragraphs[0].text = "2"
        assert read(document).rest == ("UBND PHƯỜNG HỒ GƯƠM",)


class TestTimes:
    @pytest.mark.parametrize(
        ("text", "starts", "ends", "minutes"),
        [
            ("08h00", "08:00", None, None),
            ("8 giờ 30", "08:30", None, None),
            ("8 giờ 30 phút", "08:30", None, None),
            ("08:00 - 09:00", "08:00", "09:00", None),
            ("Từ 7h30’ đến 8g15", "07:30", "08:15", None),
            ("07.30 – 08.00", "07:30", "08:00", None),
            ("(15 phút)", None, None, 15),
            ("08h00 (10')", "08:00", None, 10),
            ("Nghị quyết số 08/NQ-HĐND, mục 2.10", None, None, None),
        ],
    )
    def test_what_offices_write(self, text, starts, ends, minutes):
        assert find_times(text) == (starts, ends, minutes)

    @pytest.mark.parametrize(("text", "minutes"), [("15", 15), ("20 phút", 20), ("1 giờ 30 phút", 90), ("", None)])
    def test_a_column_of_lengths(self, text, minutes):
        assert find_length(text) == minutes


class TestRefusals:
    def test_other_files(self, tmp_path):
        path = tmp_path / "programme.docx"
        path.write_bytes(b"%PDF-1.7")
        with pytest.raises(NotAWordFile) as refusal:
            read_agenda(path)
        assert refusal.value.data == {"reason": "other"}

    def test_other_zip_archives(self, tmp_path):
        with zipfile.ZipFile(tmp_path / "programme.docx", "w") as package:
            package.writestr("readme.txt", "Xin chào")
        with pytest.raises(NotAWordFile) as refusal:
            read_agenda(tmp_path / "programme.docx")
        assert refusal.value.data == {"reason": "other"}

    def test_text_that_would_come_from_elsewhere(self, tmp_path):
        lines("1. Khai mạc").save(str(tmp_path / "good.docx"))
        with (
            zipfile.ZipFile(tmp_path / "good.docx") as good,
            zipfile.ZipFile(tmp_path / "bad.docx", "w") as bad,
        ):
            for part in good.infolist():
                content = good.read(part)
                if part.filename == "word/document.xml":
                    content = content.replace(b"<w:document", b'<!DOCTYPE x [<!ENTITY a "b">]><w:document', 1)
                bad.writestr(part, content)
        with pytest.raises(NotAWordFile) as refusal:
            read_agenda(tmp_path / "bad.docx")
        assert refusal.value.data == {"reason": "has_doctype"}

    def test_no_items_are_no_error(self, read):
        assert read(lines("Xin chào", "")) == Draft(items=(), rest=("Xin chào",), after=(0,))


WORDS = (
    "1.|2.|2.1.|a)|-|+|I.|II.|Nội dung 1:|Nội dung:|CHƯƠNG TRÌNH|Sáng|Chiều:|08h00|08h30 - 09h00|(15 phút)"
    "|Đơn vị trình:|Tài liệu:|Thành phần:|Thời gian:|Nơi nhận:|TL. CHỦ TỊCH|Khai mạc|Tờ trình số 12/TTr-KT"
    "|về dự toán|Đ/c An trình bày|;|.|(|)|\n"
)
TEXTS = st.lists(st.sampled_from(WORDS.split("|")), max_size=7).map(" ".join) | st.text(
    st.characters(exclude_categories=["C"]), max_size=20
)
ROWS = st.lists(st.lists(TEXTS, min_size=4, max_size=4), min_size=1, max_size=5)
MERGES = st.lists(st.tuples(*[st.integers(0, 3)] * 4), max_size=2)
STYLES = st.sampled_from(["Normal", "List Number", "List Bullet", "List Number 2", "Heading 1", "Heading 2"])
BLOCKS = st.lists(st.tuples(TEXTS, STYLES) | st.tuples(ROWS, st.booleans(), MERGES), max_size=8)


def build(blocks) -> Document:
    document = docx.Document()
    for block in blocks:
        if isinstance(block[0], str):
            document.add_paragraph(block[0], style=block[1])
        else:
            add_table(document, *block)
    return document


def add_table(document, rows, with_header, merges) -> None:
    rows = [("TT", "Thời gian", "Nội dung", "Đơn vị trình"), *rows] if with_header else rows
    table(*map(tuple, rows), document=document)
    cells = document.tables[-1].rows
    for top, left, bottom, right in merges:
        # What python-docx itself cannot merge stays as it is.
        with contextlib.suppress(IndexError, ValueError, InvalidSpanError):
            cells[top].cells[left].merge(cells[bottom].cells[right])


def texts_of(document) -> list[str]:
    paragraphs = ["".join(map(run_text, paragraph.iter())) for paragraph in document.element.body.iter(qn("w:p"))]
    return [" ".join(unicodedata.normalize("NFC", line).split()) for text in paragraphs for line in text.split("\n")]


def run_text(element) -> str:
    if element.tag == qn("w:t"):
        return element.text or ""
    return {qn("w:tab"): " ", qn("w:br"): "\n"}.get(element.tag, "")


@settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(blocks=BLOCKS)
def test_nothing_of_the_source_is_dropped(read, blocks):
    document = build(blocks)
    draft = read(document)
    kept = "\n".join([*(item.source for item in draft.items), *draft.rest])
    assert [text for text in texts_of(document) if text not in kept] == []
    assert all(item.title and 0 <= item.level <= 2 for item in draft.items)
    assert all(after.level <= before.level + 1 for before, after in zip(draft.items, draft.items[1:], strict=False))
