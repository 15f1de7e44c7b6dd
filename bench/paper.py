"""Papers to draw: pages full of Vietnamese text, as an office writes them; each one different, the same every time."""

import random
from pathlib import Path

import pymupdf

from icabinet.worker import fonts

_TEXT = """
ủy ban nhân dân thành phố về việc phê duyệt kế hoạch phát triển kinh tế xã hội năm 2027 nhiệm vụ trọng tâm
ngân sách đầu tư công giải ngân tiến độ dự án hạ tầng giao thông đô thị quy hoạch môi trường nước sạch y tế giáo dục
chuyển đổi số cải cách hành chính thủ tục người dân doanh nghiệp sở tài chính chủ trì phối hợp báo cáo trước ngày quý
đề nghị xem xét
"""
_WORDS = _TEXT.split()
_A4 = pymupdf.paper_rect("a4")
_MARGINS = (72, 64, -56, -64)
# 14 points, as the decree on the form of official papers wants it; so much fills a page.
_CSS = "p, h3 { font-size: 14px; text-align: justify; line-height: 1.25; margin: 0 0 6px }"
_PARAGRAPHS, _SENTENCE = 8, 58


def write(path: Path, pages: int, seed: int) -> Path:
    """Write a paper of so many pages."""
    # In the hand that offices use, or what stands in for it here; the library alone would mix two in a word.
    fonts.install()
    dice = random.Random(seed)
    document = pymupdf.open()
    for number in range(1, pages + 1):
        page = document.new_page(width=_A4.width, height=_A4.height)
        paragraphs = "".join(f"<p>{_paragraph(dice)}</p>" for _ in range(_PARAGRAPHS))
        page.insert_htmlbox(_A4 + _MARGINS, f"<h3>Phần {number}</h3>{paragraphs}", css=_CSS)
    document.subset_fonts()
    document.save(path, garbage=3, deflate=True)
    document.close()
    return path


def _paragraph(dice: random.Random) -> str:
    words = " ".join(dice.choice(_WORDS) for _ in range(_SENTENCE))
    return f"{words.capitalize()}."
