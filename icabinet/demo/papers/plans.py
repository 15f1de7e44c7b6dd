"""Phụ lục bản đồ quy hoạch: town plans and a street's cross-section on A3."""

from collections.abc import Callable
from pathlib import Path

import pymupdf

from icabinet.demo.papers import plan, street
from icabinet.demo.papers.flow import FOOTER
from icabinet.demo.papers.sheet import BLUE, BRICK, INK, PALE_INK, WHITE, Sheet
from icabinet.demo.papers.storing import save_pdf

A3 = (1190.0, 842.0)
EDGE, STRIP = 28.0, 64.0
LEGEND = 250.0
NOTES = {
    "Hiện trạng sử dụng đất": (
        "Diện tích tự nhiên: 191,0 ha", "Dân số: 52.480 người", "Mật độ: 275 người/ha", "Tỷ lệ cây xanh: 8,5%",
        "Cập nhật: tháng 10 năm 2026",
    ),
    "Quy hoạch sử dụng đất đến năm 2030": (
        "Đất hỗn hợp, văn hóa: tăng 6,2 ha", "Đất cây xanh: tăng 4,8 ha", "Đất ở cải tạo: giảm 7,1 ha",
        "Tỷ lệ cây xanh: 11,0%", "06 công trình trọng điểm",
    ),
    "Tổ chức giao thông và không gian đi bộ": (
        "Tuyến phố đi bộ mở rộng: 1.240 m", "Bãi đỗ xe công cộng: 05 điểm", "Tổng số chỗ đỗ: 1.150 chỗ",
        "Giờ đi bộ: 18h00 thứ Sáu đến", "24h00 Chủ nhật hằng tuần",
    ),
    "Mặt cắt ngang điển hình phố Hàng Sen": (),
}  # fmt: skip


def make(path: Path) -> None:
    """Write the appendix."""
    document = pymupdf.open()
    contents = []
    for number, (title, draw) in enumerate(DRAWINGS, 1):
        sheet = Sheet(document.new_page(width=A3[0], height=A3[1]))
        draw(sheet)
        _frame(sheet, number, title)
        sheet.close()
        contents.append([1, f"QH-{number:02d}. {title}", number])
    document.set_toc(contents)
    save_pdf(document, path, "Phụ lục bản đồ quy hoạch không gian đi bộ phố Hàng Sen - Thủy Tạ")


def _map(theme: plan.Theme) -> Callable[[Sheet], None]:
    def draw(sheet: Sheet) -> None:
        plan.draw(sheet, (EDGE + 18, EDGE + 46, A3[0] - LEGEND - 20, A3[1] - EDGE - STRIP - 10), theme)
        x = A3[0] - EDGE - LEGEND + 24
        sheet.text((x, EDGE + 40), "CHÚ GIẢI", 13, "b", "sans", ink=BLUE)
        plan.draw_legend(sheet, (x, EDGE + 58), theme)

    return draw


DRAWINGS: tuple[tuple[str, Callable[[Sheet], None]], ...] = (
    ("Hiện trạng sử dụng đất", _map(plan.LAND_USE_NOW)),
    ("Quy hoạch sử dụng đất đến năm 2030", _map(plan.LAND_USE_PLANNED)),
    ("Tổ chức giao thông và không gian đi bộ", _map(plan.TRAFFIC)),
    ("Mặt cắt ngang điển hình phố Hàng Sen", street.draw),
)


def _frame(sheet: Sheet, number: int, title: str) -> None:
    """The border and the title strip below the drawing."""
    lower = A3[1] - EDGE
    sheet.box((EDGE, EDGE, A3[0] - EDGE, lower), line=INK, pen=1.4)
    sheet.line((EDGE, lower - STRIP), (A3[0] - EDGE, lower - STRIP), INK, 1.4)
    columns = (EDGE, EDGE + 280, EDGE + 770, EDGE + 930, A3[0] - EDGE)
    for x in columns[1:-1]:
        sheet.line((x, lower - STRIP), (x, lower), INK, 0.8)
    texts = (
        ("ỦY BAN NHÂN DÂN PHƯỜNG HỒ GƯƠM", "Phòng Kinh tế, Hạ tầng và Đô thị"),
        (title.upper(), "Đồ án chỉnh trang, mở rộng không gian đi bộ phố Hàng Sen - Thủy Tạ"),
        ("Tỷ lệ 1/2000" if number < len(DRAWINGS) else "Tỷ lệ 1/100", "Khổ A3"),
        (f"QH-{number:02d}", "Hồ Gươm, tháng 11 năm 2026"),
    )
    for left, right, (above, below) in zip(columns, columns[1:], texts, strict=False):
        sheet.text(((left + right) / 2, lower - 36), above, 12.5, "b", "sans", align="centre")
        sheet.text(((left + right) / 2, lower - 16), below, 10, "", "sans", ink=PALE_INK, align="centre")
    _notes(sheet, lower - STRIP, NOTES[title])
    sheet.text((A3[0] / 2, A3[1] - 12), FOOTER, 8, "i", "sans", ink=PALE_INK, align="centre")


def _notes(sheet: Sheet, lower: float, notes: tuple[str, ...]) -> None:
    if not notes:
        return
    x, y = A3[0] - EDGE - LEGEND + 24, lower - 150
    sheet.box((x - 10, y, A3[0] - EDGE - 12, lower - 14), WHITE, BRICK, 0.8)
    sheet.text((x, y + 20), "SỐ LIỆU CHÍNH", 11, "b", "sans", ink=BRICK)
    for place, note in enumerate(notes):
        sheet.text((x, y + 42 + 18 * place), note, 10.5, kind="sans")
