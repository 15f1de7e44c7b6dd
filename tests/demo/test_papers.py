"""The demonstration's papers: complete, consistent, readable by the product, and the same every time."""

import hashlib
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import pymupdf
import pytest

from icabinet.agenda.word import read_agenda
from icabinet.demo import content
from icabinet.demo.papers import MAKERS, budget, make_papers, markup, report

ROOT = Path(__file__).parents[2]
PDFS = [name for name in MAKERS if name.endswith(".pdf")]


@pytest.fixture(scope="module")
def papers(tmp_path_factory) -> dict[str, Path]:
    return make_papers(tmp_path_factory.mktemp("papers"))


def flattened(items, level: int = 0):
    for item in items:
        yield level, item
        yield from flattened(item.parts, level + 1)


ITEMS = list(flattened(content.ITEMS))


class TestContent:
    def test_every_paper_of_an_item_is_made(self):
        assert Counter(name for _, item in ITEMS for name in item.papers) == Counter(list(MAKERS))

    def test_minutes_add_up(self):
        assert sum(item.minutes for item in content.ITEMS) == content.MEETING.minutes
        for item in content.ITEMS:
            assert not item.parts or sum(part.minutes for part in item.parts) == item.minutes

    def test_the_people_can_hold_a_session(self):
        roles = Counter(person.role for person in content.PEOPLE)
        assert roles == {"chair": 1, "secretary": 1, "member": 6, "guest": 1}
        assert all(person.entitled == (person.role in {"chair", "member"}) for person in content.PEOPLE)


class TestFigures:
    def test_the_budget_balances(self):
        income, spending = budget.INCOME_TOTAL, budget.SPENDING_TOTAL
        assert (income.planned, income.next_year) == (spending.planned, spending.next_year)
        assert sum(investment.next_year for investment in budget.INVESTMENTS) == budget.INVESTMENT.next_year
        assert all(investment.later >= 0 for investment in budget.INVESTMENTS)

    def test_units_spend_what_the_lines_grant(self):
        columns = zip(*budget.by_unit(), strict=True)
        assert [sum(column) for column in columns] == [line.next_year for line in budget.RUNNING]

    @pytest.mark.parametrize("chapter", report.CHAPTERS)
    def test_totals_of_the_reports_tables(self, chapter):
        for figure in markup.read(f"report_{chapter}"):
            if isinstance(figure, markup.Figure) and figure.rows[-1][0] == "Tổng cộng":
                for head, *cells, total in zip(*figure.rows, strict=True):
                    if head and "%" not in head and markup.is_number(total):
                        assert sum(map(markup.number, cells)) == pytest.approx(markup.number(total)), figure.title


def test_the_programme_is_read_back(papers):
    draft = read_agenda(papers[content.PROGRAMME])
    assert [(item.level, item.title, item.minutes, item.presenter) for item in draft.items] == [
        (level, item.title, item.minutes, item.presenter) for level, item in ITEMS
    ]
    assert [item.papers for item in draft.items] == [
        tuple(name.rpartition(".")[0] for name in item.papers) for _, item in ITEMS
    ]
    assert draft.items[0].starts == content.MEETING.starts


def test_the_report_is_a_long_paper(papers):
    with pymupdf.open(papers[content.REPORT]) as document:
        assert document.page_count >= 40
        assert any(page.rect.width > page.rect.height for page in document)
        chapters = [(title, page) for level, title, page in document.get_toc() if level == 1]
        assert len(chapters) > 10
        for title, page in chapters:
            named = title.partition(".")[0].upper()
            assert named in document[page - 1].get_text().upper()
        assert len(document[report.CONTENTS_PAGE - 1].get_links()) == len(document.get_toc())


@pytest.mark.parametrize("name", PDFS)
def test_all_text_stands_on_its_page_in_embedded_fonts(papers, name):
    with pymupdf.open(papers[name]) as document:
        assert all(font[1] != "n/a" for page in document for font in page.get_fonts())
        for page in document:
            words = page.get_text("words")
            assert words
            assert all(pymupdf.Rect(word[:4]) in page.rect for word in words), page.number
            text = page.get_text()
            assert text == unicodedata.normalize("NFC", text)
            assert "\ufffd" not in text


def test_a_process_of_its_own_makes_the_same_bytes(papers, tmp_path):
    subprocess.run([sys.executable, "-m", "icabinet.demo.papers", str(tmp_path)], check=True, cwd=ROOT)
    assert {name: digest(tmp_path / name) for name in MAKERS} == {name: digest(path) for name, path in papers.items()}


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
