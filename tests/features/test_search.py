"""Searching as people see it: what is found, in which order, and that nobody sees what is not theirs."""

import io
from typing import Any

import pymupdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from icabinet.desks import conversion, indexing
from icabinet.desks.filing import file_upload
from icabinet.errors import Invalid
from icabinet.papers.storage import original_name
from icabinet.papers.tables import PaperRow
from icabinet.people.sessions import Viewer
from icabinet.performing import Actor
from icabinet.search import texts
from icabinet.search.asking import ask
from icabinet.search.finding import MOST_PAPERS
from tests.desk import MAIN, NOISE, ROLES, Desk, ref
from tests.noise import WORD


def say(desk: Desk, paper: str, *pages: str, pages_of: str = MAIN) -> None:
    """Have the index know what a paper says that only the test filed."""

    def work(session: Session) -> None:
        row = session.get_one(PaperRow, (f"meeting:{pages_of}", ref(paper)))
        text, done = texts.begin(session, row.sha, row.renderer or "", len(pages))
        assert texts.take_in(session, text, done + 1, texts.prepared(text, done + 1, pages))

    desk.services.writer.write(work)


def viewer(desk: Desk, who: str, *, only: str | None = None) -> Viewer:
    return Viewer(desk.person(who), who, "vi", administers=who == "admin", session="", meeting=only)


def search(desk: Desk, who: str, typed: str, *, only: str | None = None, **more: Any) -> list[tuple[str, list[int]]]:
    """Return the papers (by their short names) and pages that this person finds."""
    with desk.app.app_context():
        _, findings = ask(viewer(desk, who, only=only), typed, **more)
    return [(one.paper.id.rstrip("0"), one.pages) for one in findings.found]


@pytest.fixture
def papers(desk: Desk) -> Desk:
    desk.add_item("item1")
    desk.file_paper("minutes", item=ref("item1"))
    desk.file_paper("plan")
    say(desk, "minutes", "Biên bản cuộc họp", "Điều 5. Ban hành", "không có gì")
    say(desk, "plan", "quy hoạch đất đai", "bàn về biên chế", "biên bản")
    say(desk, "paper1", f"biên bản {WORD}", *["mật"] * 8, pages_of=NOISE)
    return desk


def test_everybody_in_the_meeting_finds_its_papers(papers: Desk) -> None:
    for who in ROLES:
        assert search(papers, who, "quy hoach", meeting=MAIN) == [("plan", [1])], who


def test_the_newest_paper_comes_first_and_pages_side_by_side_before_others(papers: Desk) -> None:
    assert search(papers, "m1", "bien ban ", meeting=MAIN) == [("plan", [2, 3]), ("minutes", [1])]


def test_nobody_else_finds_anything(papers: Desk) -> None:
    for who in ("out", "admin"):
        assert search(papers, who, "quy hoach") == []
        assert search(papers, who, "quy hoach", meeting=MAIN) == []


def test_a_tablet_of_one_meeting_finds_that_one_only(papers: Desk) -> None:
    # In the other meeting some papers have the same bytes.
    found = [name for name, _ in search(papers, "m1", "bien ban")]
    assert found[0] == "paper1"
    assert found[-2:] == ["plan", "minutes"]
    assert [name for name, _ in search(papers, "m1", "bien ban", only=MAIN)] == ["plan", "minutes"]
    assert search(papers, "m1", "bien ban", only=MAIN, meeting=NOISE) == []


def test_a_paper_is_searched_by_itself(papers: Desk) -> None:
    assert search(papers, "m1", "ban", paper=ref("minutes")) == [("minutes", [1, 2])]


def test_a_removed_paper_is_not_found(papers: Desk) -> None:
    papers.act("sec", "papers.remove", id=ref("plan"))
    assert search(papers, "m1", "quy hoach") == []


def test_a_paper_is_found_by_its_title_though_it_says_nothing(papers: Desk) -> None:
    papers.file_paper("scan")
    papers.act("sec", "papers.rename", id=ref("scan"), title="Tờ trình về giá đất")
    assert search(papers, "m1", "gia dat") == [("scan", [])]
    assert search(papers, "m1", "gia nha") == []


def test_a_phrase_of_three_words_is_found_only_as_it_stands(papers: Desk) -> None:
    papers.file_paper("list")
    say(papers, "list", "Nguyễn Văn An, Trần Văn Bình", "Nguyễn Văn Bình", "")
    assert search(papers, "m1", '"nguyen van binh"') == [("list", [2])]
    assert search(papers, "m1", '"van binh" nguyen') == [("list", [1, 2])]


