"""Answers are kept: the same action id gets the first answer, and nothing happens twice."""

import pytest

from icabinet import ids
from tests.desk import Desk, ref


def test_the_same_id_gets_the_first_answer_and_happens_once(live: Desk):
    cause = ids.new()
    first = live.act("sec", "agenda.add_item", cause=cause, id=ref("item1"), title="One")
    live.add_item("item2")
    before = live.dump()
    live.told.clear()
    assert live.act("sec", "agenda.add_item", cause=cause, id=ref("item1"), title="One") == first
    assert live.dump() == before
    assert live.told == []


def test_the_first_answer_stands_even_when_the_act_would_be_refused_now(live: Desk):
    cause = ids.new()
    speech = ref("speech1")
    first = live.act("m1", "floor.ask", cause=cause, id=speech)
    live.act("m1", "floor.withdraw", id=speech)
    live.act("sec", "meetings.end")
    assert live.act("m1", "floor.ask", cause=cause, id=speech) == first


def test_data_is_answered_again_too(desk: Desk):
    cause, stream = ids.new(), "meeting:" + ref("another")
    args = {"body": desk.known["body"], "title": "Another", "starts_at": 1_800_000_000_000}
    first = desk.act("sec", "meetings.create", cause=cause, stream=stream, **args)
    assert first.data == {"id": ref("another")}
    assert desk.act("sec", "meetings.create", cause=cause, stream=stream, **args) == first


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("agenda.add_item", {"id": ref("item1"), "title": "Two"}),
        ("agenda.add_item", {"id": ref("item2"), "title": "One"}),
        ("agenda.add_item", {"id": ref("item1"), "title": "One", "minutes": 5}),
        ("agenda.remove_item", {"id": ref("item1")}),
    ],
)
def test_the_same_id_with_other_contents_is_refused(live: Desk, name: str, args: dict):
    cause = ids.new()
    live.act("sec", "agenda.add_item", cause=cause, id=ref("item1"), title="One")
    assert live.refused("sec", name, "id_reused", cause=cause, **args) == {"id": cause}


def test_the_same_id_on_another_stream_is_refused(live: Desk):
    live.file_paper("paper1")
    cause = ids.new()
    stroke = {
        "id": ref("stroke1"), "paper": ref("paper1"), "page": 1, "tool": "pen", "colour": "#000000",
        "width": 9, "points": [0, 0, 0],
    }  # fmt: skip
    live.act("m1", "ink.draw", cause=cause, private=True, **stroke)
    live.refused("m1", "ink.draw", "id_reused", cause=cause, **stroke)


def test_ids_of_two_people_do_not_meet(live: Desk):
    cause = ids.new()
    live.act("m1", "floor.ask", cause=cause, id=ref("speech1"))
    live.act("m2", "floor.ask", cause=cause, id=ref("speech2"))
    assert len(live.kinds("m1", "speakers")) == 2


def test_a_refused_act_may_be_sent_again_with_its_id(live: Desk):
    cause = ids.new()
    live.act("chair", "floor.close")
    live.refused("m1", "floor.ask", "queue_closed", cause=cause, id=ref("speech1"))
    live.act("chair", "floor.open")
    live.act("m1", "floor.ask", cause=cause, id=ref("speech1"))


@pytest.mark.parametrize("cause", ["short", "UPPERCASEUPPERCASE", "x" * 33, "has-a-hyphen-inside", " " * 20, None, 5])
def test_an_action_needs_a_well_formed_id(live: Desk, cause: object):
    from icabinet.errors import Invalid
    from icabinet.performing import Actor, perform

    with live.app.app_context(), pytest.raises(Invalid):
        perform(Actor(live.person("sec")), live.stream, cause, "presenting.stop", {})
