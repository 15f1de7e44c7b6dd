"""The meeting itself: making it, who takes part, starting and ending."""

import pytest

from icabinet import ids
from icabinet.meetings.facts import (
    MeetingCreated,
    MeetingEdited,
    MeetingEnded,
    MeetingStarted,
    ParticipantAdded,
    ParticipantRemoved,
)
from icabinet.people import accounts
from tests.desk import BODY, MAIN, Desk

AT = 1_800_000_000_000


def new_meeting(desk: Desk) -> dict:
    return {"stream": f"meeting:{ids.new()}", "body": desk.known[BODY], "title": "Another", "starts_at": AT}


def test_making_a_meeting_names_its_body_and_makes_its_maker_the_secretary(desk: Desk):
    desk.meeting = ids.new()
    answer = desk.act("sec", "meetings.create", **new_meeting(desk) | {"stream": desk.stream, "place": " Room  A "})
    assert answer.data == {"id": desk.meeting}
    created, invited = desk.facts()
    assert created == MeetingCreated(
        body=desk.known[BODY], body_name="The body", title="Another", place="Room A", online_url="",
        starts_at=AT, minutes=180,
    )  # fmt: skip
    assert invited == ParticipantAdded(
        person=desk.person("sec"), name="Name of sec", title="Office of sec", unit="Unit", rank=1,
        role="secretary", entitled=False,
    )  # fmt: skip
    assert desk.records("sec")[f"meetings/{desk.meeting}"] == {
        "id": desk.meeting, "title": "Another", "body": {"id": desk.known[BODY], "name": "The body"},
        "state": "planned", "place": "Room A", "online_url": "", "starts_at": AT, "minutes": 180,
        "started_at": None, "ended_at": None, "written": False, "called_off": "", "kind": None,
    }  # fmt: skip


def test_an_administrator_makes_meetings_of_any_body(desk: Desk):
    desk.act("admin", "meetings.create", **new_meeting(desk))


def test_whoever_prepares_another_body_makes_none_of_this_one(desk: Desk):
    desk.refused("out", "meetings.create", "not_allowed", **new_meeting(desk))


def test_a_body_that_does_not_exist_does_not_meet(desk: Desk):
    data = desk.refused("admin", "meetings.create", "not_found", **new_meeting(desk) | {"body": "nobody"})
    assert data == {"kind": "body", "id": "nobody"}


def test_a_meeting_is_made_once(desk: Desk):
    args = new_meeting(desk) | {"stream": f"meeting:{MAIN}"}
    assert desk.refused("sec", "meetings.create", "id_taken", **args) == {"id": MAIN}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "  "),
        ("title", "x" * 201),
        ("title", "a\x07b"),
        ("minutes", 0),
        ("minutes", 7 * 24 * 60 + 1),
        ("starts_at", -1),
        ("starts_at", 2**62),
        ("online_url", "javascript:alert(1)"),
        ("online_url", "data:text/html,x"),
        ("online_url", "http://["),
        ("online_url", "meet.example"),
        ("online_url", "https://example.org/" + "x" * 2000),
        ("place", "x" * 201),
    ],
)
def test_what_a_meeting_cannot_be(desk: Desk, field: str, value: object):
    assert desk.refused("sec", "meetings.edit", "invalid", **{field: value})["where"] == field
    assert desk.refused("sec", "meetings.create", "invalid", **new_meeting(desk) | {field: value})["where"] == field


def test_editing_changes_what_is_named_and_keeps_the_rest(desk: Desk):
    desk.act("sec", "meetings.edit", place="Room B", online_url="https://meet.example/1")
    with desk.happening() as facts:
        desk.act("sec", "meetings.edit", minutes=90)
    assert facts == [
        MeetingEdited(
            title="The meeting", place="Room B", online_url="https://meet.example/1", starts_at=AT, minutes=90
        )
    ]
    record = desk.records("guest")[f"meetings/{MAIN}"]
    assert (record["place"], record["minutes"]) == ("Room B", 90)


