"""The budget of 2027 in triệu đồng. Whatever is a sum is added up here, so that all papers agree."""

from typing import NamedTuple

from icabinet.demo.content import ARMY, ECONOMY, OFFICE, POLICE, SERVICES, SOCIETY


class Line(NamedTuple):
    """A line of the budget: the plan and the likely outcome of 2026, the plan of 2027."""

    name: str
    planned: int
    expected: int
    next_year: int


INCOME = (
    Line("Các khoản thu phường hưởng 100%", 17_200, 17_960, 18_450),
    Line("Các khoản thu phân chia theo tỷ lệ phần trăm", 57_900, 61_240, 62_380),
    Line("Thu bổ sung cân đối từ ngân sách thành phố", 109_400, 109_400, 124_600),
    Line("Thu bổ sung có mục tiêu", 16_850, 18_120, 19_240),
    Line("Thu chuyển nguồn để thực hiện cải cách tiền lương", 6_850, 6_850, 6_830),
)
INVESTMENT = Line("Chi đầu tư phát triển", 46_500, 43_950, 48_900)
RUNNING = (
    Line("Chi sự nghiệp giáo dục và đào tạo", 68_200, 67_840, 70_420),
    Line("Chi y tế, dân số và gia đình", 6_480, 6_390, 7_160),
    Line("Chi văn hóa, thông tin, thể dục thể thao", 4_920, 4_870, 5_240),
    Line("Chi bảo vệ môi trường", 9_610, 9_540, 10_380),
    Line("Chi các hoạt động kinh tế", 7_190, 7_060, 8_150),
    Line("Chi quản lý hành chính, Đảng, đoàn thể", 33_020, 32_760, 39_640),
    Line("Chi bảo đảm xã hội", 17_480, 17_890, 22_480),
    Line("Chi quốc phòng, an ninh", 9_800, 9_710, 10_120),
    Line("Chi khác", 700, 560, 760),
)
RESERVE = Line("Dự phòng ngân sách", 4_160, 3_480, 4_640)
WAGES = Line("Chi tạo nguồn cải cách tiền lương", 140, 140, 3_610)
UNITS = (
    OFFICE,
    ECONOMY,
    SOCIETY,
    SERVICES,
    POLICE,
    ARMY,
    "Các trường mầm non công lập",
    "Các trường tiểu học",
    "Các trường trung học cơ sở",
    "Trạm Y tế phường",
    "Ủy ban MTTQ và các đoàn thể",
    "Kinh phí quản lý tập trung",
)
# Which unit spends how much of a line of RUNNING, in hundredths; the last takes what is left.
_SHARES = {
    "Chi sự nghiệp giáo dục và đào tạo": {6: 27, 7: 38, 8: 32, 11: 3},
    "Chi y tế, dân số và gia đình": {2: 12, 9: 80, 11: 8},
    "Chi văn hóa, thông tin, thể dục thể thao": {2: 72, 10: 10, 11: 18},
    "Chi bảo vệ môi trường": {1: 91, 11: 9},
    "Chi các hoạt động kinh tế": {1: 84, 3: 6, 11: 10},
    "Chi quản lý hành chính, Đảng, đoàn thể": {0: 29, 1: 17, 2: 14, 3: 16, 10: 18, 11: 6},
    "Chi bảo đảm xã hội": {2: 96, 11: 4},
    "Chi quốc phòng, an ninh": {4: 46, 5: 50, 11: 4},
    "Chi khác": {0: 40, 11: 60},
}


def total(name: str, lines: tuple[Line, ...]) -> Line:
    """A line that adds up others."""
    return Line(name, *(sum(column) for column in list(zip(*lines, strict=True))[1:]))


RUNNING_TOTAL = total("Chi thường xuyên", RUNNING)
INCOME_TOTAL = total("TỔNG THU NGÂN SÁCH PHƯỜNG", INCOME)
SPENDING_TOTAL = total("TỔNG CHI NGÂN SÁCH PHƯỜNG", (INVESTMENT, RUNNING_TOTAL, RESERVE, WAGES))


def by_unit() -> list[list[int]]:
    """The running costs of 2027: a row for every unit, a column for every line."""
    columns = [_spread(line) for line in RUNNING]
    return [list(row) for row in zip(*columns, strict=True)]


def _spread(line: Line) -> list[int]:
    shares = _SHARES[line.name]
    parts = [round(line.next_year * shares.get(unit, 0) / 100) for unit in range(len(UNITS))]
    last = max(shares)
    parts[last] += line.next_year - sum(parts)
    return parts


class Investment(NamedTuple):
    """A public investment: its cost, what was paid until 2026, what it gets in 2027 and later."""

    name: str
    kind: str
    years: str
    cost: int
    paid: int
    next_year: int

    @property
    def later(self) -> int:
        return self.cost - self.paid - self.next_year


INVESTMENTS = (
    Investment("Chỉnh trang hè phố, hạ ngầm cáp phố Hàng Sen", "Chuyển tiếp", "2026 - 2027", 14_200, 8_600, 5_600),
    Investment("Hệ thống thoát nước ngõ Cầu Đá", "Chuyển tiếp", "2026 - 2027", 12_600, 6_200, 6_400),
    Investment("Tu bổ đình Liên Trì (giai đoạn 1)", "Chuyển tiếp", "2026 - 2028", 21_500, 7_300, 8_200),
    Investment("Trạm Y tế phường - hạng mục thiết bị", "Chuyển tiếp", "2026 - 2027", 7_900, 4_700, 3_200),
    Investment("Hệ thống camera giám sát đô thị (giai đoạn 2)", "Chuyển tiếp", "2026 - 2027", 3_800, 1_900, 1_900),
    Investment("Cải tạo vườn hoa Bến Trúc", "Chuyển tiếp", "2026 - 2027", 2_600, 1_400, 1_200),
    Investment("Mở rộng không gian đi bộ phố Hàng Sen - Thủy Tạ", "Khởi công mới", "2027 - 2028", 26_800, 0, 11_500),
    Investment("Cải tạo tầng hầm, hệ thống chữa cháy chợ Lụa", "Khởi công mới", "2027 - 2028", 9_400, 0, 4_300),
    Investment("Mở rộng sân chơi Trường Tiểu học Thủy Tạ", "Khởi công mới", "Năm 2027", 3_600, 0, 3_600),
    Investment("Trung tâm Phục vụ hành chính công - mở rộng", "Khởi công mới", "Năm 2027", 2_200, 0, 2_200),
    Investment("Chuẩn bị đầu tư các dự án giai đoạn 2028 - 2030", "Chuẩn bị đầu tư", "Năm 2027", 800, 0, 800),
)
