"""The session's other Word papers: two proposals, a draft resolution and two plans."""

from pathlib import Path

from icabinet.demo.content import PEOPLE
from icabinet.demo.papers import budget, letters, markup
from icabinet.demo.papers.budget import Line
from icabinet.demo.papers.markup import Block, written
from icabinet.demo.papers.storing import save_docx

NAMES = {person.key: person.name for person in PEOPLE}
COMMITTEE = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
VICE = ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
COUNCIL = "HỘI ĐỒNG NHÂN DÂN"
COPIES = ("- Như trên;", "- Thành viên UBND phường;", "- Các đơn vị thuộc phường;", "- Lưu: VT.")


def make_budget_proposal(path: Path) -> None:
    """Tờ trình dự toán ngân sách năm 2027."""
    document = letters.new_document()
    letters.heads(document, "96/TTr-UBND", "Hồ Gươm, ngày 01 tháng 12 năm 2026")
    letters.title(document, "TỜ TRÌNH", "Về dự toán và phương án phân bổ\nngân sách phường năm 2027")
    letters.addressed(document, "Hội đồng nhân dân phường Hồ Gươm.")
    letters.body(document, _filled("proposal_budget"))
    letters.signature(document, COMMITTEE, NAMES["khue"], COPIES)
    save_docx(document, path)


def make_street_proposal(path: Path) -> None:
    """Tờ trình chỉnh trang không gian đi bộ."""
    document = letters.new_document()
    letters.heads(document, "214/TTr-KTHTĐT", "Hồ Gươm, ngày 27 tháng 11 năm 2026")
    letters.title(document, "TỜ TRÌNH", "Về chủ trương chỉnh trang, mở rộng không gian đi bộ\nphố Hàng Sen - Thủy Tạ")
    letters.addressed(document, "Ủy ban nhân dân phường Hồ Gươm.")
    letters.body(document, markup.read("proposal_street"))
    letters.signature(document, ("TRƯỞNG PHÒNG",), NAMES["khoi"], ("- Như trên;", "- Lưu: KTHTĐT."))
    save_docx(document, path)


def make_resolution(path: Path) -> None:
    """Dự thảo Nghị quyết."""
    document = letters.new_document()
    letters.heads(document, "      /NQ-HĐND", "Hồ Gươm, ngày      tháng 12 năm 2026", COUNCIL)
    letters.title(document, "NGHỊ QUYẾT", "Về dự toán và phân bổ ngân sách phường năm 2027\n(Dự thảo)")
    letters.body(document, _filled("resolution"))
    copies = ("- HĐND, UBND thành phố;", "- Đảng ủy phường;", "- Đại biểu HĐND phường;", "- Lưu: VT.")
    letters.signature(document, ("CHỦ TỊCH",), "", copies)
    save_docx(document, path)


def make_reform_plan(path: Path) -> None:
    """Kế hoạch cải cách hành chính năm 2027."""
    document = letters.new_document()
    letters.heads(document, "131/KH-UBND", "Hồ Gươm, ngày 28 tháng 11 năm 2026")
    letters.title(document, "KẾ HOẠCH", "Cải cách hành chính năm 2027")
    letters.body(document, markup.read("plan_reform"))
    letters.signature(document, VICE, NAMES["mai"], COPIES)
    save_docx(document, path)


def make_security_plan(path: Path) -> None:
    """Kế hoạch bảo đảm an ninh, trật tự Tết Đinh Mùi 2027."""
    document = letters.new_document()
    letters.heads(document, "129/KH-UBND", "Hồ Gươm, ngày 26 tháng 11 năm 2026")
    letters.title(document, "KẾ HOẠCH", "Bảo đảm an ninh, trật tự Tết Nguyên đán Đinh Mùi năm 2027")
    letters.body(document, markup.read("plan_security"))
    letters.signature(document, VICE, NAMES["vinh"], COPIES)
    save_docx(document, path)


def _filled(name: str) -> list[Block]:
    """A text with the budget's figures in it."""
    income, spending = budget.INCOME_TOTAL, budget.SPENDING_TOTAL
    text = (markup.TEXTS / f"{name}.txt").read_text(encoding="utf-8")
    figures = {
        "income": written(income.next_year),
        "income_growth": written(100 * income.next_year / income.planned - 100, 1),
        "income_expected": written(income.expected),
        "income_share": _share(income),
        "transfer": written(budget.INCOME[2].next_year),
        "spending": written(spending.next_year),
        "spending_expected": written(spending.expected),
        "spending_share": _share(spending),
        "investment": written(budget.INVESTMENT.next_year),
        "investment_share": _share(budget.INVESTMENT),
        "running": written(budget.RUNNING_TOTAL.next_year),
        "reserve": written(budget.RESERVE.next_year),
        "wages": written(budget.WAGES.next_year),
        "balance": _balance(),
        "fields": _fields(),
    }
    return list(markup.parse(text.format_map(figures)))


def _share(line: Line) -> str:
    return written(100 * line.expected / line.planned, 1)


def _balance() -> str:
    lines = (*budget.INCOME, budget.INCOME_TOTAL, budget.INVESTMENT, budget.RUNNING_TOTAL, budget.RESERVE, budget.WAGES)
    rows = [_balance_row(line) for line in (*lines, budget.SPENDING_TOTAL)]
    head = "Nội dung | Dự toán 2026 | Ước thực hiện 2026 | Dự toán 2027"
    return "\n".join(["::: table | Cân đối ngân sách phường năm 2027 | triệu đồng", head, *rows, ":::"])


def _balance_row(line: Line) -> str:
    name = line.name.capitalize().replace("Tổng", "Tổng cộng:", 1) if line.name.isupper() else line.name
    return " | ".join((name, *map(written, line[1:])))


def _fields() -> str:
    rows = [f"{place} | {line.name} | {written(line.next_year)}" for place, line in enumerate(budget.RUNNING, 1)]
    total = f" | Tổng cộng | {written(budget.RUNNING_TOTAL.next_year)}"
    return "\n".join(["::: table |  | triệu đồng", "TT | Lĩnh vực | Dự toán 2027", *rows, total, ":::"])
