"""Searching over HTTP: by program, and on a page that needs no script."""

from urllib.parse import quote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.desk import MAIN, NOISE, Desk, ref
from tests.features.test_search import say
from tests.noise import WORD
from tests.web.visitor import Program, Visitor


@pytest.fixture
def papers(desk: Desk) -> Desk:
    desk.add_item("item1")
    desk.file_paper("plan", item=ref("item1"))
    say(desk, "plan", "Quy hoạch <b>đất</b>", "không", "quy định hoạch toán")
    say(desk, "paper1", f"{WORD} quy hoạch", pages_of=NOISE)
    return desk


def test_programs_get_papers_pages_and_excerpts(papers: Desk) -> None:
    answer = Program(papers, "m1").call("GET", f"/search?q=quy+hoach&meeting={MAIN}")
    assert answer.json == {
        "words": ["quy", "hoach"],
        "phrases": [],
        "found": [
            {
                "meeting": {"id": MAIN, "title": "The meeting"},
                "starts_at": 1_800_000_000_000,
                "item": {"id": ref("item1"), "title": "item1"},
                "paper": {"id": ref("plan"), "title": "plan"},
                "title": None,
                "pages": [1, 3],
                "hits": [
                    {"page": 1, "excerpt": [_piece("Quy hoạch", found=True), _piece(" <b>đất</b>")]},
                    {
                        "page": 3,
                        "excerpt": [
                            _piece("quy", found=True), _piece(" định "), _piece("hoạch", found=True), _piece(" toán"),
                        ],
                    },
                ],
            }
        ],
        "after": None,
    }  # fmt: skip


def _piece(text: str, *, found: bool = False) -> dict[str, object]:
    return {"text": text, "found": found}


def test_the_interface_describes_it(desk: Desk) -> None:
    described = Program(desk).call("GET", "/openapi.json").json
    asked = described["paths"]["/search"]["get"]["parameters"]
    assert {(one["in"], one["name"]) for one in asked} == {
        ("query", name) for name in ("q", "meeting", "paper", "after", "old")
    }


def test_the_page_shows_what_was_found_and_nothing_as_markup(papers: Desk) -> None:
    page = Visitor(papers, "m1", only=MAIN).get("/search?q=quy hoach").text
    assert "<mark>Quy hoạch</mark> &lt;b&gt;đất&lt;/b&gt;" in page
    assert f"/meetings/{MAIN}?paper={ref('plan')}&amp;page=3&amp;q=quy+hoach" in page
    assert WORD not in page


def test_the_page_of_who_finds_nothing_says_so(papers: Desk) -> None:
    nothing = Visitor(papers, "admin").get("/search?q=quy hoach")
    assert nothing.status_code == 200
    assert "<mark>" not in nothing.text
    assert 'role="status"' in nothing.text


@pytest.mark.parametrize(
    "asked", ["q=" + "a" * 201, "q=a&after=x", "q=a&meeting=%00", "q=a&meeting=x", "q=a&after=1.1.1"]
)
def test_what_cannot_be_asked_is_refused(papers: Desk, asked: str) -> None:
    answer = Program(papers, "m1").call("GET", f"/search?{asked}")
    assert (answer.status_code, answer.json["error"]["code"]) == (422, "invalid")
    assert Visitor(papers, "m1").get(f"/search?{asked}").status_code == 422


@settings(max_examples=60)
@given(q=st.text(max_size=210), after=st.text(max_size=8) | st.from_regex(r"[0-9]{1,3}\.[0-9]{1,25}", fullmatch=True))
@example(q="a", after="0.18446744073709551616")
@example(q='"a', after="99.1")
def test_nothing_that_is_asked_breaks_anything(papers: Desk, q: str, after: str) -> None:
    program, visitor = Program(papers, "m1"), Visitor(papers, "m1")
    asked = f"/search?q={quote(q, errors='surrogatepass')}&after={quote(after, errors='surrogatepass')}"
    assert program.call("GET", asked).status_code in (200, 422)
    assert visitor.get(asked).status_code in (200, 422)
