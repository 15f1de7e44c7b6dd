"""The door for devices: a token each, typed refusals, nothing twice, and whatever is sent nothing breaks."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icabinet import clock, ids
from icabinet.people.badges import add_badge, remove_badge
from icabinet.people.devices import add_device, devices, revoke_device
from icabinet.web import security
from tests.desk import MAIN, NOISE, ROOM, Desk, ref
from tests.web.visitor import Program, Visitor

CARD = "04:A2:5b 77 19"


@pytest.fixture(autouse=True)
def _fresh_limits(desk: Desk) -> None:
    security._limiter.reset()


def end_noise(desk: Desk) -> None:
    desk.meeting = NOISE
    for poll in ("poll1", "poll2"):
        desk.act("m1", "polls.close", id=ref(poll))
    desk.act("m1", "meetings.end")
    desk.meeting = MAIN


@pytest.fixture
def gate(live: Desk) -> Program:
    """A reader in the room of the meeting, which is live; the other meeting there has ended."""
    end_noise(live)
    live.act("sec", "seats.choose_room", room=live.known[ROOM])
    with live.app.app_context():
        _device, token = add_device("Gate", live.known["admin"], room=live.known[ROOM])
        add_badge(live.known["m1"], CARD)
        add_badge(live.known["out"], "9999")
    return Program(live, token=token)


def passes(gate: Program, **said: object) -> tuple[int, dict[str, object]]:
    answer = gate.call("POST", "/devices/passages", json={"id": ids.new(), **said})
    body = answer.get_json()
    return answer.status_code, body.get("error", body)


def test_a_card_is_read_and_its_owner_is_here_until_they_go(gate: Program, live: Desk):
    status, passed = passes(gate, identity="04a25b7719")
    assert (status, passed["name"], passed["present"], passed["meeting"]) == (200, "Name of m1", True, MAIN)
    record = live.kinds("m2", "attendance")[live.person("m1")]
    assert (record["present"], record["how"], record["at"]) == (True, "device", passed["at"])
    assert passes(gate, identity=CARD, event="left")[1]["present"] is False
    assert live.kinds("m2", "attendance")[live.person("m1")]["present"] is False


def test_a_device_at_a_seat_notes_whose_seat_it_is(gate: Program, live: Desk):
    assert passes(gate, seat="2")[1]["code"] == "identity_unknown"
    live.act("sec", "seats.assign", seat="2", person=live.person("m2"))
    assert passes(gate, seat="2")[1]["person"] == live.person("m2")


def test_the_same_post_again_is_answered_and_not_noted_again(gate: Program, live: Desk):
    same = {"id": ids.new(), "identity": CARD}
    first = gate.call("POST", "/devices/passages", json=same).get_json()
    live.act("m1", "attendance.leave")
    head = live.head()
    assert gate.call("POST", "/devices/passages", json=same).get_json() == first
    assert live.head() == head
    reused = gate.call("POST", "/devices/passages", json=same | {"event": "left"})
    assert (reused.status_code, reused.get_json()["error"]["code"]) == (409, "id_reused")
    with live.app.app_context():
        _other, token = add_device("Other", live.known["admin"], meeting=MAIN)
    # Another device's ids are its own.
    assert Program(live, token=token).call("POST", "/devices/passages", json=same).status_code == 200


@pytest.mark.parametrize(
    ("said", "status", "code"),
    [
        ({"identity": "0000"}, 404, "identity_unknown"),
        ({"identity": "9999"}, 409, "not_invited"),
        ({}, 422, "invalid"),
        ({"identity": CARD, "seat": "1"}, 422, "invalid"),
        ({"identity": CARD, "event": "passed"}, 422, "invalid"),
        ({"identity": CARD, "id": "?"}, 422, "invalid"),
        ({"identity": CARD, "at": 5}, 422, "invalid"),
        ({"identity": "x" * 121}, 422, "invalid"),
        ({"identity": "\x00"}, 422, "invalid"),
    ],
)
def test_what_cannot_be_noted_is_refused_by_its_name(gate: Program, live: Desk, said, status, code):
    before = live.head()
    answered, error = passes(gate, **said)
    assert (answered, error["code"]) == (status, code)
    assert live.head() == before


def test_where_nothing_is_held_nothing_is_noted(gate: Program, live: Desk):
    live.act("sec", "meetings.end")
    status, error = passes(gate, identity=CARD)
    assert (status, error["code"]) == (409, "no_meeting_here")
    with live.app.app_context():
        _device, token = add_device("One", live.known["admin"], meeting=MAIN)
    assert passes(Program(live, token=token), identity=CARD)[1]["code"] == "no_meeting_here"


@pytest.mark.parametrize(("hours", "status"), [(-4, 409), (-2, 200), (1, 200), (4, 409)])
def test_a_planned_meeting_takes_cards_from_shortly_before_it_begins(desk: Desk, monkeypatch, hours, status):
    end_noise(desk)
    desk.act("sec", "seats.choose_room", room=desk.known[ROOM])
    with desk.app.app_context():
        add_badge(desk.known["m1"], CARD)
        _device, token = add_device("Gate", desk.known["admin"], room=desk.known[ROOM])
    starts_at = desk.kinds("sec", "meetings")[MAIN]["starts_at"]
    monkeypatch.setattr(clock, "now_ms", lambda: starts_at + hours * 3_600_000)
    assert passes(Program(desk, token=token), identity=CARD)[0] == status


def test_a_token_is_a_devices_and_opens_nothing_else(gate: Program, live: Desk):
    assert gate.call("GET", "/meetings").status_code == 401
    assert gate.act(MAIN, "attendance.check_in", ids.new()).status_code == 401
    for token in ("", "icd_wrong", live.token("m1"), "x" * 5_000, "é"):
        answer = Program(live, token=token).call("POST", "/devices/passages", json={"id": ids.new(), "identity": CARD})
        assert (answer.status_code, answer.get_json()["error"]["code"]) in ((401, "device_unknown"), (400, "bad_csrf"))


def test_a_token_that_was_taken_back_is_none(gate: Program, live: Desk):
    with live.app.app_context():
        revoke_device(devices()[0].id)
    assert passes(gate, identity=CARD)[1]["code"] == "device_unknown"


def test_a_card_that_was_taken_away_is_nobodys(gate: Program, live: Desk):
    page = Visitor(live, "admin").get(f"/people/{live.known['m1']}").text
    badge = re.search(r"/badges/([0-9a-f]+)/remove", page)
    assert badge
    assert CARD not in page
    with live.app.app_context():
        remove_badge(live.known["m1"], badge[1])
    assert passes(gate, identity=CARD)[1]["code"] == "identity_unknown"


def test_a_device_that_runs_wild_is_slowed_down_alone(gate: Program, live: Desk):
    answers = [passes(gate, identity="0000")[0] for _ in range(121)]
    assert answers == [404] * 120 + [429]
    with live.app.app_context():
        _device, token = add_device("Other", live.known["admin"], meeting=MAIN)
    assert passes(Program(live, token=token), identity=CARD)[0] == 200


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=60)
@given(body=st.binary(max_size=60) | anything.map(lambda value: json.dumps(value).encode()))
def test_whatever_is_sent_is_refused_and_never_breaks_anything(gate: Program, live: Desk, body):
    security._limiter.reset()
    before = live.head()
    answer = gate.call("POST", "/devices/passages", data=body, content_type="application/json")
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (422, "invalid")
    assert live.head() == before


# --- what the administrator sees ---


def test_a_device_s_token_is_shown_once_and_kept_as_a_hash(desk: Desk):
    admin = Visitor(desk, "admin")
    page = admin.post("/devices", {"name": "Turnstile", "room": desk.known[ROOM]}).text
    token = re.search(r"icd_[\w-]{40,}", page)
    assert token
    again = admin.get("/devices").text
    assert "Turnstile" in again
    assert token[0] not in again
    assert token[0] not in str(desk.dump())
    with desk.app.app_context():
        device = devices()[0].id
    assert admin.post(f"/devices/{device}/revoke").status_code == 303
    answer = Program(desk, token=token[0]).call("POST", "/devices/passages", json={"id": ids.new(), "identity": "1"})
    assert answer.status_code == 401


def test_a_device_is_for_a_room_or_for_a_meeting(desk: Desk):
    admin = Visitor(desk, "admin")
    both = {"room": desk.known[ROOM], "meeting": MAIN}
    for form in ({}, both, {"room": "none"}, {"name": "", "meeting": MAIN}):
        assert admin.post("/devices", {"name": "A"} | form).status_code == 303
    with desk.app.app_context():
        assert list(devices()) == []


def test_a_card_is_one_persons(desk: Desk):
    admin = Visitor(desk, "admin")
    for who in ("m1", "m2"):
        admin.post(f"/people/{desk.known[who]}/badges", {"identity": CARD})
    assert "/badges/" in admin.get(f"/people/{desk.known['m1']}").text
    assert re.search(r"/badges/\w+/remove", admin.get(f"/people/{desk.known['m2']}").text) is None
