"""Documents as they come to a secretary's desk, made for the test: a report, a letter, a programme, a broken file."""

from functools import cache
from io import BytesIO

import docx
import pymupdf

from icabinet import ids

PROGRAMME = (
    ("08:00 - 08:10", "Khai mạc, thông qua chương trình phiên họp", "Văn phòng"),
    ("08:10 - 08:45", "Báo cáo tình hình kinh tế - xã hội 11 tháng", "Phòng Kinh tế"),
    ("08:45 - 09:30", "Dự toán ngân sách năm 2027", "Phòng Tài chính"),
)


def report(title: str, pages: int) -> bytes:
    """Return a PDF whose pages say which they are. No two have the same bytes: whoever may read one may read that."""
    return _typeset(title, pages) + f"%{ids.new()}\n".encode()


def leaflet(pages: int) -> bytes:
    """Return a PDF of so many pages that is quickly made, and has few bytes, different each time."""
    with pymupdf.open() as pdf:
        for number in range(1, pages + 1):
            pdf.new_page().insert_text((72, 72), f"Trang {number}")
        return bytes(pdf.tobytes()) + f"%{ids.new()}\n".encode()


@cache
def _typeset(title: str, pages: int) -> bytes:
    with pymupdf.open() as pdf:
        for number in range(1, pages + 1):
            page = pdf.new_page()
            words = f"<h1>{title}</h1><h2>Trang {number}</h2>" + "<p>Ủy ban nhân dân phường báo cáo tình hình.</p>" * 9
            page.insert_htmlbox(pymupdf.Rect(60, 60, 535, 780), words)
        return bytes(pdf.tobytes())


def handbook(title: str, pages: int) -> bytes:
    """Return a report with bookmarks, a link from its first page to its last, and a preface with numbers of its own."""
    with pymupdf.open(stream=report(title, pages)) as pdf:
        pdf.set_toc([[1, "Phần mở đầu", 1], [1, "Phần thứ nhất", 2], [2, "Kết quả", 3], [1, "Phần kết", pages]])
        target = {"kind": pymupdf.LINK_GOTO, "from": pymupdf.Rect(60, 600, 300, 640), "page": pages - 1}
        pdf[0].insert_link(target)
        pdf.set_page_labels(
            [{"startpage": 0, "style": "r", "firstpagenum": 1}, {"startpage": 1, "style": "D", "firstpagenum": 1}]
        )
        return bytes(pdf.tobytes())


def with_last_words(content: bytes, words: str) -> bytes:
    """Return the same document with these words at the very foot of its last page."""
    with pymupdf.open(stream=content) as pdf:
        pdf[-1].insert_text((72, 800), words)
        return bytes(pdf.tobytes())


def with_cover(content: bytes) -> bytes:
    """Return the same document with one more page before all others."""
    with pymupdf.open(stream=content) as pdf:
        pdf.new_page(0).insert_text((72, 72), "Tờ bìa")
        return bytes(pdf.tobytes())


def annotated(title: str, pages: int, note: str) -> bytes:
    """Return a report on whose second page somebody has left a note, and marked the heading."""
    with pymupdf.open(stream=report(title, pages)) as pdf:
        page = pdf[1]
        page.add_text_annot((400, 300), note).set_info(title="Vũ Thị Lan")
        page.add_highlight_annot(page.search_for("Trang 2"))
        return bytes(pdf.tobytes())


def letter() -> bytes:
    """Return a Word document of one page."""
    document = docx.Document()
    document.add_heading("Tờ trình về dự toán ngân sách năm 2027", 1)
    document.add_paragraph("Kính gửi: Chủ tịch Ủy ban nhân dân phường.")
    return _bytes(document)


def programme() -> bytes:
    """Return a meeting's programme as offices write it: a table of times, contents and presenters."""
    document = docx.Document()
    document.add_heading("CHƯƠNG TRÌNH PHIÊN HỌP", 1)
    table = document.add_table(rows=1, cols=3)
    for cell, words in zip(table.rows[0].cells, ("Thời gian", "Nội dung", "Trình bày"), strict=True):
        cell.text = words
    for line in PROGRAMME:
        for cell, words in zip(table.add_row().cells, line, strict=True):
            cell.text = words
    return _bytes(document)


def broken() -> bytes:
    """Return what looks like a PDF and is none."""
    return b"%PDF-1.7\nnothing of a PDF follows\n"


def _bytes(document: "docx.document.Document") -> bytes:
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()
