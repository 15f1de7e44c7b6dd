"""Dự toán ngân sách 2027: wide tables on landscape pages."""

from collections.abc import Callable
from pathlib import Path

import pymupdf

from icabinet.demo.papers import budget, charts
from icabinet.demo.papers.budget import Line
from icabinet.demo.papers.flow import FOOTER, LANDSCAPE
from icabinet.demo.papers.grids import Grid, Row
from icabinet.demo.papers.letterhead import ISSUER, SUPERIOR
from icabinet.demo.papers.markup import Figure, written
from icabinet.demo.papers.sheet import BLUE, INK, PALE_INK, Sheet
from icabinet.demo.papers.storing import save_pdf

LEFT, RIGHT, TOP = 48.0, LANDSCAPE[0] - 48, 50.0
MONTHS = 12
_SEASON = (104, 66, 78, 92, 82, 78, 96, 80, 84, 86, 84, 70)
_SPENDING_SEASON = (86, 64, 72, 76, 78, 88, 84, 82, 90, 86, 92, 102)


def make(path: Path) -> None:
    """Write the estimates."""
    document = pymupdf.open()
    contents = []
    for number, (title, draw) in enumerate(FORMS, 1):
        sheet = Sheet(document.new_page(width=LANDSCAPE[0], height=LANDSCAPE[1]))
        _head(sheet, number, title)
        draw(sheet)
        sheet.close()
        contents.append([1, f"Biểu số {number:02d}. {title}", number])
    document.set_toc(contents)
    save_pdf(document, path, "Dự toán ngân sách phường năm 2027")


def _head(sheet: Sheet, number: int, title: str) -> None:
    sheet.text((LEFT, TOP), f"{SUPERIOR} {ISSUER}", 11, "b")
    sheet.text((RIGHT, TOP), f"Biểu số {number:02d}", 11, "b", align="right")
    sheet.text((sheet.middle, TOP + 30), title.upper(), 14, "b", ink=BLUE, align="centre")
    note = "(Kèm theo Tờ trình số 96/TTr-UBND ngày 01 tháng 12 năm 2026 của Ủy ban nhân dân phường)"
    sheet.text((sheet.middle, TOP + 47), note, 11, "i", align="centre")
    sheet.text((RIGHT, TOP + 66), "Đơn vị tính: triệu đồng", 10, "i", align="right")
    sheet.text((sheet.middle, LANDSCAPE[1] - 20), FOOTER, 8, "i", "sans", ink=PALE_INK, align="centre")
    if number > 1:
        sheet.text((sheet.middle, 30), str(number), 13, align="centre")


def _table(sheet: Sheet, head: Row, rows: list[Row], size: float = 10) -> float:
    return Grid(head, rows, RIGHT - LEFT, size, "sans").draw(sheet, LEFT, TOP + 74)


COMPARED = (
    "Nội dung", "Dự toán 2026", "Ước thực hiện 2026", "Dự toán 2027", "So với dự toán 2026", "Tỷ lệ (%)",
    "So với ước 2026", "Tỷ trọng (%)",
)  # fmt: skip


def _compared(line: Line, whole: Line) -> Row:
    return (
        line.name,
        written(line.planned),
        written(line.expected),
        written(line.next_year),
        written(line.next_year - line.planned),
        written(100 * line.next_year / line.planned, 1),
        written(line.next_year - line.expected),
        written(100 * line.next_year / whole.next_year, 1),
    )


def _balance(sheet: Sheet) -> None:
    spending = (budget.INVESTMENT, budget.RUNNING_TOTAL, budget.RESERVE, budget.WAGES)
    rows = [
        _compared(budget.INCOME_TOTAL, budget.INCOME_TOTAL),
        *(_compared(line, budget.INCOME_TOTAL) for line in budget.INCOME),
        _compared(budget.SPENDING_TOTAL, budget.SPENDING_TOTAL),
        *(_compared(line, budget.SPENDING_TOTAL) for line in spending),
    ]
    _table(sheet, COMPARED, rows, 10.5)


def _running(sheet: Sheet) -> None:
    lines = [*budget.RUNNING, budget.total("TỔNG CỘNG", budget.RUNNING)]
    rows: list[Row] = [(str(place), *_compared(line, budget.RUNNING_TOTAL)) for place, line in enumerate(lines[:-1], 1)]
    rows.append(("", *_compared(lines[-1], budget.RUNNING_TOTAL)))
    _table(sheet, ("TT", *COMPARED), rows, 10.5)


def _units(sheet: Sheet) -> None:
    short = ("Giáo dục, đào tạo", "Y tế, dân số", "Văn hóa, thể thao", "Môi trường", "Kinh tế", "Quản lý hành chính",
             "Bảo đảm xã hội", "Quốc phòng, an ninh", "Khác")  # fmt: skip
    amounts = budget.by_unit()
    rows: list[Row] = [
        (str(place), unit, *(_or_dash(amount) for amount in row), written(sum(row)))
        for place, (unit, row) in enumerate(zip(budget.UNITS, amounts, strict=True), 1)
    ]
    sums = [sum(column) for column in zip(*amounts, strict=True)]
    rows.append(("", "TỔNG CỘNG", *map(written, sums), written(sum(sums))))
    _table(sheet, ("TT", "Đơn vị", *short, "Tổng cộng"), rows, 9)


