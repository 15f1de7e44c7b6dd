"""A meeting and the devices of its room, with a real broker between them (rules T… of docs/devices.md)."""

import json
import logging
import time

from icabinet import ids
from icabinet.desks.leases import leased
from icabinet.devices.desk import LEASE, RoomDesk
from icabinet.floor.facts import FloorAsked
from icabinet.people.badges import add_badge
from tests.desk import Desk, ref
from tests.devices.conftest import CARD
from tests.devices.room import Devices
from tests.sealing import seal


def speech(desk: Desk, who: str) -> str:
    """Return the waiting request of somebody."""
    mine = [one for one in desk.kinds("sec", "speakers").values() if one["person"] == desk.person(who)]
    return next(str(one["id"]) for one in mine if one["state"] != "done")


def unit(devices: Devices, name: str, **wanted: object) -> None:
    devices.wait(f"seats/{name}/set", lambda told: told and wanted.items() <= told.items())


def test_a_key_asks_for_the_floor_and_the_floor_opens_the_microphone(held: Desk, devices: Devices):
    unit(devices, "A1", microphone=False, light="off")
    with held.happening() as facts:
        assert devices.ask("seats/A1/press", id="p1") == {"id": "p1", "ok": True}
    asked = next(fact for fact in facts if isinstance(fact, FloorAsked))
    assert asked.person == held.person("m1")
    unit(devices, "A1", light="waiting")
    held.act("chair", "floor.call", id=speech(held, "m1"))
    unit(devices, "A1", microphone=True, light="on")
    floor = devices.wait("floor", lambda told: told["speaking"])
    assert (floor["speaking"][0]["seat"], floor["speaking"][0]["name"]) == ("A1", "Name of m1")
    devices.wait("camera/set", lambda told: told == {"preset": "A1"})
    # Who has the floor silences and opens their microphone by the same key.
    devices.ask("seats/A1/press", id="p2")
    unit(devices, "A1", microphone=False)
    devices.ask("seats/A1/press", id="p3")
    unit(devices, "A1", microphone=True)
    held.act("chair", "floor.end", id=speech(held, "m1"))
    unit(devices, "A1", microphone=False, light="off")
    devices.wait("camera/set", lambda told: told == {"preset": "overview"})


def test_what_a_device_says_again_happens_once(held: Desk, devices: Devices):
    with held.happening() as facts:
        for _ in range(3):
            assert devices.ask("seats/A2/press", id="again")["ok"]
    assert len(facts) == 1
    with held.happening() as facts:
        assert devices.ask("seats/A2/press", id="another")["ok"]
    assert [type(fact).__name__ for fact in facts] == ["FloorWithdrawn"]


def test_what_a_rule_refuses_is_refused_to_a_device_as_to_a_tablet(held: Desk, devices: Devices):
    held.act("chair", "floor.close")
    assert devices.ask("seats/A3/press", id="closed") == {"id": "closed", "ok": False, "error": "queue_closed"}
    held.act("chair", "floor.open")
    assert devices.ask("seats/B7/press", id="nobody")["error"] == "nobody_at_unit"
    assert devices.ask("seats/A1/press", id="priority", key="priority")["error"] == "not_allowed"


def test_voting_keys_cast_in_a_vote_with_names_once_the_member_is_here(held: Desk, devices: Devices):
    poll = held.open_poll("poll1")
    unit(devices, "A2", vote=poll)
    assert devices.ask("seats/A2/vote", id="v1", poll=poll, choice="yes")["error"] == "not_checked_in"
    held.act("m2", "attendance.check_in")
    assert devices.ask("seats/A2/vote", id="v2", poll=poll, choice="yes")["ok"]
    assert devices.ask("seats/A2/vote", id="v3", poll=poll, choice="no")["error"] == "already_voted"
    assert devices.ask("seats/C/vote", id="v4", poll=poll, choice="maybe")["error"] == "not_checked_in"
    told = devices.wait("poll", lambda told: told["received"] == 1)
    assert (told["state"], told["entitled"], told["result"]) == ("open", 4, None)
    devices.wait("scene", lambda told: told == {"scene": "vote", "by": "rule"})
    assert held.kinds("m2", "ballots")[f"{poll}/{held.person('m2')}"]["choice"] == "yes"
    held.act("chair", "polls.close", id=poll)
    result = devices.wait("poll", lambda told: told["state"] == "published")["result"]
    assert result["outcomes"][0] == {"yes": 1, "no": 0, "abstain": 0, "invalid": 0}
    unit(devices, "A2", vote=None)


