"""Everything that reaches the tablet of somebody who may not read a paper, searched for anything of it (P10)."""

import io
import json
import time
from collections.abc import Callable
from dataclasses import dataclass

import pymupdf
import pytest
import requests

from icabinet import ids
from icabinet.ink.packing import pack
from tests.live.tablet import Tablet
from tests.live.world import close_app, open_app, parts_of

TITLE, FILENAME, WORD = "Phương án nhân sự kín", "nhan-su-rieng.pdf", "chỉ một người đọc"
PATIENCE_S = 20


@dataclass
class Secret:
    """A paper for m1 alone, with what must be found nowhere else."""

    paper: str
    sha: str
    strokes: list[str]

    @property
    def traces(self) -> list[str]:
        return [self.paper, self.sha, TITLE, FILENAME, WORD, "nhan-su", *self.strokes]

    def found_in(self, text: str) -> list[str]:
        return [trace for trace in self.traces if trace in text or trace in json.dumps(text)]


class Listener:
    """Whoever keeps every packet that a tablet gets."""

    def __init__(self, tablet: Tablet, monkeypatch: pytest.MonkeyPatch) -> None:
        self.tablet, self.packets = tablet, []
        take = tablet._ws.recv

        def recv() -> str:
            self.packets.append(take())
            return self.packets[-1]

        monkeypatch.setattr(tablet._ws, "recv", recv)


def document() -> bytes:
    with pymupdf.open() as made:
        for _ in range(3):
            made.new_page().insert_text((72, 72), "page")
        return bytes(made.tobytes())


@pytest.fixture
def api(room) -> Callable[..., requests.Response]:
    def call(who: str, method: str, path: str, **given: object) -> requests.Response:
        headers = {"Authorization": f"Bearer {room.token(who)}"}
        return requests.request(
            method, f"{room.server.url}{path}", headers=headers, timeout=PATIENCE_S, allow_redirects=False, **given
        )

    return call


@pytest.fixture
def heard(room, connect, monkeypatch: pytest.MonkeyPatch) -> dict[str, Listener]:
    """Those who may not read it, listening from before it is there."""
    return {who: Listener(connect(who), monkeypatch) for who in ("m2", "guest", "screen")}


@pytest.fixture
def secret(room, connect, api, heard) -> Secret:
    """File it, and have done with it whatever can be done."""
    stream, desk, reader = room.world.stream, connect("sec"), connect("m1")
    paper = ids.new()
    form = {"id": paper, "title": TITLE, "people": room.world.people["m1"], "level": "limited"}
    answer = api(
        "sec", "POST", f"/api/v1/meetings/{room.world.meeting}/papers", data=form,
        files={"file": (FILENAME, io.BytesIO(document()))},
    )  # fmt: skip
    assert answer.status_code == 201, answer.text
    reader.wait("entries", lambda body: any(_ready(entry, paper) for entry in body["entries"]), PATIENCE_S)
    strokes = [ids.new() for _ in range(3)]
    made = {"paper": paper, "page": 1, "tool": "pen", "colour": "#102030", "width": 20, "points": pack([1, 2, 3])}
    for tablet, stroke in ((desk, strokes[0]), (reader, strokes[1]), (reader, strokes[2])):
        assert "ok" in tablet.act(stream, "ink.draw", id=stroke, **made)
        tablet.tell("signal", {"meeting": room.world.meeting, "name": "wet", "body": {**made, "id": stroke}})
    assert "ok" in reader.act(stream, "ink.erase", ids=[strokes[2]])
    assert "ok" in desk.act(stream, "presenting.show", paper=paper, page=2)
    pointer = {"paper": paper, "page": 2, "x": 1, "y": 1, "on": True}
    desk.tell("signal", {"meeting": room.world.meeting, "name": "pointer", "body": pointer})
    reader.wait("signal", lambda body: body["name"] == "pointer")
    assert "ok" in desk.act(stream, "papers.rename", id=paper, title=f"{TITLE} 2")
    return Secret(paper, answer.json()["sha"], strokes)


