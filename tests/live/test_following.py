"""Following the presenter: who may move the window, and how many follow (S3, S9–S11)."""

import pytest

WINDOW = {"page": 1, "window": [0, 2_000, 5_000, 6_000]}


def signal(room, tablet, name, body):
    tablet.tell("signal", {"meeting": room.world.meeting, "name": name, "body": body})


def counted(tablet, count):
    """Wait until the tablet is told that so many follow."""
    heard = tablet.wait("signal", lambda body: body["name"] == "followers" and body["body"]["count"] == count)
    assert (heard["by"], heard["body"]) == (None, {"count": count})


def heard(tablet, name):
    return [body for body in tablet.heard("signal") if body["name"] == name]


@pytest.fixture
def window(room):
    return WINDOW | {"paper": room.world.paper}


def test_the_presenters_window_moves_on_all_tablets(room, connect, window):
    chair, others = connect("chair"), [connect(who) for who in ("m1", "guest", "screen")]
    signal(room, chair, "window", window)
    for other in others:
        assert other.wait("signal", lambda body: body["name"] == "window")["body"] == window


def test_whoever_was_asked_to_present_moves_it_and_points_until_it_is_taken_back(room, connect, window):
    chair, member, reader = connect("chair"), connect("m1"), connect("m2")
    pointer = {"paper": room.world.paper, "page": 1, "x": 1, "y": 2, "on": True}
    signal(room, member, "window", window)
    assert "ok" in chair.act(room.world.stream, "presenting.hand_over", person=room.world.people["m1"])
    signal(room, member, "pointer", pointer)
    came = reader.wait("signal", lambda body: body["name"] in ("pointer", "window"))
    assert (came["name"], came["by"]) == ("pointer", room.world.people["m1"])
    signal(room, member, "window", window)
    reader.wait("signal", lambda body: body["name"] == "window")
    assert "ok" in chair.act(room.world.stream, "presenting.take_back")
    signal(room, member, "window", window)
    signal(room, chair, "pointer", pointer)
    assert reader.wait("signal", lambda body: body["name"] in ("pointer", "window"))["name"] == "pointer"


@pytest.mark.parametrize(
    "change", [{"window": [1, 2, 3]}, {"window": None}, {"window": [0, 0, 10**9, 5]}, {"page": 0}, {"more": 1}]
)
def test_a_wrong_window_is_dropped(room, connect, window, change):
    chair, reader = connect("chair"), connect("m1")
    signal(room, chair, "window", window | change)
    signal(room, chair, "window", window)
    assert reader.wait("signal", lambda body: body["name"] == "window")["body"] == window


def test_those_who_present_hear_how_many_follow_and_nobody_hears_who(room, connect):
    chair, member, guest = connect("chair"), connect("m1"), connect("guest")
    second = connect("m1")
    for tablet in (member, second, guest):
        signal(room, tablet, "following", {"on": True})
    counted(chair, 2)
    signal(room, second, "following", {"on": False})
    signal(room, guest, "following", {"on": False})
    counted(chair, 1)
    assert "ok" in chair.act(room.world.stream, "presenting.hand_over", person=room.world.people["m1"])
    signal(room, guest, "following", {"on": True})
    counted(member, 2)
    assert not heard(guest, "followers")
    assert not any(heard(tablet, "following") for tablet in (chair, member, guest))
    guest.close()
    counted(chair, 1)
    assert "ok" in chair.act(room.world.stream, "presenting.take_back")


def test_screens_and_onlookers_are_not_counted(room, connect):
    chair, screen, member = connect("chair"), connect("screen"), connect("m1")
    signal(room, screen, "following", {"on": True})
    signal(room, member, "following", {"on": True})
    counted(chair, 1)
