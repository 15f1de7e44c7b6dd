"""Coming in: who is let in, and what the tablet is told (C1–C6, R1–R4)."""

import pytest

from icabinet import ids
from tests.live.tablet import Refused, Tablet


def test_a_token_opens_the_door(room, connect):
    with Tablet(room.server, {"token": room.token("m1")}) as tablet:
        assert tablet.join(room.world.meeting)["viewer"]["person"] == room.world.people["m1"]


@pytest.mark.parametrize(
    "auth",
    [
        None,
        {},
        {"token": "no such token"},
        {"token": 5},
        {"csrf": "made up"},
        {"csrf": 5},
        {"csrf": ["x"]},
        {"csrf": {}},
    ],
)
def test_others_are_refused_with_a_code(room, auth):
    with pytest.raises(Refused) as refused:
        Tablet(room.server, auth)
    assert refused.value.args[0]["data"]["code"] in {"not_signed_in", "bad_csrf"}


def test_the_snapshot_has_all_that_one_may_see(room, connect):
    joined = connect("m1", join=False).join(room.world.meeting)
    part = joined["streams"][room.world.stream]
    assert part["seq"] > 0
    assert part["records"][f"meetings/{room.world.meeting}"]["state"] == "live"
    assert part["records"][f"papers/{room.world.paper}"]["pages"] == 60
    assert joined["streams"][room.world.notebook("m1")] == {"seq": 0, "records": {}}
    assert joined["viewer"]["role"] == "member"
    assert "polls.cast" in joined["viewer"]["may"]


@pytest.mark.parametrize("who", ["screen", "auditor"])
def test_a_display_and_an_auditor_have_no_notebook(room, connect, who):
    joined = connect(who, join=False).join(room.world.meeting)
    assert list(joined["streams"]) == [room.world.stream]


def test_a_foreign_meeting_does_not_exist(room, connect):
    tablet = connect("m1", join=False)
    for meeting in (room.world.elsewhere, ids.new()):
        assert tablet.ask("join", {"meeting": meeting})["error"]["code"] == "not_found"


def test_who_is_there_is_told_when_somebody_comes_or_goes(room, connect):
    first, m2 = connect("m1"), room.world.people["m2"]
    with Tablet(room.server, {"token": room.token("m2")}) as second:
        assert m2 in second.join(room.world.meeting)["online"]
        first.wait("signal", lambda body: body["name"] == "online" and m2 in body["body"]["online"])
    first.wait("signal", lambda body: body["name"] == "online" and m2 not in body["body"]["online"])


def test_since_brings_only_what_changed(room, connect):
    world, secretary, tablet = room.world, connect("sec"), connect("m1", join=False)
    joined = tablet.join(world.meeting)
    known = joined["streams"][world.stream]["seq"]
    secretary.act(world.stream, "presenting.show", paper=world.paper, page=7)
    again = tablet.join(world.meeting, since={world.stream: known}, role="member")["streams"][world.stream]
    assert again["since"] == known
    assert list(again["changes"]) == ["presenting/now"]
    assert again["changes"]["presenting/now"]["page"] == 7


@pytest.mark.parametrize("since", [10**9, -1, -(10**30), None, "3", 1.5, True, []])
def test_a_since_that_cannot_be_gives_a_snapshot(room, connect, since):
    world, tablet = room.world, connect("m1", join=False)
    part = tablet.join(world.meeting, since={world.stream: since}, role="member")["streams"][world.stream]
    assert "records" in part


def test_changes_are_only_for_the_role_that_one_had(room, connect):
    world, tablet = room.world, connect("m1", join=False)
    part = tablet.join(world.meeting, since={world.stream: 1}, role="secretary")["streams"][world.stream]
    assert "records" in part


def test_catching_up(room, connect):
    world, tablet = room.world, connect("m1")
    part = tablet.ask("catch_up", {"stream": world.stream, "since": 1})["ok"]
    assert part["since"] == 1
    assert f"meetings/{world.meeting}" in part["changes"]
    for stream in (f"meeting:{world.elsewhere}", world.notebook("m2"), "meeting:", 7, None):
        assert tablet.ask("catch_up", {"stream": stream, "since": 0})["error"]["code"] == "not_found"
    for since in (None, "1", True, 1.5):
        assert tablet.ask("catch_up", {"stream": world.stream, "since": since})["error"]["code"] == "invalid"


def test_the_heads_are_told_again_and_again(room, connect):
    world, tablet = room.world, connect("m1")
    head = tablet.wait("head", within=6)
    joined = tablet.join(world.meeting)
    assert head["heads"] == {stream: part["seq"] for stream, part in joined["streams"].items() if part["seq"]}
    assert head["now"] <= joined["now"]
