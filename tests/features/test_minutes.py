"""Documents of a meeting from the first draft to the approval by a later meeting."""

import pytest

from icabinet.journal import reading
from icabinet.meetings.queries import stream_of
from icabinet.minutes.queries import passages_of, revisions_of
from icabinet.people import letterheads
from tests.desk import BODY, EVERYBODY, MAIN, NOISE_BODY, OUTSIDER, Desk, ref

DOC, OTHER, LATER = ref("doc1"), ref("doc2"), ref("later")
DRAFT = [{"key": "opening", "text": "Bắt đầu"}, {"key": "a", "title": "1. A", "text": "Nội dung"}, {"key": "closing"}]
CONTENT = {"superior": "", "body": "B", "number": "", "kind": "Biên bản", "about": "x", "parts": [], "signers": [],
           "copies": []}  # fmt: skip


@pytest.fixture
def begun(live: Desk) -> Desk:
    live.act("sec", "minutes.begin", id=DOC, kind="minutes", about="Phiên họp", passages=DRAFT)
    return live


def passages(desk: Desk) -> dict[str, tuple[str, str]]:
    with desk.services.db.reading() as session:
        return {one.key: (one.title, one.text) for one in passages_of(session, desk.stream, DOC)}


def revision(desk: Desk, key: str) -> int:
    with desk.services.db.reading() as session:
        there = passages_of(session, desk.stream, DOC, gone=True)
        return next(one.revision for one in there if one.key == key)


def write(desk: Desk, who: str, key: str, text: str, seen: int | None = None, **args: object) -> None:
    seen = revision(desk, key) if seen is None else seen
    desk.act(who, "minutes.write", id=DOC, key=key, seen=seen, text=text, **args)


def issue(desk: Desk, document: str = DOC, **args: object) -> int:
    seen = desk.records("sec")[f"documents/{document}"]["revision"]
    wanted = {"content": CONTENT, "seen": seen, "seq": desk.head(), "head": "00", **args}
    return desk.inside("sec", "minutes.issue", id=document, **wanted).data["number"]


def test_a_draft_is_the_desks_alone(begun: Desk):
    for who in EVERYBODY:
        sees = f"documents/{DOC}" in begun.records(who) if who in begun.known and begun.role_of(who) else False
        assert sees == (who in ("chair", "sec", "aud")), who
    begun.refused("m1", "minutes.write", "not_allowed", id=DOC, key="a", seen=1)
    begun.refused("sec", "minutes.begin", "minutes_begun", id=OTHER, kind="minutes", about="x", passages=DRAFT)
    begun.act("sec", "minutes.begin", id=OTHER, kind="conclusions", about="Kết luận", passages=DRAFT)
    begun.refused("sec", "minutes.begin", "id_taken", id=OTHER, kind="conclusions", about="x", passages=DRAFT)


def test_two_who_write_the_same_passage_are_told(begun: Desk):
    seen = revision(begun, "a")
    write(begun, "sec", "a", "Thư ký viết", seen)
    data = begun.refused("chair", "minutes.write", "passage_changed", id=DOC, key="a", seen=seen, text="Chủ tọa viết")
    assert (data["text"], data["revision"]) == ("Thư ký viết", revision(begun, "a"))
    write(begun, "chair", "a", "Thư ký và chủ tọa viết", data["revision"])
    assert passages(begun)["a"] == ("", "Thư ký và chủ tọa viết")
    with begun.services.db.reading() as session:
        said = [one.text for one in revisions_of(session, begun.stream, DOC, "a")]
    assert said == ["Thư ký và chủ tọa viết", "Thư ký viết", "Nội dung"]
    # Another passage is not touched by it.
    write(begun, "chair", "opening", "Khai mạc")


def test_passages_come_and_go_and_come_back(begun: Desk):
    write(begun, "sec", "mine", "Của tôi", 0, after="opening")
    assert list(passages(begun)) == ["opening", "mine", "a", "closing"]
    seen = revision(begun, "mine")
    begun.act("sec", "minutes.remove_passage", id=DOC, key="mine", seen=seen)
    assert list(passages(begun)) == ["opening", "a", "closing"]
    begun.refused("sec", "minutes.remove_passage", "not_found", id=DOC, key="mine", seen=revision(begun, "mine"))
    write(begun, "sec", "mine", "Lại đây")
    assert "mine" in passages(begun)


def test_the_journal_goes_on_and_what_was_written_stays(begun: Desk):
    write(begun, "sec", "a", "Bằng tay", title="1. A")
    fresh = [*DRAFT[:2], {"key": "b", "title": "2. B", "text": "Mới"}, {"key": "closing", "text": "Kết thúc"}]
    assert begun.act("sec", "minutes.redraft", id=DOC, passages=fresh).data == {"changed": 2}
    assert list(passages(begun)) == ["opening", "a", "b", "closing"]
    assert passages(begun)["a"] == ("1. A", "Bằng tay")
    assert passages(begun)["closing"] == ("", "Kết thúc")
    before = begun.head()
    assert begun.act("sec", "minutes.redraft", id=DOC, passages=fresh).data == {"changed": 0}
    assert begun.head() == before


