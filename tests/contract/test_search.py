"""The index keeps the same promise on both databases: which pages, and in which order."""

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pymupdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from icabinet.desks import conversion, indexing
from icabinet.desks.filing import file_upload
from icabinet.performing import Actor
from icabinet.search import texts
from icabinet.search.index import Among
from icabinet.search.indexes import index_of
from icabinet.search.keys import first_key, key_of, page_of, text_of
from icabinet.search.question import read
from tests.contract.conftest import Beside
from tests.desk import Desk, ref

PAGES = (
    "Biên bản cuộc họp về điều chỉnh quy hoạch",
    "Bàn về việc biên chế; ban hành Điều 5",
    "ĐIỀU LỆ của Hòa Bình",
    "hoà bình, độc lập, tự do",
    "Diều sáo bay trên đồng",
    "quy định và hoạch toán, O'Reilly \\ back; a:b & c | d !e",
)
END = 1 << 60


def pdf(pages: int) -> io.BytesIO:
    document = pymupdf.open()
    for number in range(pages):
        document.new_page().insert_text((72, 72), f"page {number + 1}")
    return io.BytesIO(document.tobytes())


@pytest.fixture
def pages(desk: Desk) -> dict[int, str]:
    """Two texts: three pages each. Return them by key."""
    made: dict[int, str] = {}

    def work(session: Session) -> None:
        for sha in ("a", "b"):
            text, _ = texts.begin(session, sha * 64, "test/1", 3)
            said = PAGES[:3] if sha == "a" else PAGES[3:]
            assert texts.take_in(session, text, 1, texts.prepared(text, 1, said))
            made.update({key_of(text, page): one for page, one in enumerate(said, 1)})

    desk.services.writer.write(work)
    return made


def found(desk: Desk, typed: str, *, texts_: set[int] | None = None, before: int = END, most: int = 99) -> list[Any]:
    """Return for each rung of the question which of PAGES it finds."""
    with desk.services.db.reading() as session:
        among = Among({1, 2} if texts_ is None else texts_, before)
        rungs = [index_of(session).find(session, rung, among, most) for rung in read(typed).rungs]
    return [[(text_of(key) - 1) * 3 + page_of(key) - 1 for key in rung] for rung in rungs]


def flat(desk: Desk, typed: str) -> list[int]:
    return [page for rung in found(desk, typed) for page in rung]


@pytest.mark.usefixtures("pages")
class TestFinding:
    def test_without_marks_everything_is_found(self, desk: Desk) -> None:
        assert sorted(flat(desk, "dieu")) == [0, 1, 2, 4]
        assert flat(desk, "DONG") == [4]
        assert sorted(flat(desk, "doc lap")) == [3]

    def test_with_marks_what_has_them_comes_first(self, desk: Desk) -> None:
        assert found(desk, "điều ") == [[0, 1, 2], [4]]
        assert found(desk, "Diều ") == [[4], [0, 1, 2]]

    def test_words_side_by_side_come_first(self, desk: Desk) -> None:
        assert found(desk, "bien ban ") == [[0], [1]]
        assert flat(desk, "biên bản ") == [0, 1]
        assert flat(desk, "bản biên ") == [0, 1]

    def test_a_phrase_is_found_as_it_is(self, desk: Desk) -> None:
        assert flat(desk, '"quy hoach"') == [0]
        assert flat(desk, "“quy hoạch”") == [0]
        assert sorted(flat(desk, "quy hoach ")) == [0, 5]
        assert flat(desk, '"hoach quy"') == []

    def test_both_ways_to_place_a_mark_are_the_same(self, desk: Desk) -> None:
        assert found(desk, "hòa bình ") == found(desk, "hoà bình ")
        assert found(desk, "hòa bình ")[0] == [3, 2]

    def test_the_last_word_may_be_a_beginning_until_a_blank_follows(self, desk: Desk) -> None:
        assert flat(desk, "quy hoa") == [5, 0]
        assert flat(desk, "quy hoa ") == []
        assert flat(desk, "q") == []
        assert flat(desk, "quy h") == flat(desk, "quy ")

    def test_what_comes_on_one_rung_comes_on_no_other(self, desk: Desk) -> None:
        for typed in ("biên ban", "điều", "bi", "quy hoạch", '"biên bản" di', "ban ban"):
            seen = flat(desk, typed)
            assert len(seen) == len(set(seen)), typed

    def test_the_newest_text_comes_first_and_in_it_the_first_page(self, desk: Desk) -> None:
        assert found(desk, "hoa") == [[3, 2], [5, 0]]

    def test_only_the_texts_named_are_searched(self, desk: Desk) -> None:
        assert found(desk, "dieu ", texts_={1}) == [[0, 1, 2]]
        assert found(desk, "dieu ", texts_={2, 77}) == [[4]]
        assert found(desk, "dieu ", texts_=set()) == [[]]

    def test_one_goes_on_below_the_last_that_was_found(self, desk: Desk, pages: dict[int, str]) -> None:
        assert found(desk, "dieu ", most=2) == [[4, 0]]
        assert found(desk, "dieu ", before=key_of(1, 1)) == [[1, 2]]
        assert found(desk, "dieu ", before=first_key(1)) == [[]]
        assert min(pages) >= first_key(1)

    def test_what_is_forgotten_is_not_found(self, desk: Desk) -> None:
        write = desk.services.writer.write
        while write(lambda session: texts.forget(session, 1, 2)):
            pass
        assert flat(desk, "dieu ") == [4]
        write(texts.forget_all)
        assert flat(desk, "dieu ") == []
        while write(lambda session: texts.sweep(session, 2)):
            pass
        with desk.services.db.reading() as session:
            assert texts.read(session, [key_of(2, 1)]) == {}

    def test_pages_are_taken_in_once(self, desk: Desk) -> None:
        def work(session: Session) -> bool:
            return texts.take_in(session, 1, 1, texts.prepared(1, 1, ["again"]))

        assert not desk.services.writer.write(work)
        assert flat(desk, "again") == []

    def test_texts_come_back_as_they_were(self, desk: Desk, pages: dict[int, str]) -> None:
        with desk.services.db.reading() as session:
            assert texts.read(session, [*pages]) == pages


