"""The floor: asking, calling, ending, and the queue's own settings."""

from icabinet.floor.facts import FloorAsked, FloorWithdrawn, QueueSet, SpeakerCalled, SpeechEnded
from tests.desk import Desk, ref


def ask(desk: Desk, who: str, name: str, kind: str = "contribution") -> str:
    desk.act(who, "floor.ask", id=ref(name), kind=kind)
    return ref(name)


def states(desk: Desk) -> dict[str, str]:
    return {speaker: record["state"] for speaker, record in desk.kinds("guest", "speakers").items()}


def test_asking_puts_one_on_the_list_under_the_open_item(live: Desk):
    item = live.add_item("item1")
    live.act("chair", "agenda.open_item", id=item)
    with live.happening() as facts:
        live.act("m1", "floor.ask", id=ref("speech1"), subject="  On   the budget ")
    asked = FloorAsked(
        speaker=ref("speech1"), person=live.person("m1"), item=item, kind="contribution", subject="On the budget"
    )
    assert facts == [asked]
    record = live.kinds("m2", "speakers")[ref("speech1")]
    assert (record["state"], record["person"], record["item"]) == ("waiting", live.person("m1"), item)


def test_without_an_open_item_one_speaks_to_the_meeting_as_a_whole(live: Desk):
    ask(live, "guest", "speech1")
    assert live.kinds("m2", "speakers")[ref("speech1")]["item"] is None


def test_one_waits_once_for_each_kind(live: Desk):
    ask(live, "m1", "speech1")
    assert live.refused("m1", "floor.ask", "already_waiting", id=ref("speech2")) == {"kind": "contribution"}
    ask(live, "m1", "speech3", kind="point_of_order")
    live.refused("m1", "floor.ask", "already_waiting", id=ref("speech4"), kind="point_of_order")


def test_after_speaking_one_may_ask_again(live: Desk):
    live.act("chair", "floor.call", id=ask(live, "m1", "speech1"))
    ask(live, "m1", "speech2")
    assert states(live) == {ref("speech1"): "speaking", ref("speech2"): "waiting"}


def test_a_closed_queue_lets_only_points_of_order_pass(live: Desk):
    live.act("chair", "floor.close")
    live.refused("m1", "floor.ask", "queue_closed", id=ref("speech1"))
    ask(live, "m1", "speech2", kind="point_of_order")
    live.act("chair", "floor.open")
    ask(live, "m1", "speech3")


def test_calling_somebody_ends_who_speaks(live: Desk):
    first, second = ask(live, "m1", "speech1"), ask(live, "m2", "speech2")
    live.act("chair", "floor.call", id=first)
    with live.happening() as facts:
        live.act("chair", "floor.call", id=second)
    assert facts == [SpeechEnded(speaker=first), SpeakerCalled(speaker=second, limit_s=180)]
    assert states(live) == {first: "done", second: "speaking"}


def test_a_speech_keeps_the_limit_it_began_with(live: Desk):
    live.act("chair", "floor.set_limit", limit_s=60)
    live.act("chair", "floor.call", id=ask(live, "m1", "speech1"))
    live.act("chair", "floor.set_limit", limit_s=90)
    assert live.kinds("m1", "speakers")[ref("speech1")]["limit_s"] == 60
    assert live.records("m1")["floor/now"] == {"open": True, "limit_s": 90}


def test_two_desks_calling_the_same_person_one_is_told_that_it_was_late(live: Desk):
    speech = ask(live, "m1", "speech1")
    live.act("chair", "floor.call", id=speech)
    data = live.refused("sec", "floor.call", "stale", id=speech)
    assert data == {"kind": "speaker", "id": speech, "state": "speaking"}


def test_only_who_speaks_can_be_ended(live: Desk):
    speech = ask(live, "m1", "speech1")
    live.refused("chair", "floor.end", "stale", id=speech)
    live.act("chair", "floor.call", id=speech)
    live.act("chair", "floor.end", id=speech)
    live.refused("chair", "floor.end", "stale", id=speech)


def test_one_withdraws_ones_own_request_only_and_it_is_gone(live: Desk):
    speech = ask(live, "m1", "speech1")
    live.refused("m2", "floor.withdraw", "not_allowed", id=speech)
    live.refused("chair", "floor.withdraw", "not_allowed", id=speech)
    with live.happening() as facts:
        live.act("m1", "floor.withdraw", id=speech)
    assert facts == [FloorWithdrawn(speaker=speech)]
    assert states(live) == {}


def test_the_desk_takes_somebody_off_the_list_but_nobody_who_has_spoken(live: Desk):
    live.act("sec", "floor.remove", id=ask(live, "m1", "speech1"))
    speech = ask(live, "m1", "speech2")
    live.act("chair", "floor.call", id=speech)
    live.refused("sec", "floor.remove", "stale", id=speech)
    live.refused("m1", "floor.withdraw", "stale", id=speech)


def test_setting_the_queue_to_what_it_is_says_nothing(live: Desk):
    with live.happening() as facts:
        live.act("chair", "floor.open")
        live.act("chair", "floor.set_limit", limit_s=180)
        live.act("chair", "floor.close")
        live.act("chair", "floor.close")
    assert facts == [QueueSet(open=False, limit_s=180)]


def test_an_id_cannot_be_used_twice(live: Desk):
    speech = ask(live, "m1", "speech1")
    assert live.refused("m2", "floor.ask", "id_taken", id=speech) == {"id": speech}


def test_the_floor_lives_only_while_the_meeting_does(desk: Desk):
    assert desk.refused("m1", "floor.ask", "wrong_state", id=ref("speech1")) == {
        "state": "planned",
        "needs": ["live"],
    }
    desk.act("chair", "floor.set_limit", limit_s=60)
