"""Papers: filing, naming, moving, and the way through conversion; what is shown of them."""

import pytest

from icabinet.papers.facts import (
    ConversionStarted,
    PaperCancelled,
    PaperConverted,
    PaperFailed,
    PaperFiled,
    PaperRefiled,
    PaperRemoved,
    PaperRenamed,
    PaperRetried,
)
from icabinet.performing import SYSTEM
from icabinet.presenting.facts import PageShown, PresentingStopped
from tests.desk import Desk, ref

FILED = {"item": None, "title": "Báo cáo", "filename": "bao cao.pdf", "sha": "a" * 64, "size": 12}


def file(desk: Desk, name: str, **changes: object) -> str:
    desk.inside("sec", "papers.file", **{"id": ref(name), **FILED, **changes})
    return ref(name)


def start(desk: Desk, paper: str) -> dict | None:
    return desk.act(SYSTEM, "papers.start_conversion", id=paper).data


def test_a_paper_is_filed_and_waits_for_conversion(desk: Desk):
    with desk.happening() as facts:
        file(desk, "paper1")
    assert facts == [PaperFiled(paper=ref("paper1"), **FILED)]
    assert desk.kinds("guest", "papers")[ref("paper1")] == {
        "id": ref("paper1"), "item": None, "position": 1, "title": "Báo cáo", "filename": "bao cao.pdf",
        "kind": None, "sha": "a" * 64, "size": 12, "state": "uploaded", "reason": None, "pages": None,
        "sizes": None, "renderer": None, "reading_copy": False, "by": desk.person("sec"), "at": desk.told[-1].entry.at,
        "version": 1, "replaces": None, "replaced_by": None, "unchanged": None,
        "group": "report", "issuer": None, "late": False, "level": "ordinary", "guarded": False, "until": None,
    }  # fmt: skip


def test_conversion_makes_it_readable(desk: Desk):
    paper = file(desk, "paper1")
    with desk.happening() as facts:
        assert start(desk, paper) == {"sha": "a" * 64, "filename": "bao cao.pdf", "attempt": 1}
        sizes = [[595.0, 842.0], [842.0, 595.0]]
        done = {"kind": "pdf", "renderer": "r/1", "sizes": sizes}
        desk.act(SYSTEM, "papers.finish_conversion", id=paper, **done)
    assert facts == [ConversionStarted(paper=paper, attempt=1), PaperConverted(paper=paper, **done)]
    record = desk.kinds("m1", "papers")[paper]
    assert (record["state"], record["pages"], record["sizes"], record["kind"]) == ("ready", 2, sizes, "pdf")


def test_a_conversion_that_was_interrupted_is_started_again_and_counted(desk: Desk):
    paper = file(desk, "paper1")
    assert [start(desk, paper)["attempt"] for _ in range(3)] == [1, 2, 3]


def test_a_failure_has_a_reason_and_can_be_retried(desk: Desk):
    paper = file(desk, "paper1")
    desk.refused("sec", "papers.retry", "stale", id=paper)
    start(desk, paper)
    with desk.happening() as facts:
        desk.act(SYSTEM, "papers.fail_conversion", id=paper, reason="encrypted")
        desk.act("sec", "papers.retry", id=paper)
    assert facts == [PaperFailed(paper=paper, reason="encrypted"), PaperRetried(paper=paper)]
    record = desk.kinds("m1", "papers")[paper]
    assert (record["state"], record["reason"]) == ("uploaded", None)
    assert start(desk, paper)["attempt"] == 1


def test_a_conversion_is_cancelled_and_can_be_retried(desk: Desk):
    for name, begun in (("paper1", False), ("paper2", True)):
        paper = file(desk, name)
        if begun:
            start(desk, paper)
        with desk.happening() as facts:
            desk.act("sec", "papers.cancel", id=paper)
        assert facts == [PaperCancelled(paper=paper)]
        record = desk.kinds("m1", "papers")[paper]
        assert (record["state"], record["reason"]) == ("failed", "cancelled")
        done = {"id": paper, "kind": "pdf", "renderer": "r", "sizes": [[1.0, 1.0]]}
        desk.refused(SYSTEM, "papers.finish_conversion", "stale", **done)
        desk.refused("sec", "papers.cancel", "stale", id=paper)
        desk.act("sec", "papers.retry", id=paper)
    desk.refused("m1", "papers.cancel", "not_allowed", id=paper)


def test_a_conversion_ends_once(desk: Desk):
    paper = desk.file_paper("paper1")
    desk.refused(SYSTEM, "papers.start_conversion", "stale", id=paper)
    args = {"id": paper, "kind": "pdf", "renderer": "r", "sizes": []}
    desk.refused(SYSTEM, "papers.finish_conversion", "stale", **args)
    desk.refused(SYSTEM, "papers.fail_conversion", "stale", id=paper, reason="x")


def test_a_paper_removed_meanwhile_is_not_converted(desk: Desk):
    paper = file(desk, "paper1")
    start(desk, paper)
    desk.act("sec", "papers.remove", id=paper)
    desk.refused(SYSTEM, "papers.fail_conversion", "not_found", id=paper, reason="x")


def test_renaming_moving_and_removing(desk: Desk):
    first, second = file(desk, "paper1"), file(desk, "paper2")
    item = desk.add_item("item1")
    with desk.happening() as facts:
        desk.act("sec", "papers.rename", id=first, title=" New  name ")
        desk.act("sec", "papers.refile", id=first, item=item)
        desk.act("sec", "papers.remove", id=second)
    assert facts == [
        PaperRenamed(paper=first, title="New name"),
        PaperRefiled(paper=first, item=item),
        PaperRemoved(paper=second),
    ]
    (record,) = desk.kinds("m1", "papers").values()
    assert (record["title"], record["item"], record["position"]) == ("New name", item, 3)


def test_a_paper_is_filed_under_an_item_that_exists(desk: Desk):
    paper = file(desk, "paper1")
    desk.refused("sec", "papers.refile", "not_found", id=paper, item=ref("item3"))
    from icabinet.errors import NotFound

    with pytest.raises(NotFound):
        file(desk, "paper2", item=ref("item3"))


def test_showing_a_page_turns_it_for_everybody(live: Desk):
    paper = live.file_paper("paper1", pages=3)
    with live.happening() as facts:
        live.act("chair", "presenting.show", paper=paper, page=2)
    assert facts == [PageShown(paper=paper, page=2)]
    now = {"paper": paper, "page": 2, "by": live.person("chair"), "at": live.told[-1].entry.at}
    assert live.records("screen")["presenting/now"] == now | {"window": None, "gathered": 0}
    with live.happening() as facts:
        live.act("sec", "presenting.stop")
    assert facts == [PresentingStopped()]
    assert "presenting/now" not in live.records("screen")


@pytest.mark.parametrize("page", [0, 4, -1])
def test_only_pages_that_exist_are_shown(live: Desk, page: int):
    paper = live.file_paper("paper1", pages=3)
    data = live.refused("chair", "presenting.show", "no_such_page", paper=paper, page=page)
    assert data == {"page": page, "pages": 3}


def test_only_papers_that_can_be_read_are_shown(live: Desk):
    paper = live.file_paper("paper1", pages=0)
    assert live.refused("chair", "presenting.show", "paper_not_ready", paper=paper, page=1)["state"] == "uploaded"
    live.refused("chair", "presenting.show", "not_found", paper=ref("paper2"), page=1)