def test_a_restricted_paper_is_found_by_those_who_may_read_it_only(papers: Desk) -> None:
    papers.act("sec", "papers.restrict", id=ref("plan"), people=[papers.person("m2")])
    papers.act("sec", "papers.rename", id=ref("plan"), title="Phương án riêng")
    for who in ROLES:
        found = [("plan", [1])] if who in ("m2", "sec", "chair", "aud") else []
        assert search(papers, who, "quy hoach", meeting=MAIN) == found, who
        assert [name for name, _ in search(papers, who, "phuong an", meeting=MAIN)] == [name for name, _ in found], who


def test_of_a_guarded_paper_there_are_pages_but_no_excerpts(papers: Desk) -> None:
    papers.act("sec", "papers.restrict", id=ref("plan"), level="limited")
    with papers.app.app_context():
        _, findings = ask(viewer(papers, "m2"), "quy hoach", meeting=MAIN)
    assert [(hit.page, hit.excerpt) for one in findings.found for hit in one.hits] == [(1, [])]


def test_a_version_that_was_replaced_is_found_only_when_asked_for(papers: Desk) -> None:
    papers.replace_paper("newer", "plan")
    say(papers, "newer", "quy hoạch mới")
    assert search(papers, "m1", "quy hoach") == [("newer", [1])]
    assert search(papers, "m1", "quy hoach", old=True) == [("newer", [1]), ("plan", [1])]
    assert search(papers, "m1", "quy hoach", paper=ref("plan")) == [("plan", [1])]


def test_excerpts_mark_what_was_looked_for(papers: Desk) -> None:
    with papers.app.app_context():
        _, findings = ask(viewer(papers, "m1"), "biên bản", meeting=MAIN)
    by_name = {one.paper.id: one for one in findings.found}
    assert by_name[ref("minutes")].hits[0].excerpt == [("Biên bản", True), (" cuộc họp", False)]
    assert [hit.page for hit in by_name[ref("plan")].hits] == [3, 2]


def test_more_is_found_from_where_the_answer_ended(desk: Desk) -> None:
    for number in range(MOST_PAPERS + 7):
        desk.file_paper(f"p{number}x", pages=1)
        say(desk, f"p{number}x", "ngân sách" if number % 2 else "ngan sách")
    seen: list[str] = []
    after, asked = "", 0
    while asked == 0 or after:
        with desk.app.app_context():
            _, findings = ask(viewer(desk, "m1"), "ngân", after=after)
        seen += [one.paper.id for one in findings.found]
        after, asked = findings.after or "", asked + 1
    assert asked == 2
    assert sorted(seen) == sorted({ref(f"p{number}x") for number in range(MOST_PAPERS + 7)})


@pytest.mark.parametrize("after", ["x", "1.x", "-1.5", "1." + "9" * 40, "¹.²", "."])
def test_a_place_that_is_none_is_refused(papers: Desk, after: str) -> None:
    with pytest.raises(Invalid):
        search(papers, "m1", "ban", after=after)


def test_what_is_too_long_is_refused_and_nothing_finds_nothing(papers: Desk) -> None:
    with pytest.raises(Invalid):
        search(papers, "m1", "a" * 201)
    for nothing in ("", " ", '"', '""', "\x00", "* - ( )", "…"):
        assert search(papers, "m1", nothing) == []


@settings(max_examples=80)
@given(typed=st.text(alphabet=st.sampled_from('aăbiêdđ nơu"*“” \x00:-(){}^NOTOR1') | st.characters(), max_size=40))
@example(typed="語 điều")
def test_the_noise_is_never_heard(papers: Desk, typed: str) -> None:
    with papers.app.app_context():
        for who in (*ROLES, "admin"):
            only = MAIN if who in ROLES else None
            for words in (typed, WORD, f"{WORD} {typed}"):
                _, findings = ask(viewer(papers, who, only=only), words[:200])
                assert all(one.paper.meeting == MAIN for one in findings.found)
                assert WORD.lower() not in repr(findings).lower()


# --- the desk ---


def pdf(*pages: str) -> io.BytesIO:
    document = pymupdf.open()
    for said in pages:
        document.new_page().insert_htmlbox(pymupdf.Rect(72, 72, 500, 700), said)
    return io.BytesIO(document.tobytes())