def _ready(entry: dict, paper: str) -> bool:
    record = (entry.get("changes") or {}).get(f"papers/{paper}")
    return record is not None and record["state"] == "ready"


def test_no_packet_has_a_trace_of_it(room, connect, secret: Secret, heard: dict[str, Listener]):
    last = connect("sec").act(room.world.stream, "papers.remove", id=secret.paper)["ok"]["seq"]
    for who, listener in heard.items():
        listener.tablet.entries(room.world.stream, last)
        # As one who was away, and as one who comes for the first time.
        for since in (0, last - 12, last - 1):
            listener.tablet.ask("catch_up", {"stream": room.world.stream, "since": since})
        listener.tablet.join(room.world.meeting)
        assert any("presenting/now" in packet for packet in listener.packets)
        assert [(who, packet) for packet in listener.packets if secret.found_in(packet)] == []


def test_no_answer_over_http_has_a_trace_of_it(room, api, secret: Secret):
    app = open_app(room.server.data_dir)
    routes = [rule for rule in app.url_map.iter_rules() if "GET" in rule.methods]
    values = parts_of(room.world) | {"person": room.world.people["m2"]}
    build = app.url_map.bind("").build
    close_app(app)
    assert len(routes) > 30
    for who in ("m2", "guest", "screen"):
        for rule in routes:
            own = {name: values[name] for name in rule.arguments if name not in ("paper", "sha")}
            asked = {name: getattr(secret, name) for name in rule.arguments if name in ("paper", "sha")}
            answer = api(who, "GET", build(rule.endpoint, own | asked))
            if asked:
                # As for one that never was, but for what the asker has said.
                never = {name: "0" * len(value) for name, value in asked.items()}
                nowhere = api(who, "GET", build(rule.endpoint, own | never))
                assert (who, str(rule), answer.status_code) == (who, str(rule), nowhere.status_code)
                # What is there for programs answers to their keys alone.
                refused = (401,) if "/published/" in rule.rule else (403, 404)
                assert answer.status_code in refused, (who, rule)
                assert TITLE not in answer.text
            else:
                assert (who, str(rule), secret.found_in(answer.text)) == (who, str(rule), [])


def test_acting_on_it_is_refused_as_if_it_were_not_there(room, connect, secret: Secret):
    member = connect("m2")
    stroke = {"page": 1, "tool": "pen", "colour": "#102030", "width": 20, "points": pack([1, 2, 3])}
    for stream in (room.world.stream, room.world.notebook("m2")):
        codes = [
            member.act(stream, "ink.draw", id=ids.new(), paper=paper, **stroke)["error"]["code"]
            for paper in (secret.paper, ids.new())
        ]
        assert codes == ["not_found"] * 2


def test_a_signal_of_one_who_may_not_know_it_is_dropped(room, connect, secret: Secret):
    member, reader = connect("m2"), connect("m1")
    wet = {"id": ids.new(), "page": 1, "tool": "pen", "colour": "#102030", "width": 20, "points": pack([1, 2, 3])}
    for paper in (secret.paper, room.world.paper):
        member.tell("signal", {"meeting": room.world.meeting, "name": "wet", "body": {**wet, "paper": paper}})
    assert reader.wait("signal", lambda body: body["name"] == "wet")["body"]["paper"] == room.world.paper


def test_an_embargo_ends_by_itself_and_the_paper_appears(room, connect, api):
    member, stream = connect("m2"), room.world.stream
    until = int(time.time() * 1000) + 1_500
    form = {"id": ids.new(), "title": TITLE, "until": str(until)}
    filed = {"file": (FILENAME, io.BytesIO(document()))}
    answer = api("sec", "POST", f"/api/v1/meetings/{room.world.meeting}/papers", data=form, files=filed)
    assert answer.status_code == 201, answer.text
    key = f"papers/{form['id']}"
    told = member.wait("entries", lambda body: any(key in entry.get("changes", {}) for entry in body["entries"]))
    entry = next(entry for entry in told["entries"] if key in entry.get("changes", {}))
    assert (told["stream"], entry["changes"][key]["title"], entry["changes"][key]["until"]) == (stream, TITLE, None)
    assert time.time() * 1000 >= until
