"""One page for each public investment: what it is, where it stands in the plan, its calendar and its money."""

from dataclasses import dataclass

from icabinet.demo.papers import charts, plan, town
from icabinet.demo.papers.flow import LEFT, RIGHT, TOP
from icabinet.demo.papers.grids import Grid
from icabinet.demo.papers.markup import Figure, written
from icabinet.demo.papers.sheet import AMBER, BLUE, BRICK, PALE_INK, RULE, TEAL, WHITE, Sheet

MONTHS = 12
STEPS = ("Chuẩn bị đầu tư", "Giải phóng mặt bằng", "Thi công", "Nghiệm thu, bàn giao")


@dataclass(frozen=True)
class Project:
    """Money in triệu đồng; `steps`: first and last month of each step; `site`: its block in the plan."""

    name: str
    goal: str
    builder: str
    cost: int
    planned: int
    paid: int
    steps: tuple[tuple[int, int], ...]
    site: tuple[int, int]
    trouble: str


PROJECTS = (
    Project(
        "Cải tạo, nâng cấp Trường Mầm non Hoa Sen",
        "Bổ sung 12 phòng học, bếp ăn một chiều, sân chơi có mái che; đáp ứng 360 cháu học bán trú.",
        "Công ty Xây dựng Minh Đạt", 18_400, 9_800, 9_310, ((1, 2), (2, 3), (3, 10), (10, 11)), (2, 1),
        "Đã hoàn thành xây lắp. Còn hồ sơ quyết toán thiết bị bếp, hoàn thành trước ngày 20/12/2026.",
    ),
    Project(
        "Chỉnh trang hè phố, hạ ngầm cáp phố Hàng Sen",
        "Lát đá 3.860 m² hè, hạ ngầm 1,2 km cáp, thay 46 bộ đèn trang trí, bố trí ghế nghỉ và bồn cây.",
        "Liên danh Thành Nam - Đại Việt", 14_200, 8_600, 6_450, ((1, 3), (3, 4), (5, 12), (12, 12)), (7, 3),
        "Chỉ được thi công từ 22 giờ đến 5 giờ sáng; phối hợp với đơn vị viễn thông chậm 15 ngày so với cam kết.",
    ),
    Project(
        "Cải tạo nhà sinh hoạt cộng đồng tổ 7, 12, 19",
        "Sửa chữa mái, chống thấm, bổ sung phòng đọc và lối đi cho người khuyết tật tại ba nhà sinh hoạt cộng đồng.",
        "Công ty Kiến trúc Phố Xanh", 6_100, 5_400, 5_130, ((1, 1), (1, 2), (3, 7), (8, 8)), (6, 6),
        "Đã bàn giao. Đề nghị các tổ dân phố hoàn thiện quy chế quản lý, sử dụng trong tháng 12.",
    ),
    Project(
        "Trạm Y tế phường - hạng mục thiết bị",
        "Máy siêu âm, máy xét nghiệm, hệ thống hồ sơ điện tử và phòng phục hồi chức năng cho người cao tuổi.",
        "Công ty Thiết bị Y tế An Khang", 7_900, 4_700, 3_760, ((2, 5), (5, 5), (6, 11), (12, 12)), (1, 5),
        "Một gói thầu phải đấu thầu lại do giá chào vượt giá gói thầu; đã ký hợp đồng ngày 12/10/2026.",
    ),
    Project(
        "Hệ thống thoát nước ngõ Cầu Đá",
        "Thay 620 m cống D400 bằng D600, xây 38 hố ga, lắp van ngăn triều và trạm bơm công suất 400 m³/giờ.",
        "Công ty Hạ tầng Sông Hồng", 12_600, 6_200, 3_100, ((1, 4), (4, 7), (8, 12), (12, 12)), (9, 3),
        "Mặt bằng thi công hẹp, 11 hộ chưa thống nhất phương án lối đi tạm; tổ công tác đang vận động từng hộ.",
    ),
    Project(
        "Tu bổ đình Liên Trì (giai đoạn 1)",
        "Hạ giải, gia cố móng, phục chế cấu kiện gỗ chạm khắc, phòng chống mối và hệ thống phòng cháy, chữa cháy.",
        "Công ty Tu bổ Di tích Cổ Loa", 21_500, 7_300, 2_920, ((1, 6), (6, 6), (7, 12), (12, 12)), (8, 5),
        "Thỏa thuận chuyên ngành kéo dài 04 tháng; đề nghị cho phép chuyển nguồn 3.100 triệu đồng sang năm 2027.",
    ),
    Project(
        "Hệ thống camera giám sát đô thị (giai đoạn 2)",
        "Lắp mới 38 camera tại nút giao, điểm trông giữ xe; kết nối về trung tâm điều hành của phường.",
        "Công ty Công nghệ Lạc Hồng", 3_800, 1_900, 1_120, ((1, 4), (4, 4), (5, 11), (12, 12)), (5, 1),
        "Chờ thống nhất tiêu chuẩn kết nối với trung tâm của thành phố, dự kiến có kết quả trong tháng 12.",
    ),
    Project(
        "Cải tạo vườn hoa Bến Trúc",
        "Chỉnh trang 2.150 m² cây xanh, lối dạo, sân chơi trẻ em và hệ thống tưới tự động bằng nước mưa.",
        "Công ty Cây xanh Thăng Bình", 2_600, 1_400, 380, ((2, 7), (7, 8), (9, 12), (12, 12)), (10, 5),
        "Phải di chuyển 02 tủ điện trung thế; ngành điện cam kết hoàn thành trước ngày 15/12/2026.",
    ),
)  # fmt: skip