def test_inviting_writes_down_name_office_and_unit_as_they_are_now(desk: Desk):
    with desk.happening() as facts:
        desk.act("sec", "meetings.add_participant", person=desk.person("out"), role="guest")
    assert facts == [
        ParticipantAdded(
            person=desk.person("out"), name="Name of out", title="", unit="", rank=1000, role="guest", entitled=False
        )
    ]
    with desk.app.app_context():
        accounts.change_person(desk.person("out"), name="Renamed", locale="vi", disabled=False, administers=False)
    assert desk.kinds("m1", "participants")[desk.person("out")]["name"] == "Name of out"


def test_inviting_again_changes_the_part(desk: Desk):
    desk.act("sec", "meetings.add_participant", person=desk.person("m1"), role="chair", entitled=True)
    record = desk.kinds("guest", "participants")[desk.person("m1")]
    assert (record["role"], record["entitled"]) == ("chair", True)
    assert len(desk.kinds("guest", "participants")) == 8


def test_only_members_and_the_chair_can_be_entitled(desk: Desk):
    for role in ("secretary", "guest", "display", "auditor"):
        args = {"person": desk.person("out"), "role": role, "entitled": True}
        assert desk.refused("sec", "meetings.add_participant", "invalid", **args)["where"] == "entitled"


@pytest.mark.parametrize("role", ["system", "king", ""])
def test_nobody_is_invited_as_something_else(desk: Desk, role: str):
    desk.refused("sec", "meetings.add_participant", "invalid", person=desk.person("out"), role=role)


def test_only_accounts_that_may_sign_in_are_invited(desk: Desk):
    desk.refused("sec", "meetings.add_participant", "not_found", person="nobody", role="guest")
    with desk.app.app_context():
        accounts.change_person(desk.person("out"), name="Out", locale="vi", disabled=True, administers=False)
    desk.refused("sec", "meetings.add_participant", "not_found", person=desk.person("out"), role="guest")


def test_a_meeting_keeps_a_secretary(desk: Desk):
    sec = desk.person("sec")
    desk.refused("sec", "meetings.remove_participant", "last_secretary", person=sec)
    desk.refused("sec", "meetings.add_participant", "last_secretary", person=sec, role="guest")
    desk.act("sec", "meetings.add_participant", person=desk.person("m3"), role="secretary")
    with desk.happening() as facts:
        desk.act("sec", "meetings.remove_participant", person=sec)
    assert facts == [ParticipantRemoved(person=sec)]


def test_whoever_is_removed_is_out_at_once(live: Desk):
    live.act("sec", "meetings.remove_participant", person=live.person("m1"))
    assert live.person("m1") not in live.kinds("guest", "participants")
    data = live.refused("m1", "floor.ask", "not_found", id=ids.new())
    assert data == {"kind": "meeting", "id": MAIN}


def test_removing_somebody_who_is_not_there_is_refused(desk: Desk):
    desk.refused("sec", "meetings.remove_participant", "not_found", person=desk.person("out"))


def test_a_meeting_starts_once_and_ends_once(desk: Desk):
    with desk.happening() as facts:
        desk.act("chair", "meetings.start")
    assert facts == [MeetingStarted()]
    record = desk.records("guest")[f"meetings/{MAIN}"]
    assert (record["state"], record["started_at"]) == ("live", desk.told[-1].entry.at)
    data = desk.refused("sec", "meetings.start", "stale")
    assert data == {"kind": "meeting", "id": MAIN, "state": "live"}
    with desk.happening() as facts:
        desk.act("sec", "meetings.end")
    assert facts == [MeetingEnded()]
    record = desk.records("guest")[f"meetings/{MAIN}"]
    assert (record["state"], record["ended_at"]) == ("ended", desk.told[-1].entry.at)
    desk.refused("chair", "meetings.end", "wrong_state")
    desk.refused("chair", "meetings.start", "wrong_state")


def test_a_meeting_that_did_not_start_does_not_end(desk: Desk):
    assert desk.refused("chair", "meetings.end", "wrong_state") == {"state": "planned", "needs": ["live"]}


def test_a_meeting_does_not_end_while_a_vote_is_open(live: Desk):
    poll = live.open_poll("poll4")
    assert live.refused("chair", "meetings.end", "poll_still_open") == {"id": poll}
    live.act("chair", "polls.close", id=poll)
    live.act("chair", "meetings.end")
