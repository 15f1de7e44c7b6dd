"""Signals: who hears them, who may send them, and that wrong ones vanish (S1–S6)."""

import pytest

from icabinet import ids
from icabinet.ink.packing import pack

OTHERS = ("sec", "m1", "guest", "screen", "auditor")


@pytest.fixture
def pointer(room):
    return {"paper": room.world.paper, "page": 1, "x": 5000, "y": 700, "on": True}


@pytest.fixture
def wet(room):
    return {
        "id": ids.new(),
        "paper": room.world.paper,
        "page": 1,
        "tool": "pen",
        "colour": "#102030",
        "width": 20,
        "points": pack([1, 2, 3]),
        "done": False,
        "to": [],
        "layer": "",
        "from": 0,
    }


def test_the_others_of_the_meeting_hear_it(room, connect, pointer):
    chair, others = connect("chair"), [connect(who) for who in OTHERS]
    _signal(room, chair, "pointer", pointer)
    for other in others:
        heard = other.wait("signal", lambda body: body["name"] == "pointer")
        assert heard == {
            "meeting": room.world.meeting,
            "name": "pointer",
            "by": room.world.people["chair"],
            "body": pointer,
        }
    assert not _heard(chair, "pointer")


def test_a_growing_stroke_reaches_the_others(room, connect, wet):
    member, display = connect("m1"), connect("screen")
    for body in (wet, {**wet, "points": "", "done": True}):
        _signal(room, member, "wet", body)
        assert display.wait("signal", lambda body: body["name"] == "wet")["body"] == body


def test_what_chair_and_secretary_say_to_each_other_crosses_no_other_wire(room, connect):
    chair, sec, others = (
        connect("chair"),
        connect("sec"),
        [connect(who) for who in ("m1", "guest", "screen", "auditor")],
    )
    word = ids.new()
    seq = sec.act(room.world.stream, "messages.say", id=word, text="only the two of us")["ok"]["seq"]
    said = chair.entries(room.world.stream, upto=seq)[-1]
    assert said["changes"][f"line/{word}"]["text"] == "only the two of us"
    for tablet in others:
        assert tablet.entries(room.world.stream, upto=seq)[-1] == {"seq": seq}


def test_another_meeting_hears_nothing(room, connect, pointer):
    stranger = connect("stranger", join=False)
    stranger.join(room.world.elsewhere)
    chair, secretary = connect("chair"), connect("sec")
    _signal(room, chair, "pointer", pointer)
    secretary.wait("signal", lambda body: body["name"] == "pointer")
    assert not _heard(stranger, "pointer")


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("m1", "pointer"),
        ("guest", "wet"),
        ("screen", "wet"),
        ("auditor", "pointer"),
    ],
)
def test_without_the_permission_it_is_dropped(room, connect, who, name, pointer, wet):
    sender, reader = connect(who), connect("sec")
    _signal(room, sender, name, {"pointer": pointer, "wet": wet}.get(name, {}))
    _nothing_came(sender, reader, name)


@pytest.mark.parametrize(
    "change",
    [
        {"x": "5000"},
        {"x": 1.5},
        {"on": 1},
        {"page": None},
        {"paper": 5},
        {"more": 1},
        {"x": 10**30},
        {"page": -(10**30)},
    ],
)
def test_a_wrong_one_is_dropped(room, connect, pointer, change):
    chair, reader = connect("chair"), connect("sec")
    _signal(room, chair, "pointer", {**pointer, **change})
    _nothing_came(chair, reader, "pointer")


@pytest.mark.parametrize(
    "change",
    [
        {"points": pack([1, 2])},
        {"points": "?"},
        {"points": pack([2_000_000, 0, 0])},
        {"points": "A" * 40_001},
        {"points": None},
        {"points": [1, 2, 3]},
        {"to": ["person:x"] * 51},
        {"to": "person:x"},
        {"layer": "attic"},
        {"layer": "presenter"},
        {"tool": "axe"},
        {"colour": "url(x)"},
        {"width": 10**6},
        {"page": 0},
    ],
)
def test_a_wrong_stroke_is_dropped(room, connect, wet, change):
    member, reader = connect("m1"), connect("sec")
    _signal(room, member, "wet", {**wet, **change})
    _nothing_came(member, reader, "wet")


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        "x",
        5,
        {},
        {"name": "pointer"},
        {"meeting": 5, "name": [], "body": []},
        {"meeting": {}, "name": {}, "body": {}},
        {"meeting": "", "name": "online", "body": {"online": []}},
        {"meeting": "", "name": "", "body": {}, "by": "x"},
    ],
)
def test_a_shapeless_one_is_dropped(room, connect, body):
    chair, reader = connect("chair"), connect("sec")
    chair.tell("signal", body)
    chair.heard("signal")
    assert not [heard for heard in reader.heard("signal") if heard["by"]]


def test_before_joining_there_is_nobody_to_hear(room, connect, pointer):
    outside, reader = connect("chair", join=False), connect("sec")
    _signal(room, outside, "pointer", pointer)
    _nothing_came(outside, reader, "pointer")


def test_a_signal_for_another_meeting_than_one_s_own_is_dropped(room, connect, pointer):
    chair, reader = connect("chair"), connect("sec")
    chair.tell("signal", {"meeting": room.world.elsewhere, "name": "pointer", "body": pointer})
    _nothing_came(chair, reader, "pointer")


def _signal(room, tablet, name, body):
    tablet.tell("signal", {"meeting": room.world.meeting, "name": name, "body": body})


def _nothing_came(sender, reader, name):
    # Once the sender has an answer, its signal has been dealt with; then what the reader got is all it gets.
    sender.heard("signal")
    assert not _heard(reader, name)


def _heard(tablet, name):
    return [body for body in tablet.heard("signal") if body["name"] == name]