def draw(sheet: Sheet, number: int, project: Project) -> None:
    """Fill a page with one project."""
    sheet.text((LEFT, TOP + 10), f"Phụ lục 3 · Dự án {number}", 10, "b", "sans", ink=PALE_INK)
    sheet.text((LEFT, TOP + 30), project.name, 15, "b", ink=BLUE)
    sheet.line((LEFT, TOP + 38), (RIGHT, TOP + 38), BLUE, 1.4)
    y = _facts(sheet, TOP + 54, project)
    plan.draw(sheet, (LEFT, y + 18, LEFT + 262, y + 188), plan.LAND_USE_NOW)
    x_site, y_site = town.centre(*project.site)
    _pin(sheet, (LEFT + x_site * 262 / town.WIDE, y + 18 + y_site * 262 / town.WIDE))
    _paid(sheet, LEFT + 286, y + 18, project)
    _calendar(sheet, y + 214, project)
    _spending(sheet, y + 350, project)


def _facts(sheet: Sheet, y: float, project: Project) -> float:
    rows = (
        ("Quy mô, mục tiêu", project.goal),
        ("Nhà thầu chính", project.builder),
        ("Tổng mức đầu tư", f"{written(project.cost)} triệu đồng"),
        ("Vướng mắc, kiến nghị", project.trouble),
    )
    return Grid(("Nội dung", "Thông tin dự án"), rows, RIGHT - LEFT, 11).draw(sheet, LEFT, y)


def _pin(sheet: Sheet, at: tuple[float, float]) -> None:
    sheet.path([(at[0], at[1]), (at[0] - 6, at[1] - 14), (at[0] + 6, at[1] - 14)], BRICK, 0.5, fill=BRICK, closed=True)
    sheet.circle((at[0], at[1] - 16), 7, BRICK, WHITE, 1)
    sheet.circle((at[0], at[1] - 16), 2.6, WHITE)


def _paid(sheet: Sheet, x: float, y: float, project: Project) -> None:
    """Planned and paid money of the year as two bars, the share as a large figure."""
    share = project.paid / project.planned
    sheet.text((x, y + 12), "Giải ngân năm 2026", 10.5, "b", "sans")
    sheet.text((x, y + 52), f"{written(100 * share, 1)}%", 30, "b", "sans", ink=TEAL if share > 0.7 else BRICK)  # noqa: PLR2004
    for place, (name, value, fill) in enumerate(
        (("Kế hoạch vốn", project.planned, RULE), ("Đã giải ngân", project.paid, BLUE))
    ):
        top = y + 76 + 42 * place
        sheet.text((x, top), name, 9.6, kind="sans", ink=PALE_INK)
        sheet.box((x, top + 6, x + 170 * value / project.planned, top + 20), fill)
        sheet.text((RIGHT, top), f"{written(value)} triệu đồng", 9.6, "b", "sans", align="right")


def _calendar(sheet: Sheet, y: float, project: Project) -> None:
    """The months of the year as columns, the steps as bars."""
    left, month = LEFT + 112, (RIGHT - LEFT - 112) / MONTHS
    sheet.text((LEFT, y), "Tiến độ thực hiện", 10.5, "b", "sans")
    for place in range(MONTHS):
        x = left + place * month
        sheet.box((x, y + 10, x + month, y + 24), (0.93, 0.945, 0.96), WHITE)
        sheet.text((x + month / 2, y + 20.5), f"T{place + 1}", 8.4, kind="sans", align="centre")
    for place, (name, (first, last)) in enumerate(zip(STEPS, project.steps, strict=True)):
        top = y + 31 + 20 * place
        sheet.text((LEFT, top + 10), name, 9.2, kind="sans")
        fill = AMBER if last == MONTHS else TEAL
        sheet.box((left + (first - 1) * month, top, left + last * month, top + 13), fill)
        sheet.line((left, top + 17), (RIGHT, top + 17), pen=0.3)


def _spending(sheet: Sheet, y: float, project: Project) -> None:
    """Money paid by the end of each month."""
    first, last = project.steps[2]
    sheet.text((LEFT, y), "Giải ngân lũy kế theo tháng (triệu đồng)", 10.5, "b", "sans")
    rows = []
    for month in range(1, MONTHS):
        done = min(max(month - first + 1, 0) / (min(last, 11) - first + 1), 1)
        rows.append((f"T{month}", written(project.planned * month / MONTHS), written(project.paid * done**1.3)))
    figure = Figure("lines", "", "", (("Tháng", "Kế hoạch", "Thực hiện"), *rows))
    charts.draw(figure, sheet, charts.Frame(LEFT, y + 6, RIGHT - 24, y + 190))
