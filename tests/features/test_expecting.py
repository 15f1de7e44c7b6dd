"""Papers that are expected: asked for, delivered by a unit, returned, approved; seen by nobody else until then."""

from unittest.mock import patch

import pytest

from icabinet import clock
from icabinet.papers.expecting.facts import PaperExpected, PaperSubmitted, PaperSupplied, SubmissionApproved
from icabinet.papers.expecting.queries import due_reminders
from icabinet.papers.facts import PaperFiled, PaperRemoved
from icabinet.papers.groups import group_of
from icabinet.papers.restricting.facts import PaperRestricted
from icabinet.performing import SYSTEM
from tests.desk import NOISE_BODY, Desk, ref

DAY = 86_400_000
PAST, LATER = 1_000, 4_000_000_000_000
FILE = {"filename": "512-BC-UBND.pdf", "sha": "a" * 64, "size": 7}


@pytest.fixture
def board(desk: Desk) -> Desk:
    """A meeting that waits for a report of the members' unit, and for one of a unit that nobody in it belongs to."""
    desk.add_item("item1", presenter="UNIT ")
    papers = [
        {"id": ref("wanted1"), "title": "Báo cáo", "unit": "unit", "item": ref("item1"), "due_at": PAST},
        {"id": ref("wanted2"), "title": "Tờ trình", "unit": "NOISE", "due_at": LATER},
    ]
    desk.act("sec", "papers.expect", papers=papers)
    return desk


def state(desk: Desk, one: str = "wanted1") -> tuple[str, bool]:
    record = desk.kinds("sec", "expected")[ref(one)]
    return record["state"], record["late"]


def submit(desk: Desk, who: str, paper: str, one: str = "wanted1") -> None:
    desk.inside(who, "papers.submit", id=ref(paper), expected=ref(one), **FILE)


def test_what_is_expected_is_the_desks_to_see(board: Desk) -> None:
    assert state(board) == ("missing", False)
    assert board.kinds("m1", "expected") == {}
    board.refused("m1", "papers.expect", "not_allowed", papers=[])
    twice = {"id": ref("wanted1"), "title": "x", "unit": ""}
    board.refused("sec", "papers.expect", "id_taken", papers=[twice])


def test_a_unit_delivers_and_nobody_else_sees_it_before_it_is_approved(board: Desk) -> None:
    with board.happening() as facts:
        submit(board, "m1", "paper1")
    assert [type(fact) for fact in facts] == [PaperRestricted, PaperFiled, PaperSubmitted]
    assert state(board) == ("submitted", True)
    paper = ref("paper1")
    assert paper in board.kinds("sec", "papers")
    assert paper not in board.kinds("screen", "papers") or board.kinds("sec", "papers")[paper]["guarded"]
    board.refused("sec", "papers.approve", "submission_not_readable", id=ref("wanted1"))
    board.make_readable(paper, 2)
    with board.happening() as facts:
        board.act("sec", "papers.approve", id=ref("wanted1"))
    assert [type(fact) for fact in facts] == [PaperRestricted, SubmissionApproved]
    assert board.kinds("screen", "papers")[paper]["late"] is True
    assert not board.kinds("screen", "papers")[paper]["guarded"]
    board.refused("sec", "papers.return", "stale", id=ref("wanted1"), reason="too late")


def test_what_is_returned_is_delivered_anew_and_the_draft_goes(board: Desk) -> None:
    submit(board, "m1", "paper1")
    board.make_readable(ref("paper1"), 2)
    board.act("sec", "papers.return", id=ref("wanted1"), reason="Thiếu phụ lục")
    assert board.kinds("sec", "expected")[ref("wanted1")]["reason"] == "Thiếu phụ lục"
    submit(board, "m2", "paper2")
    assert board.kinds("sec", "papers")[ref("paper2")]["replaces"] == ref("paper1")
    board.make_readable(ref("paper2"), 3)
    with board.happening() as facts:
        board.act("sec", "papers.approve", id=ref("wanted1"))
    assert [type(fact) for fact in facts] == [PaperRemoved, PaperRestricted, SubmissionApproved]
    assert set(board.kinds("m3", "papers")) == {ref("paper2")}
    assert state(board) == ("approved", True)


def test_who_takes_no_part_delivers_for_the_own_unit_only(board: Desk) -> None:
    submit(board, "out", "paper1", "wanted2")
    assert state(board, "wanted2") == ("submitted", False)
    for who, one, code in (("out", "wanted1", "not_allowed"), ("admin", "wanted2", "not_found")):
        with pytest.raises(Exception) as caught:  # noqa: PT011 - the code says which
            submit(board, who, "paper9", one)
        assert caught.value.code == code
    board.refused("out", "papers.rename", "not_found", id=ref("paper1"), title="x")


