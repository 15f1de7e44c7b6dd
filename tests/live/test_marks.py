"""Ink that is one's own, or for some: searched for everywhere else; and growing ink reaches who will see the mark."""

import json
import time
from collections.abc import Callable

import pytest
import requests

from icabinet import ids
from icabinet.ink.packing import pack
from tests.live.tablet import Tablet
from tests.live.test_secrecy import Listener
from tests.live.world import PASSWORD, close_app, open_app, parts_of

PRIVATE, ADDRESSED, REWRITTEN = "Riêng tôi thấy", "Chỉ hai người", "Chỉ hai người, lần hai"
TRACES = (PRIVATE, ADDRESSED)
# After a pause so many come through together.
AT_ONCE = 10


def found_in(text: str) -> list[str]:
    return [trace for trace in TRACES if trace in text or json.dumps(trace)[1:-1] in text]


@pytest.fixture
def note(room) -> Callable[..., dict]:
    def made(text: str = "", **more: object) -> dict:
        looks = {"tool": "note" if text else "pen", "colour": "#102030", "width": 20, "points": pack([1, 2, 3])}
        return {"id": ids.new(), "paper": room.world.paper, "page": 1, "text": text, **looks, **more}

    return made


@pytest.fixture
def heard(connect, monkeypatch: pytest.MonkeyPatch) -> dict[str, Listener]:
    """Everybody but the author and the reader, listening from before it is there."""
    return {who: Listener(connect(who), monkeypatch) for who in ("chair", "sec", "guest", "screen", "auditor")}


@pytest.fixture
def written(room, connect, note, heard) -> list[dict]:
    """A private note, and one for m2 alone, which is rewritten."""
    author, reader = connect("m1"), connect("m2")
    private, addressed = note(PRIVATE), note(ADDRESSED, to=[f"person:{room.world.people['m2']}"])
    assert "ok" in author.act(room.world.notebook("m1"), "ink.draw", **private)
    assert "ok" in author.act(room.world.stream, "ink.draw", **addressed)
    done = author.act(room.world.stream, "ink.change", id=addressed["id"], text=REWRITTEN)
    told = reader.entries(room.world.stream, done["ok"]["seq"])
    assert told[-1]["changes"][f"strokes/{addressed['id']}"]["text"] == REWRITTEN
    remark = {"id": ids.new(), "mark": addressed["id"], "text": f"{ADDRESSED}, nói thêm", "mentions": []}
    assert "ok" in author.act(room.world.stream, "comments.open", **remark)
    # What fails or is refused is no way out either.
    for wrong in {"tool": "pen"}, {"page": 9_999}, {"id": addressed["id"]}, {"to": ["person:nobody"]}, {"colour": "x"}:
        for stream in (room.world.stream, room.world.notebook("m1")):
            assert "error" in author.act(stream, "ink.draw", **addressed | wrong)
    return [private, addressed]


def test_no_other_tablet_gets_a_trace_of_them(room, written: list[dict], heard: dict[str, Listener]):
    names = [mark["id"] for mark in written]
    for who, listener in heard.items():
        tablet = listener.tablet
        last = tablet.join(room.world.meeting)["streams"][room.world.stream]["seq"]
        for since in (0, last - 2, last - 1):
            tablet.ask("catch_up", {"stream": room.world.stream, "since": since})
        assert listener.packets
        for packet in listener.packets:
            assert (who, found_in(packet), [name for name in names if name in packet]) == (who, [], [])


def test_no_page_no_log_and_no_export_has_a_trace_of_them(room, written: list[dict]):
    server = room.server
    server.command("people", "add", "quan_tri", "--name", "Quản trị", "--password", PASSWORD, "--administers")
    app = open_app(server.data_dir)
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in rule.methods]
    values = parts_of(room.world) | {
        "person": room.world.people["m1"], "paper": room.world.paper, "sha": "0" * 64,
    }  # fmt: skip
    build = app.url_map.bind("").build
    close_app(app)
    for who in ("quan_tri", "sec", "chair", "auditor"):
        headers = {"Authorization": f"Bearer {room.token(who)}"}
        for rule in rules:
            path = build(rule.endpoint, {name: values[name] for name in rule.arguments})
            answer = requests.get(f"{server.url}{path}", headers=headers, timeout=20, allow_redirects=False)
            assert (who, path, found_in(answer.text)) == (who, path, [])
    exported = server.command("journal", "export")
    assert room.world.notebook("m1") in exported
    assert written[1]["id"] not in exported
    assert found_in(exported) == []
    assert found_in(server.command("journal", "verify")) == []
    assert found_in(server.log) == []


