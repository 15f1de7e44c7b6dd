"""Conclusions: drafts of the desk until they are announced, one of each item, put right before everybody."""

import pytest

from icabinet.conclusions.facts import ConclusionRecorded, ConclusionRemoved
from icabinet.errors import Refusal
from tests.desk import ROLES, Desk, ref


def test_a_draft_is_the_desks_until_it_is_announced(desk: Desk):
    item = desk.add_item("item1")
    with desk.happening() as facts:
        desk.act("sec", "conclusions.record", item=item, text="  Giao  Sở\nhai ", seen=0)
        drafts = {who: item in desk.kinds(who, "conclusions") for who in ROLES}
        desk.act("chair", "conclusions.record", item=item, text="Giao Sở", announced=True, seen=1)
    assert facts == [
        ConclusionRecorded(item=item, text="Giao Sở\nhai", announced=False, revision=1),
        ConclusionRecorded(item=item, text="Giao Sở", announced=True, revision=2),
    ]
    assert {who for who, sees in drafts.items() if sees} == {"chair", "sec", "aud"}
    assert {who for who in ROLES if desk.kinds(who, "conclusions")[item]["text"] == "Giao Sở"} == {*ROLES}


def test_what_was_announced_does_not_become_a_draft_again(desk: Desk):
    item = desk.add_item("item1")
    desk.act("sec", "conclusions.record", item=item, text="một", announced=True)
    desk.act("sec", "conclusions.record", item=item, text="hai")
    assert desk.kinds("m1", "conclusions")[item]["text"] == "hai"


def test_nobody_writes_over_words_that_they_have_not_seen(desk: Desk):
    desk.act("sec", "conclusions.record", text="một", seen=0)
    assert desk.refused("chair", "conclusions.record", "stale", text="hai", seen=0)["id"] == "general"
    desk.act("chair", "conclusions.record", text="hai", seen=1)


def test_a_conclusion_goes_with_its_item_and_after_the_meeting_it_is_still_written(desk: Desk):
    item, other = desk.add_item("item1"), desk.add_item("item2")
    desk.act("sec", "conclusions.record", item=item, text="một", announced=True)
    desk.act("sec", "agenda.remove_item", id=item)
    assert desk.kinds("m1", "conclusions") == {}
    desk.start()
    desk.act("sec", "meetings.end")
    desk.act("sec", "conclusions.record", item=other, text="hai")
    with desk.happening() as facts:
        desk.act("sec", "conclusions.remove", item=other)
    assert facts == [ConclusionRemoved(item=other)]
    desk.refused("sec", "conclusions.remove", "not_found", item=other)


def test_it_is_concluded_on_what_is_on_the_agenda(desk: Desk):
    assert desk.refused("sec", "conclusions.record", "not_found", item=ref("none"), text="?")["kind"] == "items"
    for text in ("", "x" * 20_001):
        assert desk.refused("sec", "conclusions.record", "invalid", text=text)["where"] == "text"


def test_files_go_with_a_conclusion_for_those_who_see_it(desk: Desk):
    item, file = desk.add_item("item1"), {"filename": "TB-15.pdf", "sha": "c" * 64, "size": 3}
    with pytest.raises(Refusal, match="not_found"):
        desk.inside("sec", "conclusions.add_file", id=ref("file1"), item=item, **file)
    desk.act("sec", "conclusions.record", item=item, text="một")
    desk.inside("sec", "conclusions.add_file", id=ref("file1"), item=item, **file)
    desk.inside("chair", "conclusions.add_file", id=ref("file2"), item=item, **file)
    assert item not in desk.kinds("m1", "conclusions")
    desk.act("sec", "conclusions.record", item=item, text="một", announced=True)
    shown = [{"id": ref(one), "filename": "TB-15.pdf", "size": 3} for one in ("file1", "file2")]
    assert desk.kinds("m1", "conclusions")[item]["files"] == shown
    with pytest.raises(Refusal, match="not_allowed"):
        desk.inside("m1", "conclusions.add_file", id=ref("file3"), item=item, **file)
    desk.act("chair", "conclusions.remove_file", id=ref("file1"))
    assert desk.kinds("m1", "conclusions")[item]["files"] == shown[1:]
    desk.act("sec", "conclusions.remove", item=item)
    desk.act("sec", "conclusions.record", item=item, text="hai", announced=True)
    assert desk.kinds("m1", "conclusions")[item]["files"] == []