def test_members_remark_on_what_was_circulated_and_hear_what_becomes_of_it(begun: Desk):
    said = {"document": DOC, "key": "a", "text": "Thiếu ý kiến của tôi"}
    begun.refused("m1", "minutes.remark", "stale", id=ref("r1"), **said)
    begun.act("sec", "minutes.circulate", id=DOC, closes_at=4_000_000_000_000)
    begun.act("m1", "minutes.remark", id=ref("r1"), **said)
    begun.refused("guest", "minutes.remark", "not_allowed", id=ref("r2"), **said)
    begun.refused("m1", "minutes.remark", "not_found", id=ref("r2"), **(said | {"key": "zz"}))
    key = f"remarks/{ref('r1')}"
    assert [who for who in ("m1", "m2", "sec", "guest") if key in begun.records(who)] == ["m1", "sec"]
    begun.refused("sec", "minutes.answer_remark", "invalid", id=ref("r1"), taken=False)
    begun.act("sec", "minutes.answer_remark", id=ref("r1"), taken=False, reply="Đã có ở mục 2")
    assert begun.records("m1")[key]["reply"] == "Đã có ở mục 2"
    begun.act("chair", "minutes.circulate", id=DOC, closes_at=None)
    issue(begun)
    begun.refused("m1", "minutes.remark", "stale", id=ref("r2"), **said)


def test_numbers_are_given_by_body_kind_and_year(begun: Desk):
    with begun.app.app_context():
        letterheads.set_letterhead(begun.known[BODY], "ubnd", "Hà Nội")
    for name, kind in (("n1", "conclusions"), ("n2", "conclusions"), ("n3", "resolution"), ("n4", "conclusions")):
        begun.act("sec", "minutes.begin", id=ref(name), kind=kind, about="x", passages=DRAFT)
    # What another body has given does not count.
    begun.meeting = ref("noise")
    begun.act("m2", "minutes.begin", id=ref("nx"), kind="conclusions", about="x", passages=DRAFT)
    begun.inside("m2", "minutes.issue", id=ref("nx"), content=CONTENT, seen=begun.head(), seq=1, head="", number=40)
    begun.meeting = MAIN
    assert issue(begun, ref("n1")) == 1
    assert issue(begun, ref("n2"), number=7) == 7
    assert issue(begun, ref("n3")) == 1
    with pytest.raises(Exception, match="number_taken") as caught:
        issue(begun, ref("n4"), number=7)
    assert caught.value.data == {"number": 7, "next": 8}
    assert issue(begun, ref("n4")) == 8
    assert begun.records("guest")[f"documents/{ref('n2')}"]["number"] == "Số: 07/TB-UBND"


def test_an_issued_document_says_what_it_says(begun: Desk):
    begun.refused("sec", "minutes.issue", "unknown_action", id=DOC, content={}, seen=1, seq=1, head="")
    with pytest.raises(Exception, match="passage_changed"):
        issue(begun, seen=1)
    issue(begun)
    for name, args in (
        ("minutes.write", {"key": "a", "seen": 1}),
        ("minutes.redraft", {"passages": DRAFT}),
        ("minutes.rename", {"about": "x"}),
        ("minutes.remove_passage", {"key": "a", "seen": 1}),
        ("minutes.circulate", {}),
    ):
        begun.refused("sec", name, "stale", id=DOC, **args)


def test_a_later_meeting_approves_the_minutes(begun: Desk):
    begun.meeting = LATER
    begun.act("sec", "meetings.create", body=begun.known[BODY], title="Phiên sau", starts_at=1_900_000_000_000)
    begun.add_item("item1")
    begun.meeting = MAIN
    place = {"meeting": LATER, "item": ref("item1")}
    begun.refused("sec", "minutes.put_forward", "invalid", id=DOC, **place)
    issue(begun)
    begun.refused("chair", "minutes.put_forward", "not_found", id=DOC, **place)
    begun.refused("sec", "minutes.approve", "not_found", id=DOC, **place)
    begun.act("sec", "minutes.put_forward", id=DOC, **place)
    begun.refused("sec", "minutes.approve", "not_yet_approved", id=DOC, **place)
    begun.meeting = LATER
    begun.start()
    begun.act("sec", "agenda.open_item", id=ref("item1"))
    begun.act("sec", "agenda.close_item", id=ref("item1"))
    begun.meeting = MAIN
    begun.act("sec", "minutes.approve", id=DOC, **place)
    assert begun.records("m1")[f"documents/{DOC}"]["approved"]["meeting"] == LATER


def test_the_journal_alone_brings_it_all_back(begun: Desk):
    write(begun, "sec", "mine", "Của tôi", 0, after="opening")
    begun.act("sec", "minutes.remove_passage", id=DOC, key="a", seen=revision(begun, "a"))
    begun.act("sec", "minutes.redraft", id=DOC, passages=[*DRAFT, {"key": "b", "text": "Mới"}])
    begun.act("sec", "minutes.circulate", id=DOC)
    begun.act("m1", "minutes.remark", id=ref("r1"), document=DOC, text="Được")
    issue(begun)
    before = begun.projected()
    with begun.app.app_context():
        begun.services.writer.write(lambda session: reading.replay(session, stream_of(MAIN)))
    assert begun.projected() == before


def test_it_is_nobodys_elses(begun: Desk):
    begun.refused(OUTSIDER, "minutes.write", "not_found", id=DOC, key="a", seen=1)
    assert begun.known[NOISE_BODY] != begun.known[BODY]
