"""The report's year at a glance: cards with the leading figures, and how far the tasks have come."""

from collections.abc import Sequence

from icabinet.demo.papers.flow import LEFT, RIGHT, TOP
from icabinet.demo.papers.sheet import (
    AMBER,
    BLUE,
    BRICK,
    OLIVE,
    PALE_INK,
    RULE,
    TEAL,
    TINT,
    WHITE,
    Colour,
    Sheet,
    colour,
    wrap,
)

CARDS = (
    ("486,2", "tỷ đồng", "Thu ngân sách trên địa bàn", "102,6% dự toán", TEAL),
    ("176,8", "tỷ đồng", "Chi ngân sách phường", "84,9% dự toán", BLUE),
    ("69,7", "%", "Giải ngân vốn đầu tư công", "Cần tập trung chỉ đạo", BRICK),
    ("5,86", "triệu lượt", "Khách đến không gian đi bộ", "Khách quốc tế 31,2%", BLUE),
    ("99,2", "%", "Hồ sơ đúng và trước hạn", "41.386 hồ sơ tiếp nhận", TEAL),
    ("97,6", "%", "Người dân hài lòng", "3.200 lượt khảo sát", TEAL),
    ("1.318", "lao động", "Được giải quyết việc làm", "105,4% kế hoạch", TEAL),
    ("38", "vụ", "Phạm pháp hình sự", "Giảm 24,0% so với cùng kỳ", BLUE),
    ("81,3", "%", "Hộ phân loại rác tại nguồn", "24 trên 32 tổ dân phố", AMBER),
)
TARGETS = (
    (19, "Đạt và vượt kế hoạch", TEAL),
    (4, "Hoàn thành trong tháng 12", AMBER),
    (1, "Cần tập trung chỉ đạo", BRICK),
)
SUCCESS = (
    "Thu ngân sách về đích trước một tháng; vi phạm trật tự hè phố giảm liên tục qua các quý; hồ sơ trực tuyến "
    "toàn trình đạt 82,4%."
)
TROUBLE = (
    "Hai dự án tu bổ di tích và thoát nước trong ngõ nhỏ chậm tiến độ; 41 hồ sơ cấp giấy chứng nhận của biển số "
    "nhà nhiều hộ chưa đủ điều kiện."
)
ASKED = (
    "Thông qua báo cáo; cho ý kiến về phương án giải ngân tháng 12 và nhiệm vụ trọng tâm chuẩn bị Tết Đinh Mùi 2027."
)
POINTS = (("Điểm sáng", OLIVE, SUCCESS), ("Điểm nghẽn", BRICK, TROUBLE), ("Trình phiên họp", BLUE, ASKED))
GAP, CARD = 12.0, 92.0


def draw(sheet: Sheet) -> None:
    """Fill a page."""
    sheet.text(((LEFT + RIGHT) / 2, TOP + 8), "TÓM TẮT KẾT QUẢ 11 THÁNG", 14.5, "b", align="centre", ink=BLUE)
    wide = (RIGHT - LEFT - 2 * GAP) / 3
    for place, card in enumerate(CARDS):
        _card(sheet, LEFT + place % 3 * (wide + GAP), TOP + 34 + place // 3 * (CARD + GAP), wide, card)
    y = TOP + 34 + 3 * (CARD + GAP) + 16
    _targets(sheet, y)
    for place, point in enumerate(POINTS):
        _point(sheet, y + 96 + place * 76, *point)


def _card(sheet: Sheet, x: float, y: float, wide: float, card: tuple[str, str, str, str, Colour]) -> None:
    value, unit, name, remark, mark = card
    sheet.box((x, y, x + wide, y + CARD), TINT)
    sheet.box((x, y, x + 4, y + CARD), mark)
    sheet.text((x + 14, y + 22), name, 9.2, "b", "sans")
    sheet.text((x + 14, y + 56), value, 27, "b", "sans", ink=mark)
    sheet.text((x + wide - 10, y + 56), unit, 10, "", "sans", ink=PALE_INK, align="right")
    sheet.line((x + 14, y + 66), (x + wide - 10, y + 66))
    sheet.text((x + 14, y + 81), remark, 9.4, "", "sans", ink=PALE_INK)


def _targets(sheet: Sheet, y: float) -> None:
    sheet.text((LEFT, y), "24 chỉ tiêu Hội đồng nhân dân phường giao", 11.5, "b", "sans")
    part = (RIGHT - LEFT) / sum(count for count, _, _ in TARGETS)
    x = LEFT
    for count, _, fill in TARGETS:
        sheet.box((x, y + 12, x + count * part, y + 38), fill, WHITE, 1)
        sheet.text((x + count * part / 2, y + 30), str(count), 12, "b", "sans", ink=WHITE, align="centre")
        x += count * part
    for place, (_, name, fill) in enumerate(TARGETS):
        x = LEFT + place * 158
        sheet.box((x, y + 50, x + 10, y + 60), fill)
        sheet.text((x + 16, y + 59), name, 9.6, kind="sans")


def _point(sheet: Sheet, y: float, name: str, mark: Colour, text: str) -> None:
    sheet.box((LEFT, y, RIGHT, y + 64), colour("#fbfbf9"), RULE, 0.5)
    sheet.box((LEFT, y, LEFT + 112, y + 64), mark)
    sheet.text((LEFT + 56, y + 36), name, 11, "b", "sans", ink=WHITE, align="centre")
    _lines(sheet, (LEFT + 126, y + 21), wrap(text, RIGHT - LEFT - 140, 10.6, kind="sans"))


def _lines(sheet: Sheet, at: tuple[float, float], lines: Sequence[str]) -> None:
    for place, line in enumerate(lines):
        sheet.text((at[0], at[1] + 15.5 * place), line, 10.6, kind="sans")