# --- growing ink ---


def wet(note: dict, **more: object) -> dict:
    body = {name: value for name, value in note.items() if name != "text"}
    return {"to": [], "layer": "", "done": False, **body, "tool": "pen", **more}


def grow(room, tablet: Tablet, body: dict) -> None:
    tablet.tell("signal", {"meeting": room.world.meeting, "name": "wet", "body": body})


def growing(tablet: Tablet) -> list[str]:
    """Return the ids of what a tablet has seen grow, once all that was said before has been heard."""
    return [body["body"]["id"] for body in tablet.heard("signal") if body["name"] == "wet"]


def test_ink_for_some_grows_before_their_eyes_only(room, connect, note):
    author, own, reader, other = connect("m1"), connect("m1"), connect("m2"), connect("chair")
    for_one, for_all = wet(note(to=[f"person:{room.world.people['m2']}"])), wet(note())
    for body in (for_one, for_all):
        grow(room, author, body)
    growing(author)
    assert growing(reader) == growing(own) == [for_one["id"], for_all["id"]]
    assert growing(other) == [for_all["id"]]


def test_on_a_hidden_layer_ink_grows_before_the_desk_and_on_a_frozen_one_not_at_all(room, connect, note):
    author, other, desk = connect("m1"), connect("m2"), connect("sec")
    hidden, frozen, running, free = (wet(note()) for _ in range(4))
    assert "ok" in desk.act(room.world.stream, "ink.layer", hidden=True)
    grow(room, author, hidden)
    growing(author)
    assert "ok" in desk.act(room.world.stream, "ink.layer", hidden=False, frozen=True)
    grow(room, author, frozen)
    growing(author)
    grow(room, desk, running)
    growing(desk)
    assert "ok" in desk.act(room.world.stream, "ink.layer", frozen=False)
    grow(room, author, free)
    growing(author)
    assert growing(desk) == [hidden["id"], free["id"]]
    assert growing(other) == [running["id"], free["id"]]


def test_on_the_presenters_layer_only_the_presenters_ink_grows(room, connect, note):
    chair, desk, reader = connect("chair"), connect("sec"), connect("m1")
    first, second = wet(note(), layer="presenter"), wet(note(), layer="presenter")
    assert "ok" in desk.act(room.world.stream, "presenting.show", paper=room.world.paper, page=1)
    grow(room, chair, first)
    growing(chair)
    grow(room, desk, second)
    growing(desk)
    assert growing(reader) == [second["id"]]


def test_ink_grows_thirty_times_a_second_and_what_is_more_is_dropped(room, connect, note):
    author, reader = connect("m1"), connect("m2")
    body, began = wet(note()), time.monotonic()
    for _ in range(300):
        grow(room, author, body)
    growing(author)
    took = time.monotonic() - began
    assert 0 < len(growing(reader)) <= AT_ONCE + 30 * took + 1
    # Nothing was queued: what the other draws now is seen now.
    later = wet(note())
    grow(room, reader, later)
    growing(reader)
    assert growing(author) == [later["id"]]


def test_whoever_draws_at_once_all_end_with_the_same_marks(room, connect, note):
    stream = room.world.stream
    tablets = [connect(who) for who in (*("chair", "sec", "m1", "m2") * 3, "guest", "screen")]
    drawn, asked = set(), []
    for _ in range(6):
        for tablet in tablets[:-2]:
            mark = note()
            drawn.add(f"strokes/{mark['id']}")
            grow(room, tablet, wet(mark))
            wish = {"id": ids.new(), "stream": stream, "name": "ink.draw", "args": mark}
            asked.append((tablet, tablet.begin("act", wish)))
    last = max(tablet.answer(number)["ok"]["seq"] for tablet, number in asked)
    for tablet in tablets:
        told = [key for entry in tablet.entries(stream, last) for key in entry.get("changes", {})]
        assert sorted(key for key in told if key in drawn) == sorted(drawn)
    fresh = connect("m1", join=False).join(room.world.meeting)["streams"][stream]["records"]
    assert drawn <= set(fresh)