def test_processes_that_come_at_once_index_the_same_bytes_once(desk: Desk, beside: Beside) -> None:
    with desk.app.app_context():
        file_upload(Actor(desk.person("sec")), desk.meeting, ref("fresh"), None, "a.pdf", pdf(9))
        conversion.convert(desk.stream, ref("fresh"))

    def index(process: Desk) -> None:
        with process.app.app_context():
            indexing.deal(process.stream, ref("fresh"))

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(index, (desk, beside(), beside())))
    # Whoever was kept out by the other's lease leaves nothing undone.
    index(desk)
    with desk.services.db.reading() as session:
        assert texts.count_whole(session) == (1, 9)
        found = index_of(session).find(session, read("page ").rungs[0], Among({1}, END), 99)
    assert [page_of(key) for key in found] == [*range(1, 10)]


def test_the_loop_neither_makes_tokens_nor_waits_while_sqlite_stores_them(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(_text: str) -> str:
        raise AssertionError("the child makes them")

    done_aside: list[str] = []

    def aside(work: Callable[..., Any], *arguments: Any) -> None:
        done_aside.extend(map(str, arguments))
        work(*arguments)

    with desk.app.app_context():
        file_upload(Actor(desk.person("sec")), desk.meeting, ref("fresh"), None, "a.pdf", pdf(3))
        conversion.convert(desk.stream, ref("fresh"))
    monkeypatch.setattr(texts, "bag", never)
    monkeypatch.setattr(desk.services.db, "_aside", aside)
    with desk.app.app_context():
        indexing.deal(desk.stream, ref("fresh"))
    assert sorted(flat(desk, "page ")) == [0, 1, 2]
    assert any("page_tokens" in one for one in done_aside) == desk.services.db.is_sqlite


@settings(max_examples=150)
@given(typed=st.text(max_size=60))
@example(typed="\x00")
@example(typed='"')
@example(typed="a* NOT b OR (c NEAR/2 d) ^e {f g}: -h")
@example(typed="' & ! | <-> :* \\' ''")
@example(typed="=a +b")
@example(typed="\ud800 ½ ﬁ ㈱ İ ß ①")
@example(typed="١٢٣ นี้ 漢字 कि")
def test_nothing_that_can_be_typed_is_an_error(desk: Desk, typed: str) -> None:
    assert all(isinstance(rung, list) for rung in found(desk, typed))


@settings(max_examples=60)
@given(said=st.text(max_size=200))
@example(said="ÀÁ Đđ ﬁn ½ m²")
def test_whatever_a_page_says_is_found_by_its_words(desk: Desk, said: str) -> None:
    question = read(said[:30] + " ")

    def work(session: Session) -> list[int]:
        text, done = texts.begin(session, "c" * 64, "test/1", 1_000)
        assert texts.take_in(session, text, done + 1, texts.prepared(text, done + 1, [said[:30]]))
        rungs = [index_of(session).find(session, rung, Among({text}, END), 1_000) for rung in question.rungs]
        return [key for rung in rungs for key in rung if page_of(key) == done + 1]

    assert len(desk.services.writer.write(work)) == bool(question.rungs)