def filed(desk: Desk, name: str, source: io.BytesIO) -> None:
    with desk.app.app_context():
        file_upload(Actor(desk.person("sec")), desk.meeting, ref(name), None, f"{name}.pdf", source)
        conversion.convert(desk.stream, ref(name))


def indexed(desk: Desk) -> int:
    """Do what the desk finds to do; return how much it was."""
    with desk.app.app_context():
        jobs = indexing.left_over()
        for job in jobs:
            indexing.deal(*job)
        return len(jobs)


@pytest.fixture
def quiet(desk: Desk) -> Desk:
    """Without the papers of the other meeting, which have no bytes."""
    desk.meeting = NOISE
    for paper in desk.kinds("m2", "papers"):
        desk.act("m2", "papers.remove", id=paper)
    desk.meeting = MAIN
    return desk


def test_what_has_become_readable_is_found_and_only_once_worked_at(quiet: Desk) -> None:
    filed(quiet, "one", pdf("<p>Biên bản</p>", "<p>Điều khoản thi hành</p>", "<p>Đường sắt</p>"))
    filed(quiet, "two", _again(quiet, "one"))
    assert search(quiet, "m1", "duong sat") == []
    assert indexed(quiet) == 1
    assert sorted(search(quiet, "m1", "duong sat")) == [("one", [3]), ("two", [3])]
    assert indexed(quiet) == 0


def test_what_a_crash_interrupted_is_gone_on_with(quiet: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    filed(quiet, "one", pdf(*(f"<p>trang {number}</p>" for number in range(1, 8))))
    taken, asked = texts.take_in, []

    def crash(session: Session, text: int, first: int, made: list[Any]) -> bool:
        if first > 3:
            raise ZeroDivisionError
        return taken(session, text, first, made)

    monkeypatch.setattr(texts, "take_in", crash)
    with pytest.raises(ZeroDivisionError):
        indexed(quiet)
    monkeypatch.setattr(texts, "take_in", taken)
    ((_, done),) = search(quiet, "m1", "trang")
    assert 3 <= len(done) < 7
    said = indexing._texts

    def noted(source: Any, first: int, count: int) -> list[str]:
        asked.append(first)
        return said(source, first, count)

    monkeypatch.setattr(indexing, "_texts", noted)
    assert indexed(quiet) == 1
    assert asked[0] == len(done) + 1
    assert search(quiet, "m1", "trang") == [("one", [*range(1, 8)])]


def test_a_page_that_cannot_be_read_costs_no_other(quiet: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    filed(quiet, "one", pdf(*(f"<p>trang {number}</p>" for number in range(1, 8))))
    said = indexing._texts

    def broken(source: Any, first: int, count: int) -> list[str]:
        if first <= 4 < first + count:
            raise Invalid(where="page", why="broken")
        return said(source, first, count)

    monkeypatch.setattr(indexing, "_texts", broken)
    indexed(quiet)
    assert search(quiet, "m1", "trang") == [("one", [1, 2, 3, 5, 6, 7])]
    assert indexed(quiet) == 0


def test_a_text_is_forgotten_with_the_last_paper_that_has_it(quiet: Desk) -> None:
    filed(quiet, "one", pdf(*["<p>mật</p>"] * 20))
    filed(quiet, "two", _again(quiet, "one"))
    indexed(quiet)
    quiet.act("sec", "papers.remove", id=ref("one"))
    assert indexed(quiet) == 0
    quiet.act("sec", "papers.remove", id=ref("two"))
    assert indexed(quiet) == 1
    with quiet.services.db.reading() as session:
        assert texts.count_whole(session) == (0, 0)
        assert session.connection().exec_driver_sql("SELECT count(*) FROM page_texts").scalar() == 0
        assert session.connection().exec_driver_sql("SELECT * FROM page_tokens('mat')").all() == []
    filed(quiet, "again", pdf(*["<p>mật</p>"] * 20))
    indexed(quiet)
    assert search(quiet, "m1", "mat") == [("again", [*range(1, 21)])]


def _again(desk: Desk, name: str) -> io.BytesIO:
    """Return the bytes of a paper that is filed."""
    path = desk.services.storage.find(original_name(desk.kinds("m1", "papers")[ref(name)]["sha"]))
    assert path
    return io.BytesIO(path.read_bytes())