def test_a_secret_vote_has_no_keys_and_nothing_that_is_told_says_who_voted_how(held: Desk, devices: Devices):
    poll = held.open_poll("poll2", secret=True)
    devices.wait("poll", lambda told: told["id"] == poll)
    unit(devices, "A2", vote=None)
    assert devices.ask("seats/A2/vote", id="s1", poll=poll, choice="yes")["error"] == "invalid"
    sealed = seal(held.records("sec")[f"polls/{poll}"], "no", "2345678xyz")
    held.act("m2", "polls.cast", poll=poll, sealed=sealed)
    held.act("chair", "polls.close", id=poll)
    devices.wait("poll", lambda told: told["id"] == poll and told["result"] is not None)
    # Of all that was told in these tests: no voter by id, no tracker, no roll.
    said = "\n".join(f"{topic} {payload}" for topic, payload in devices.all if "/poll" in topic or "/seats/" in topic)
    for secret in (*(held.person(who) for who in ("chair", "m1", "m2", "m3")), "2345678xyz", "roll", "trackers"):
        assert secret not in said


def test_a_card_at_the_reader_notes_that_its_owner_is_here(held: Desk, devices: Devices):
    assert devices.ask("devices/door/card", id="c1", card="04a2197F")["ok"]
    assert held.kinds("sec", "attendance")[held.person("m1")]["present"] is True
    assert devices.ask("devices/door/card", id="c2", card="FFFF")["error"] == "identity_unknown"
    with held.app.app_context():
        add_badge(held.person("m3"), "77:88:99")
    assert devices.ask("seats/A3/card", id="c3", card="778899")["ok"]
    assert held.kinds("sec", "attendance")[held.person("m3")]["how"] == "device"
    assert CARD not in json.dumps([str(fact) for fact in held.facts()])


def test_scenes_follow_the_meeting_or_the_desks_hand(held: Desk, devices: Devices):
    devices.wait("scene", lambda told: told == {"scene": "break", "by": "rule"})
    held.act("sec", "agenda.add_item", id=ref("item1"), title="Ngân sách", minutes=20)
    held.act("chair", "agenda.open_item", id=ref("item1"))
    devices.wait("scene", lambda told: told == {"scene": "discussion", "by": "rule"})
    agenda = devices.wait("agenda", lambda told: told["item"] == ref("item1"))
    assert (agenda["number"], agenda["title"], agenda["minutes"]) == ("1", "Ngân sách", 20)
    held.act("chair", "equipment.set_scene", scene="dimmed")
    devices.wait("scene", lambda told: told == {"scene": "dimmed", "by": "desk"})
    held.act("chair", "equipment.set_scene", scene=None)
    devices.wait("scene", lambda told: told["by"] == "rule")
    held.act("chair", "agenda.close_item", id=ref("item1"))


