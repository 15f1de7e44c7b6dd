"""What searches keep from one to the next is what the tables say, whatever happens between."""

import pytest

from icabinet.search import texts
from icabinet.search.catalogue import Catalogue, Listed
from tests.desk import MAIN, Desk, ref
from tests.features.test_search import say, search

STREAM = f"meeting:{MAIN}"


def listed(desk: Desk, catalogue: Catalogue, number: int) -> dict[str, Listed]:
    """Return the papers of the meeting by their short names; `number`: of its stream."""
    with desk.services.db.reading() as session:
        return {one.id.rstrip("0"): one for one in catalogue.of(session, {STREAM: number})}


@pytest.fixture
def papers(desk: Desk) -> Desk:
    desk.file_paper("plan")
    say(desk, "plan", "quy hoạch đất đai")
    return desk


def test_papers_are_read_again_only_when_the_meeting_has_gone_on(papers: Desk) -> None:
    catalogue = Catalogue()
    first = listed(papers, catalogue, 7)["plan"]
    papers.act("sec", "papers.rename", id=ref("plan"), title="Kế hoạch")
    assert listed(papers, catalogue, 7)["plan"] is first
    again = listed(papers, catalogue, 8)["plan"]
    assert (first.plain, again.plain) == ("plan", "ke hoach")


def test_a_text_that_comes_later_is_found_though_the_meeting_has_not_gone_on(papers: Desk) -> None:
    papers.file_paper("list")
    assert search(papers, "m1", "danh sach") == []
    say(papers, "list", "danh sách khách mời")
    assert search(papers, "m1", "danh sach") == [("list", [1])]


def test_an_index_that_is_made_anew_is_searched(papers: Desk) -> None:
    assert search(papers, "m1", "quy hoach") == [("plan", [1])]
    papers.services.writer.write(texts.forget_all)
    assert search(papers, "m1", "quy hoach") == []
    say(papers, "plan", "trang đầu", "quy hoạch đất đai")
    assert search(papers, "m1", "quy hoach") == [("plan", [2])]


def test_catalogues_of_many_meetings_are_not_kept_for_ever(papers: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("icabinet.search.catalogue._MOST", 1)
    catalogue = Catalogue()
    first = listed(papers, catalogue, 7)["plan"]
    with papers.services.db.reading() as session:
        assert catalogue.of(session, {"meeting:other": 1}) == []
    assert listed(papers, catalogue, 7)["plan"] is not first
