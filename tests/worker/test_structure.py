import pymupdf
import pytest

from icabinet.worker.refusals import UnreadablePaper
from icabinet.worker.structure import structure
from icabinet.worker.words import words


@pytest.fixture
def built(tmp_path):
    """Make a PDF of three pages to which `shape(document)` gives a structure; give its path."""

    def make(shape) -> str:
        path = tmp_path / "built.pdf"
        with pymupdf.open() as document:
            for number in range(1, 4):
                document.new_page(width=600, height=800).insert_text((100, 215), f"page{number}")
            shape(document)
            document.save(path)
        return str(path)

    return make


def link(document, *, to: int, box=(90, 200, 210, 220)) -> None:
    document[0].insert_link({"kind": pymupdf.LINK_GOTO, "page": to, "from": pymupdf.Rect(box), "to": pymupdf.Point()})


def test_a_plain_paper_has_none(built) -> None:
    assert structure(built(lambda _: None)) == {"outline": [], "links": {}, "labels": []}


def test_an_outline_in_order_with_its_levels(built) -> None:
    given = [[1, "Phần  thứ nhất", 1], [2, "Tie\u0302\u0301p", 2], [1, "Phần thứ hai", 3]]
    found = structure(built(lambda document: document.set_toc(given)))["outline"]
    assert found == [[1, "Phần thứ nhất", 1], [2, "Tiếp", 2], [1, "Phần thứ hai", 3]]


def test_a_heading_without_a_page_leads_where_the_next_one_does(built) -> None:
    given = [[1, "Part", -1], [2, "Chapter", 2], [1, "Nowhere", -1]]
    found = structure(built(lambda document: document.set_toc(given)))["outline"]
    assert found == [[1, "Part", 2], [2, "Chapter", 2]]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_link_lies_where_its_words_are_displayed(built, turn: int) -> None:
    def shape(document) -> None:
        link(document, to=2)
        document[0].set_rotation(turn)

    path = built(shape)
    ((x0, y0, x1, y1, page),) = structure(path)["links"]["1"]
    left, top, right, bottom, *_ = words(path, 1)["words"][0]
    assert page == 3
    assert x0 < left < right < x1
    assert y0 < (top + bottom) / 2 < y1


def test_links_that_lead_out_are_left_out(built) -> None:
    def shape(document) -> None:
        away = {"kind": pymupdf.LINK_URI, "from": pymupdf.Rect(0, 0, 50, 50), "uri": "https://example.vn"}
        document[0].insert_link(away)
        document[1].insert_link({**away, "kind": pymupdf.LINK_GOTOR, "file": "other.pdf", "page": 0})

    assert structure(built(shape))["links"] == {}


def test_labels_unless_they_are_just_numbers(built) -> None:
    roman = [
        {"startpage": 0, "style": "r", "prefix": "", "firstpagenum": 1},
        {"startpage": 2, "style": "D", "prefix": "Phụ lục ", "firstpagenum": 1},
    ]
    assert structure(built(lambda document: document.set_page_labels(roman)))["labels"] == ["i", "ii", "Phụ lục 1"]
    plain = [{"startpage": 0, "style": "D", "prefix": "", "firstpagenum": 1}]
    assert structure(built(lambda document: document.set_page_labels(plain)))["labels"] == []


def test_a_broken_paper_is_refused(raw_pdf) -> None:
    with pytest.raises(UnreadablePaper):
        structure(raw_pdf({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[]/Count 0>>"}))