def test_microphones_that_open_by_themselves_are_not_more_than_so_many(held: Desk, devices: Devices):
    held.act("sec", "equipment.use_room", room="hall", mode="direct", most=2)
    devices.wait("microphones", lambda told: told["mode"] == "direct")
    for name in ("A1", "A2"):
        devices.ask(f"seats/{name}/press", id=f"d-{name}")
    devices.wait("microphones", lambda told: told["open"] == ["A1", "A2"])
    assert devices.ask("seats/A3/press", id="d3")["error"] == "microphones_full"
    held.act("sec", "equipment.use_room", room="hall", mode="direct", most=2, override=True)
    devices.wait("microphones", lambda told: told["override"])
    devices.ask("seats/A3/press", id="d4")
    devices.wait("microphones", lambda told: told["open"] == ["A2", "A3"])
    devices.ask("seats/C/press", id="d5", key="priority")
    devices.wait("microphones", lambda told: told["open"] == ["C"])
    held.act("sec", "equipment.use_room", room="hall")
    devices.ask("seats/C/press", id="d6")
    devices.wait("microphones", lambda told: told["open"] == [])


def test_what_is_hostile_is_refused_logged_without_content_and_stops_nobody(held: Desk, devices: Devices, caplog):
    caplog.set_level(logging.INFO, "icabinet.devices")
    since = held.head()
    for place, payload in (
        ("seats/A1/press", b"{"),
        ("seats/A1/press", b'{"id": "x", "person": "Nguyen"}'),
        ("seats/A1/press", b"\x00" * 100_000),
        ("seats/A1/vote", b'{"id": "x"}'),
        ("devices/door/card", b"[" * 500),
        ("seats/%2e%2e/press", b'{"id": "Nguyen"}'),
    ):
        devices.say(place, payload)
    assert devices.ask("seats/A1/press", id="after")["ok"]
    assert devices.ask("seats/A1/press", id="after2")["ok"]
    refused = [record for record in caplog.records if record.getMessage() == "a device was refused"]
    assert len(refused) >= 6
    assert not any("Nguyen" in str(vars(record)) for record in refused)
    kinds = [type(fact).__name__ for fact in held.facts(since)]
    assert kinds == ["FloorAsked", "FloorWithdrawn"]


def test_a_meeting_goes_on_without_the_broker_and_its_return_heals_what_is_retained(held: Desk, devices, mosquitto):
    held.act("sec", "equipment.use_room", room="hall", mode="request")
    devices.wait("microphones", lambda told: told["mode"] == "request")
    devices.close()
    mosquitto.kill()
    began = time.monotonic()
    for _ in range(10):
        held.act("m3", "floor.ask", id=(asked := ids.new()))
        held.act("m3", "floor.withdraw", id=asked)
    held.act("m3", "floor.ask", id=ref("speech9"))
    held.act("chair", "floor.call", id=ref("speech9"))
    assert time.monotonic() - began < 10
    mosquitto.start()
    fresh = Devices(mosquitto.port)
    fresh.wait_for("icabinet/status", lambda told: told == {"online": True})
    fresh.wait("floor", lambda told: told["speaking"] and told["speaking"][0]["seat"] == "A3")
    fresh.wait("seats/A3/set", lambda told: told["microphone"])
    fresh.wait("meeting", lambda told: told["id"] == held.meeting)
    held.act("chair", "floor.end", id=ref("speech9"))
    fresh.wait("seats/A3/set", lambda told: not told["microphone"])
    fresh.close()


def test_only_one_process_speaks_for_the_rooms(held: Desk, devices: Devices):
    with held.app.app_context(), leased(LEASE) as mine:
        assert not mine
    second = RoomDesk(held.app)
    second.start()
    assert devices.ask("seats/A1/press", id="one-answer")["ok"]
    answers = [payload for topic, payload in devices.all if topic.endswith("/answer") and "one-answer" in payload]
    assert len(answers) == 1
    assert devices.ask("seats/A1/press", id="one-answer2")["ok"]
    assert second.close(15)


def test_when_the_meeting_ends_the_room_is_let_go(held: Desk, devices: Devices):
    held.act("chair", "meetings.end")
    devices.wait("meeting", lambda told: told["id"] is None)
    devices.wait("scene", lambda told: told["scene"] == "break")
    devices.wait("seats/A1/set", lambda told: told is None)
    assert devices.ask("seats/A1/press", id="late")["error"] == "no_meeting_in_room"
