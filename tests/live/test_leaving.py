"""Changed parts and ended sessions: what a tablet no longer may see stops at once (C4, C7)."""

import contextlib

import pytest
import requests

from icabinet import ids
from tests.live.tablet import Refused, Tablet
from tests.live.world import PASSWORD


def test_a_new_role_makes_the_tablet_join_again(room, connect):
    world, secretary, guest = room.world, connect("sec"), connect("guest")
    part = {"person": world.people["guest"], "entitled": False}
    secretary.act(world.stream, "meetings.add_participant", **part, role="auditor")
    guest.wait("rejoin", lambda body: body == {})
    assert guest.join(world.meeting)["viewer"]["role"] == "auditor"
    secretary.act(world.stream, "polls.prepare", id=ids.new(), question="Adopt?", secret=False)
    guest.wait("entries", lambda body: body["entries"][-1].get("fact") == "polls.prepared")
    secretary.act(world.stream, "meetings.add_participant", **part, role="guest")
    guest.wait("rejoin", lambda body: body == {})


def test_a_lost_part_is_lost_before_the_tablet_joins_again(room, connect):
    """Between the change and the new join the tablet already sees by its new role only."""
    world, secretary, auditor = room.world, connect("sec"), connect("auditor")
    part = {"person": world.people["auditor"], "entitled": False}
    secretary.act(world.stream, "meetings.add_participant", **part, role="guest")
    seq = secretary.act(world.stream, "polls.prepare", id=ids.new(), question="Adopt?", secret=False)["ok"]["seq"]
    assert auditor.entries(world.stream, upto=seq)[-1] == {"seq": seq}
    secretary.act(world.stream, "meetings.add_participant", **part, role="auditor")


def test_who_is_removed_is_seen_out(room, connect):
    world, secretary, member = room.world, connect("sec"), connect("m2")
    m2 = world.people["m2"]
    secretary.act(world.stream, "meetings.remove_participant", person=m2)
    assert member.wait("bye")["code"] == "not_found"
    member.wait_closed()
    outside = connect("m2", join=False)
    assert outside.ask("join", {"meeting": world.meeting})["error"]["code"] == "not_found"
    assert outside.act(world.stream, "attendance.check_in")["error"]["code"] == "not_found"
    secretary.act(world.stream, "meetings.add_participant", person=m2, role="member", entitled=True)
    assert outside.join(world.meeting)["viewer"]["role"] == "member"


def test_ending_a_session_closes_its_sockets_and_no_others(room, connect):
    mine = room.sign_in("m1")
    headers = {"Authorization": f"Bearer {mine}"}
    sessions = requests.get(f"{room.server.url}/api/v1/sessions", headers=headers, timeout=5).json()
    [session] = [one["id"] for one in sessions if one["current"]]
    other = connect("m1")
    with Tablet(room.server, {"token": mine}) as first, Tablet(room.server, {"token": mine}) as second:
        first.join(room.world.meeting)
        url = f"{room.server.url}/api/v1/sessions/{session}"
        assert requests.delete(url, headers=headers, timeout=5).ok
        for tablet in (first, second):
            assert tablet.wait("bye", within=6)["code"] == "not_signed_in"
            tablet.wait_closed()
    assert other.act(room.world.stream, "attendance.check_in")["ok"]
    with pytest.raises(Refused):
        Tablet(room.server, {"token": mine})


def test_sessions_ended_by_another_process_close_their_sockets(room, connect):
    """The command line tells the server nothing: the heartbeat finds out."""
    with contextlib.ExitStack() as stack:
        token = room.sign_in("stranger")
        tablets = [stack.enter_context(Tablet(room.server, {"token": token})) for _ in range(2)]
        tablets[0].join(room.world.elsewhere)
        room.server.command("people", "end-sessions", "stranger")
        for tablet in tablets:
            assert tablet.wait("bye", within=6)["code"] == "not_signed_in"
            tablet.wait_closed()


def test_signing_in_with_a_wrong_password_is_refused(room):
    credentials = {"login": "m1", "password": PASSWORD + "?"}
    answer = requests.post(f"{room.server.url}/api/v1/sessions", json=credentials, timeout=10)
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "wrong_password")