def _investments(sheet: Sheet) -> None:
    head = ("TT", "Dự án", "Nhóm", "Thời gian", "Tổng mức đầu tư", "Lũy kế hết 2026", "Kế hoạch 2027",
            "Tỷ lệ sau 2027 (%)", "Còn lại sau 2027")  # fmt: skip
    rows: list[Row] = [
        (
            str(place), project.name, project.kind, project.years, written(project.cost), _or_dash(project.paid),
            written(project.next_year), written(100 - 100 * project.later / project.cost, 1), _or_dash(project.later),
        )
        for place, project in enumerate(budget.INVESTMENTS, 1)
    ]  # fmt: skip
    cost, paid, planned, later = (
        sum(getattr(project, name) for project in budget.INVESTMENTS) for name in ("cost", "paid", "next_year", "later")
    )
    share = written(100 - 100 * later / cost, 1)
    rows.append(("", "TỔNG CỘNG", "", "", written(cost), written(paid), written(planned), share, written(later)))
    _table(sheet, head, rows, 9.6)


def _months(sheet: Sheet) -> None:
    income, spending = (
        _by_month(budget.INCOME_TOTAL.next_year, _SEASON),
        _by_month(budget.SPENDING_TOTAL.next_year, _SPENDING_SEASON),
    )
    kept, left = [], 0
    for earned, spent in zip(income, spending, strict=True):
        left += earned - spent
        kept.append(left)
    rows: list[Row] = [
        ("Thu ngân sách", *map(written, income), written(sum(income))),
        ("Chi ngân sách", *map(written, spending), written(sum(spending))),
        ("Chênh lệch lũy kế", *map(written, kept), ""),
    ]
    end = _table(sheet, ("Chỉ tiêu", *(f"T{month}" for month in range(1, MONTHS + 1)), "Cả năm"), rows, 9)
    figure_rows = [
        (f"T{month}", written(earned), written(spent))
        for month, (earned, spent) in enumerate(zip(income, spending, strict=True), 1)
    ]
    figure = Figure("bars", "", "", (("Tháng", "Thu", "Chi"), *figure_rows))
    charts.draw(figure, sheet, charts.Frame(LEFT, end + 24, RIGHT, LANDSCAPE[1] - 60))


def _charts(sheet: Sheet) -> None:
    half = (LEFT + RIGHT) / 2
    for left, right, name, lines in (
        (LEFT, half - 20, "Cơ cấu thu", budget.INCOME),
        (half + 20, RIGHT, "Cơ cấu chi", (budget.INVESTMENT, budget.RUNNING_TOTAL, budget.RESERVE, budget.WAGES)),
    ):
        sheet.text((left, TOP + 92), name, 12, "b", "sans", ink=BLUE)
        sheet.line((left, TOP + 98), (right, TOP + 98), INK, 0.8)
        rows = [(SHORT.get(line.name, line.name), written(line.next_year)) for line in lines]
        figure = Figure("donut", "", "", (("", ""), *rows))
        charts.draw(figure, sheet, charts.Frame(left, TOP + 112, right, TOP + 262))
    sheet.text((LEFT, TOP + 300), "Chi thường xuyên theo lĩnh vực năm 2027", 12, "b", "sans", ink=BLUE)
    rows = [(line.name, written(line.next_year)) for line in budget.RUNNING]
    figure = Figure("hbars", "", "", (("", ""), *rows))
    charts.draw(figure, sheet, charts.Frame(LEFT, TOP + 308, RIGHT, TOP + 308 + 20 * len(rows)))


SHORT = {
    "Các khoản thu phường hưởng 100%": "Hưởng 100%",
    "Các khoản thu phân chia theo tỷ lệ phần trăm": "Thu phân chia",
    "Thu bổ sung cân đối từ ngân sách thành phố": "Bổ sung cân đối",
    "Thu bổ sung có mục tiêu": "Có mục tiêu",
    "Thu chuyển nguồn để thực hiện cải cách tiền lương": "Chuyển nguồn",
    "Chi tạo nguồn cải cách tiền lương": "Cải cách tiền lương",
}

FORMS: tuple[tuple[str, Callable[[Sheet], None]], ...] = (
    ("Cân đối ngân sách phường năm 2027", _balance),
    ("Cơ cấu thu, chi ngân sách phường năm 2027", _charts),
    ("Dự toán chi thường xuyên theo lĩnh vực", _running),
    ("Phân bổ dự toán chi thường xuyên theo đơn vị", _units),
    ("Kế hoạch đầu tư công năm 2027", _investments),
    ("Kế hoạch thu, chi ngân sách theo tháng", _months),
)


def _by_month(whole: int, season: tuple[int, ...]) -> list[int]:
    ends = [round(whole * sum(season[: month + 1]) / sum(season)) for month in range(MONTHS)]
    return [end - before for before, end in zip([0, *ends], ends, strict=False)]


def _or_dash(amount: int) -> str:
    return written(amount) if amount else "–"
