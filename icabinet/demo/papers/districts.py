"""Figures of the 32 neighbourhoods (tổ dân phố) and the year's indicators, for the report's appendices."""

from collections.abc import Sequence

from icabinet.demo.papers.markup import Figure, written

NEIGHBOURHOODS = 32
HOUSEHOLDS, PEOPLE = 14_316, 52_480
COLLECTED = 3_140  # tấn of recyclables in eleven months
_STREETS = (
    "Hàng Sen", "Hàng Lụa", "Thủy Tạ", "Cầu Đá", "Liên Trì", "Bến Trúc", "Hàng Quế", "Gươm Xưa",
    "Hàng Đèn", "Chợ Lụa", "Vườn Dâu", "Đình Trung", "Hồ Sen", "Lò Gốm", "Ngọc Hà Nam", "Tháp Bút Nhỏ",
)  # fmt: skip


def shares(total: int, parts: int, seed: int) -> list[int]:
    """A total in uneven parts that add up to it."""
    weights = [70 + (seed * (place + 3) ** 2 + 17 * place) % 61 for place in range(parts)]
    cuts = [round(total * sum(weights[: place + 1]) / sum(weights)) for place in range(parts)]
    return [cut - before for before, cut in zip([0, *cuts], cuts, strict=False)]


def district_figures() -> list[Figure]:
    """Tables with a row for every neighbourhood."""
    return [_population(), _economy(), _welfare(), _environment()]


def _population() -> Figure:
    households, people = shares(HOUSEHOLDS, NEIGHBOURHOODS, 7), shares(PEOPLE, NEIGHBOURHOODS, 7)
    elderly, pupils = shares(11_208, NEIGHBOURHOODS, 11), shares(8_946, NEIGHBOURHOODS, 5)
    head = ("Tổ", "Địa bàn", "Số hộ", "Nhân khẩu", "Từ 60 tuổi", "Học sinh")
    rows = list(zip(households, people, elderly, pupils, strict=True))
    return Figure("table", "Dân số và học sinh theo tổ dân phố", "người", _table(head, rows))


def _economy() -> Figure:
    businesses, tax = shares(6_415, NEIGHBOURHOODS, 3), shares(38_200, NEIGHBOURHOODS, 19)
    electronic = [round(count * (66 + (place * 11) % 27) / 100) for place, count in enumerate(businesses)]
    head = (
        "Tổ",
        "Địa bàn",
        "Hộ kinh doanh",
        "Hộ nộp thuế điện tử",
        "Thuế đất phi NN (triệu đồng)",
        "Phí hè phố (triệu đồng)",
    )
    rows = list(zip(businesses, electronic, tax, shares(4_700, NEIGHBOURHOODS, 23), strict=True))
    return Figure("table", "Hộ kinh doanh và thu ngân sách theo tổ dân phố", "", _table(head, rows))


def _welfare() -> Figure:
    columns = [shares(total, NEIGHBOURHOODS, seed) for total, seed in ((1_092, 5), (1_722, 17), (834, 21), (9_740, 3))]
    head = ("Tổ", "Địa bàn", "Người có công", "Bảo trợ xã hội", "Hưu trí xã hội", "Được hỗ trợ dịch vụ số")
    rows = list(zip(*columns, strict=True))
    return Figure("table", "An sinh xã hội và hỗ trợ chuyển đổi số theo tổ dân phố", "người", _table(head, rows))


def _environment() -> Figure:
    households = shares(HOUSEHOLDS, NEIGHBOURHOODS, 7)
    sorting = [round(count * (68 + (place * 7) % 29) / 100) for place, count in enumerate(households)]
    waste, cameras = shares(COLLECTED, NEIGHBOURHOODS, 9), shares(1_274, NEIGHBOURHOODS, 13)
    extinguishers = shares(12_864, NEIGHBOURHOODS, 7)
    head = ("Tổ", "Địa bàn", "Hộ phân loại rác", "Rác tái chế (tấn)", "Hộ có bình chữa cháy", "Camera an ninh")
    rows = list(zip(sorting, waste, extinguishers, cameras, strict=True))
    return Figure("table", "Môi trường và an toàn theo tổ dân phố", "", _table(head, rows))


