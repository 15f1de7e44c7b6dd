"""Chương trình phiên họp: the agenda as the office would write it in Word, a table with times."""

from pathlib import Path

from icabinet.demo.content import ITEMS, MEETING, PEOPLE, Item
from icabinet.demo.papers import letters
from icabinet.demo.papers.storing import save_docx

WIDTHS = (11, 24, 56, 36, 38)
HEAD = ("TT", "Thời gian", "Nội dung", "Đơn vị trình bày", "Tài liệu")
SECRETARY = next(person for person in PEOPLE if person.role == "secretary")


def make(path: Path) -> None:
    """Write the programme."""
    document = letters.new_document()
    letters.heads(document, "58/CTr-UBND", "Hồ Gươm, ngày 01 tháng 12 năm 2026")
    letters.title(document, "CHƯƠNG TRÌNH", MEETING.title)
    letters.body(document, letters.paragraphs(
        f"Thời gian: {_clock(_start()).replace('h', ' giờ ')}, thứ Sáu, ngày 04 tháng 12 năm 2026.",
        f"Địa điểm: {MEETING.place}.",
        f"Chủ trì: Đồng chí {PEOPLE[0].name}, {PEOPLE[0].title} Ủy ban nhân dân phường.",
    ))  # fmt: skip
    letters.grid(document, [HEAD, *_rows()], WIDTHS)
    letters.body(document, letters.paragraphs(
        "Đề nghị các đại biểu nghiên cứu tài liệu trên hệ thống họp không giấy trước phiên họp; đăng ký phát biểu và "
        "gửi ý kiến trước (nếu có) về Văn phòng trước 16 giờ 30 phút ngày 03 tháng 12 năm 2026.",
    ))  # fmt: skip
    letters.signature(
        document,
        ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
        SECRETARY.name,
        ("- Thành viên UBND phường;", "- Đại biểu mời;", "- Lưu: VT."),
    )
    save_docx(document, path)


def _rows() -> list[tuple[str, ...]]:
    rows, start = [], _start()
    for number, item in enumerate(ITEMS, 1):
        rows.append(_row(str(number), start, item))
        within = start
        for place, part in enumerate(item.parts, 1):
            rows.append(_row(f"{number}.{place}", within, part))
            within += part.minutes
        start += item.minutes
    return rows


def _row(number: str, start: int, item: Item) -> tuple[str, ...]:
    times = f"{_clock(start)} - {_clock(start + item.minutes)}"
    papers = ";\n".join(name.rpartition(".")[0] for name in item.papers)
    return number, times, item.title, item.presenter, papers


def _start() -> int:
    hour, minute = MEETING.starts.split(":")
    return 60 * int(hour) + int(minute)


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}h{minute % 60:02d}"