def test_the_secretary_files_it_or_says_which_it_is(board: Desk) -> None:
    with board.happening() as facts:
        board.inside("sec", "papers.file", id=ref("paper1"), item=None, title="x", expected=ref("wanted1"), **FILE)
    assert facts[-1] == PaperSupplied(expected=ref("wanted1"), paper=ref("paper1"), late=True)
    board.file_paper("paper2")
    board.act("sec", "papers.supply", id=ref("wanted2"), paper=ref("paper2"))
    assert [state(board, one) for one in ("wanted1", "wanted2")] == [("approved", True), ("approved", False)]
    board.refused("sec", "papers.remind_units", "nothing_missing")
    board.act("sec", "papers.remove", id=ref("paper2"))
    assert state(board, "wanted2") == ("missing", False)
    board.act("sec", "papers.remind_units")
    assert board.kinds("sec", "expected")[ref("wanted2")]["reminded_at"]


def test_a_changed_deadline_says_anew_what_came_late(board: Desk) -> None:
    submit(board, "m1", "paper1")
    said = {"id": ref("wanted1"), "title": "Báo cáo", "unit": "Unit", "item": None, "due_at": LATER}
    board.act("sec", "papers.change_expected", **said)
    assert state(board) == ("submitted", False)
    board.act("sec", "papers.drop_expected", id=ref("wanted1"))
    assert ref("wanted1") not in board.kinds("sec", "expected")


def test_a_restored_item_leaves_its_paper_to_the_meeting(board: Desk) -> None:
    board.act("sec", "agenda.remove_item", id=ref("item1"))
    assert board.kinds("sec", "expected")[ref("wanted1")]["item"] is None


def test_facts_say_what_was_asked(desk: Desk) -> None:
    with desk.happening() as facts:
        desk.act("sec", "papers.expect", papers=[{"id": ref("w"), "title": " A  b", "unit": "C"}])
    assert facts == [PaperExpected(expected=ref("w"), item=None, title="A b", unit="C", due_at=None, remind_days=1)]
    assert desk.known[NOISE_BODY]


@pytest.mark.parametrize(
    ("title", "filename", "group"),
    [
        ("Báo cáo kinh tế", "x.pdf", "report"),
        ("01. Tờ trình số 9", "x.pdf", "submission"),
        ("Dự thảo Nghị quyết về giá đất", "x.docx", "resolution"),
        ("512-BC-UBND", "512-BC-UBND.pdf", "report"),
        ("Số liệu", "88_TTr-KT.pdf", "submission"),
        ("Phụ lục I", "a.xlsx", "annex"),
        ("Ảnh hiện trường", "IMG_2026.jpg", "other"),
    ],
)
def test_a_name_says_what_kind_of_document_it_is(title: str, filename: str, group: str) -> None:
    assert group_of(title, filename) == group


def test_units_are_reminded_by_themselves_before_it_is_due_and_when_it_is_over(desk: Desk) -> None:
    due = clock.now_ms() + 5 * DAY
    wanted = {"title": "Báo cáo", "unit": "UNIT", "due_at": due}
    papers = [{"id": ref("soon"), "remind_days": 2, **wanted}, {"id": ref("never"), "remind_days": 0, **wanted}]
    desk.act("sec", "papers.expect", papers=papers)
    desk.refused(SYSTEM, "papers.remind_units_in_time", "conflict")
    with desk.happening() as facts:
        for moment in (due - 2 * DAY, due):
            with patch.object(clock, "now_ms", lambda moment=moment: moment):
                with desk.services.db.reading() as session:
                    assert due_reminders(session, moment) == [desk.stream]
                desk.act(SYSTEM, "papers.remind_units_in_time")
    assert [(fact.expected, fact.why) for fact in facts] == [([ref("soon")], "soon"), ([ref("soon")], "overdue")]
    assert set(facts[0].told) >= {desk.person("m1"), desk.person("m2")}
    assert all(told == [ref("soon")] for told in facts[0].told.values())
    record = desk.kinds("sec", "expected")[ref("soon")]
    assert (record["remind_at"], record["reminded_at"]) == (None, due)


def test_what_has_come_is_not_reminded_of_until_it_is_returned(desk: Desk) -> None:
    due = clock.now_ms() + 5 * DAY
    papers = [{"id": ref("wanted1"), "title": "Báo cáo", "unit": "Unit", "due_at": due}]
    desk.act("sec", "papers.expect", papers=papers)
    submit(desk, "m1", "paper1")
    assert desk.kinds("sec", "expected")[ref("wanted1")]["remind_at"] is None
    with desk.happening() as facts:
        desk.act("sec", "papers.return", id=ref("wanted1"), reason="Thiếu phụ lục")
    assert desk.person("m1") in facts[0].told
    assert desk.kinds("sec", "expected")[ref("wanted1")]["remind_at"] == due - DAY
    desk.start()
    assert desk.kinds("sec", "expected")[ref("wanted1")]["remind_at"] is None