def _table(head: tuple[str, ...], rows: Sequence[Sequence[int]]) -> tuple[tuple[str, ...], ...]:
    body = [(str(place), _street(place), *map(written, row)) for place, row in enumerate(rows, 1)]
    total = ("", "TỔNG CỘNG", *(written(sum(column)) for column in zip(*rows, strict=True)))
    return (head, *body, total)


def _street(place: int) -> str:
    half = "đầu phố" if place <= len(_STREETS) else "cuối phố"
    return f"Phố {_STREETS[(place - 1) % len(_STREETS)]} ({half})"


def indicators() -> list[tuple[str, ...]]:
    """The year's indicators: a head and rows."""
    return [tuple(line.split("|")) for line in _INDICATORS.strip().splitlines()]


_INDICATORS = """
TT|Chỉ tiêu|Đơn vị|Kế hoạch 2026|Thực hiện 11 tháng|Tỷ lệ (%)|Ước cả năm|Đánh giá|Đơn vị theo dõi
1|Thu ngân sách nhà nước trên địa bàn|tỷ đồng|473,9|486,2|102,6|531,5|Vượt|Phòng Kinh tế, Hạ tầng và Đô thị
2|Chi ngân sách phường|tỷ đồng|208,2|176,8|84,9|205,1|Đạt|Phòng Kinh tế, Hạ tầng và Đô thị
3|Tỷ lệ giải ngân vốn đầu tư công|%|97,0|69,7|71,9|92,0|Cần tập trung|Phòng Kinh tế, Hạ tầng và Đô thị
4|Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ|tỷ đồng|10.650|9.840|92,4|10.780|Vượt|Phòng Kinh tế, Hạ tầng và Đô thị
5|Doanh nghiệp thành lập mới|doanh nghiệp|350|341|97,4|372|Vượt|Phòng Kinh tế, Hạ tầng và Đô thị
6|Giấy chứng nhận quyền sử dụng đất được cấp|giấy|92|96|104,3|104|Vượt|Phòng Kinh tế, Hạ tầng và Đô thị
7|Hộ tham gia phân loại rác tại nguồn|%|84,0|81,3|96,8|84,5|Đạt|Phòng Kinh tế, Hạ tầng và Đô thị
8|Lao động được giải quyết việc làm mới|người|1.250|1.318|105,4|1.430|Vượt|Phòng Văn hóa - Xã hội
9|Hộ cận nghèo còn lại|hộ|25|23|108,7|20|Vượt|Phòng Văn hóa - Xã hội
10|Dân số có hồ sơ sức khỏe điện tử|%|96,0|96,8|100,8|97,0|Vượt|Phòng Văn hóa - Xã hội
11|Trường công lập đạt chuẩn quốc gia|trường|7|7|100,0|7|Đạt|Phòng Văn hóa - Xã hội
12|Gia đình đạt danh hiệu Gia đình văn hóa|%|93,0|93,6|100,6|93,6|Vượt|Phòng Văn hóa - Xã hội
13|Hồ sơ giải quyết đúng và trước hạn|%|99,0|99,2|100,2|99,2|Vượt|Trung tâm Phục vụ hành chính công
14|Hồ sơ trực tuyến toàn trình (tháng cuối kỳ)|%|80,0|82,4|103,0|83,0|Vượt|Trung tâm Phục vụ hành chính công
15|Tỷ lệ điều tra, khám phá án hình sự|%|85,0|89,5|105,3|89,5|Vượt|Công an phường
16|Lượt người được tập huấn phòng cháy, chữa cháy|lượt|12.000|13.486|112,4|14.000|Vượt|Công an phường
17|Giao quân|người|46|46|100,0|46|Đạt|Ban Chỉ huy Quân sự phường
"""
