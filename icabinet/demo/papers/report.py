"""Báo cáo kinh tế - xã hội 11 tháng: a long paper with chapters, tables, charts, a plan and a wide table."""

from pathlib import Path

import pymupdf

from icabinet.demo.content import PEOPLE
from icabinet.demo.papers import markup, plan, projects, summary
from icabinet.demo.papers.districts import district_figures, indicators
from icabinet.demo.papers.flow import BOTTOM, LANDSCAPE, LEFT, PORTRAIT, RIGHT, TOP, Flow
from icabinet.demo.papers.grids import Grid
from icabinet.demo.papers.letterhead import draw_heads, draw_signature
from icabinet.demo.papers.sheet import BLUE, INK, PALE_INK, Sheet, Style, width
from icabinet.demo.papers.storing import save_pdf

TITLE = "Báo cáo kinh tế - xã hội 11 tháng năm 2026"
CHAPTERS = ("economy", "city", "society", "administration", "security", "outlook")
CONTENTS_PAGE = 2
SIGNATURE = 120
CLOSING = (
    "Trên đây là báo cáo tình hình kinh tế - xã hội tháng 11 và 11 tháng năm 2026, nhiệm vụ, giải pháp trọng tâm "
    "tháng 12 năm 2026. Ủy ban nhân dân phường trình phiên họp xem xét, cho ý kiến./."
)
COPIES = ("Nơi nhận:", "- UBND thành phố;", "- Đảng ủy, HĐND phường;", "- Thành viên UBND phường;", "- Lưu: VT.")


def make(path: Path) -> None:
    """Write the report."""
    document = pymupdf.open()
    flow = Flow(document)
    _open(flow)
    flow.new_page()  # kept for the contents
    flow.new_page()
    summary.draw(flow.sheet)
    flow.new_page()
    for chapter in CHAPTERS:
        flow.add(markup.read(f"report_{chapter}"))
    flow.keep(CLOSING, SIGNATURE)
    _sign(flow)
    for appendix in (_plan, _indicators, _projects, _requests, _districts):
        appendix(flow)
    flow.close()
    _write_contents(document, flow.contents)
    document.set_toc([list(entry) for entry in flow.contents])
    save_pdf(document, path, TITLE)


def _open(flow: Flow) -> None:
    flow.y = draw_heads(flow.sheet, LEFT, RIGHT, TOP + 8, "312/BC-UBND", "Hồ Gươm, ngày 30 tháng 11 năm 2026") + 24
    middle = (LEFT + RIGHT) / 2
    flow.sheet.text((middle, flow.y), "BÁO CÁO", 15, "b", align="centre")
    for place, line in enumerate(
        ("Tình hình kinh tế - xã hội tháng 11 và 11 tháng năm 2026;", "nhiệm vụ, giải pháp trọng tâm tháng 12 năm 2026")
    ):
        flow.sheet.text((middle, flow.y + 20 + 18 * place), line, 13.5, "b", align="centre")
    flow.sheet.line((middle - 60, flow.y + 47), (middle + 60, flow.y + 47), INK, 0.8)
    flow.y += 64
    flow.add(markup.read("report_opening"))


def _sign(flow: Flow) -> None:
    draw_signature(flow.sheet, RIGHT, flow.y + 24, "CHỦ TỊCH", PEOPLE[0].name)
    for place, line in enumerate(COPIES):
        flow.sheet.text((LEFT, flow.y + 24 + 14 * place), line, 12 if place == 0 else 11, "bi" if place == 0 else "")


def _plan(flow: Flow) -> None:
    _begin(flow, "Phụ lục 1", "Sơ đồ không gian phát triển phường Hồ Gươm")
    plan.draw(flow.sheet, (LEFT - 34, TOP + 50, RIGHT + 24, TOP + 430), plan.LAND_USE_PLANNED)
    plan.draw_legend(flow.sheet, (LEFT - 14, TOP + 440), plan.LAND_USE_PLANNED, columns=2, wide=250)


def _indicators(flow: Flow) -> None:
    _begin(flow, "Phụ lục 2", "Thực hiện hệ thống chỉ tiêu kinh tế - xã hội năm 2026", LANDSCAPE)
    head, *rows = indicators()
    Grid(head, rows, LANDSCAPE[0] - 110, size=9, kind="sans").draw(flow.sheet, 55, TOP + 40)


def _projects(flow: Flow) -> None:
    for number, project in enumerate(projects.PROJECTS, 1):
        flow.new_page()
        if number == 1:
            flow.mark(1, "Phụ lục 3. Phiếu theo dõi dự án")
        flow.mark(2, project.name)
        projects.draw(flow.sheet, number, project)


def _requests(flow: Flow) -> None:
    _begin(flow, "Phụ lục 4", "Kết quả giải quyết kiến nghị của cử tri và nhân dân")
    flow.y = TOP + 44
    flow.add(markup.read("report_requests"))


def _districts(flow: Flow) -> None:
    _begin(flow, "Phụ lục 5", "Một số số liệu theo tổ dân phố")
    for number, figure in enumerate(district_figures()):
        if number:
            flow.new_page()
        flow.sheet.text((LEFT, TOP + 56), figure.title, 11, "b", "sans")
        flow.sheet.text((RIGHT, TOP + 56), figure.unit, 9, "i", "sans", ink=PALE_INK, align="right")
        head, *rows = figure.rows
        Grid(head, rows, RIGHT - LEFT, size=9.2, kind="sans", padding=3).draw(flow.sheet, LEFT, TOP + 64)


def _begin(flow: Flow, name: str, title: str, size: tuple[float, float] = PORTRAIT) -> None:
    flow.new_page(size)
    flow.mark(1, f"{name}. {title}")
    flow.sheet.text((flow.sheet.middle, TOP + 8), name.upper(), 13.5, "b", align="centre", ink=BLUE)
    flow.sheet.text((flow.sheet.middle, TOP + 28), title, 13.5, "b", align="centre")


def _write_contents(document: pymupdf.Document, contents: list[tuple[int, str, int]]) -> None:
    """The table of contents on the page kept for it, every line a link."""
    sheet = Sheet(document[CONTENTS_PAGE - 1])
    sheet.text(((LEFT + RIGHT) / 2, TOP + 8), "MỤC LỤC", 14.5, "b", align="centre")
    y = TOP + 24
    step = min((BOTTOM - y) / len(contents), 20)
    for level, title, page in contents:
        y += step
        _contents_line(sheet, y, level, title, page)
        target = {"kind": pymupdf.LINK_GOTO, "page": page - 1, "from": pymupdf.Rect(LEFT, y - 12, RIGHT, y + 4)}
        sheet.page.insert_link(target | {"to": pymupdf.Point(0, 0)})
    sheet.close()


def _contents_line(sheet: Sheet, y: float, level: int, title: str, page: int) -> None:
    size, left = 10.5, LEFT if level == 1 else LEFT + 16
    style: Style = "b" if level == 1 else ""
    sheet.text((left, y), title, size, style)
    sheet.text((RIGHT, y), str(page), size, style, align="right")
    start, end = left + width(title, size, style) + 6, RIGHT - 22
    if start < end:
        sheet.line((start, y - 1), (end, y - 1), PALE_INK, 0.7, "[0.7 3] 0")
