"""A real server: what it measures of itself, what it logs, and how it ends when it is asked to."""

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import docx
import pytest
import requests
from prometheus_client.parser import text_string_to_metric_families

from icabinet import ids
from icabinet.ink.packing import pack
from tests.live.conftest import Room
from tests.live.server import ROOT, Server
from tests.live.tablet import Tablet, knock
from tests.live.wire import read_to_end
from tests.live.world import World

ENDS_WITHIN_S = 5.0


class JsonServer(Server):
    """A server that logs for programs, everything."""

    def environment(self) -> dict[str, str]:
        return {**super().environment(), "ICABINET_LOG_FORMAT": "json", "ICABINET_LOG_LEVEL": "debug"}


@pytest.fixture
def room(furnished: tuple[Path, World], tmp_path: Path) -> Iterator[Room]:
    folder, world = furnished
    server = JsonServer(shutil.copytree(folder, tmp_path / "data")).start()
    yield Room(server, world)
    server.close()


def tablet(room: Room, who: str) -> Tablet:
    made = Tablet(room.server, {"token": room.token(who)})
    made.join(room.world.meeting)
    return made


def metrics(room: Room) -> dict[str, float]:
    text = requests.get(f"{room.server.url}/metrics", timeout=5).text
    families = text_string_to_metric_families(text)
    return {"/".join([one.name, *one.labels.values()]): one.value for family in families for one in family.samples}


def lines(room: Room) -> list[dict[str, Any]]:
    written = room.server.log.splitlines()
    return [json.loads(line) for line in written if not line.startswith("I-Cabinet: http")]


def test_a_server_at_work_can_be_watched(room: Room):
    world = room.world
    with tablet(room, "sec") as sec, tablet(room, "m1") as m1:
        sec.act(world.stream, "presenting.show", paper=world.paper, page=2)
        seq = sec.act(world.stream, "presenting.show", paper=world.paper, page=3)["ok"]["seq"]
        m1.entries(world.stream, seq)
        assert m1.act(world.stream, "agenda.open_item", id=world.item)["error"]["code"] == "not_allowed"
        found = metrics(room)
        assert found["icabinet_sockets"] == 2
        # Two entries, to two tablets each.
        assert found["icabinet_entries_told_total"] == 4
        assert found["icabinet_refusals_total/not_allowed"] == 1
        assert found["icabinet_writer_batch_size_sum"] >= 2
        assert found["process_resident_memory_bytes"] > 10_000_000
        while (found := metrics(room))["icabinet_hub_lag_seconds_count"] == 0:
            m1.heard("head")
        assert found["icabinet_hub_lag_seconds_sum"] < 60


def test_every_line_of_its_log_is_an_object_and_every_act_has_its_id(room: Room):
    action, world = ids.new(), room.world
    with tablet(room, "sec") as sec:
        assert "ok" in sec.act(world.stream, "presenting.show", action, paper=world.paper, page=2)
        assert "error" in sec.act(world.stream, "agenda.open_item", id="nosuchitem000000")
    told = lines(room)
    [act] = [line for line in told if line["event"] == "act" and line["act"] == "presenting.show"]
    assert act["action"] == action
    assert "request" not in act
    [refused] = [line for line in told if line.get("act") == "agenda.open_item"]
    assert (refused["event"], refused["code"]) == ("refused", "not_found")


def test_asked_to_end_it_tells_the_tablets_to_come_again(room: Room):
    with tablet(room, "sec") as sec, tablet(room, "m1") as m1:
        began = time.monotonic()
        assert room.server.end() == 0
        assert time.monotonic() - began < ENDS_WITHIN_S
        for each in (sec, m1):
            assert each.wait("bye", lambda body: body["code"]) == {"code": "restarting"}
            each.wait_closed()
    with pytest.raises(ConnectionRefusedError):
        knock(room.server)
    room.server.start()
    tablet(room, "sec").close()
    assert "exception" not in "".join(line.get("exception", "") for line in lines(room))


def test_a_second_server_in_the_same_place_says_so_and_ends(room: Room):
    """It must not share the port with the first: two processes on one SQLite are not what anybody meant."""
    second = JsonServer(room.server.data_dir)
    second.port = room.server.port
    done = subprocess.run(
        [sys.executable, "wsgi.py"],
        cwd=ROOT,
        env=second.environment(),
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == f"127.0.0.1:{room.server.port}: Address already in use"


def test_who_has_just_come_in_is_still_answered(room: Room):
    """A balancer may have got a connection a moment before the end; what it carries is on its way."""
    with knock(room.server) as early:
        requests.get(f"{room.server.url}/healthz", timeout=5)
        os.kill(room.server.pid, signal.SIGTERM)
        while accepts(room):
            pass
        early.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        assert early.recv(100).startswith(b"HTTP/1.1 200")
    assert room.server.end() == 0


@pytest.mark.parametrize("_again", range(2))
def test_whoever_gets_a_connection_gets_an_answer_to_the_very_last(room: Room, _again):
    many, came = 8, threading.Semaphore(0)
    with ThreadPoolExecutor(many) as callers:
        asking = [callers.submit(ask_until_refused, room, came) for _ in range(many)]
        for _ in range(5 * many):
            assert came.acquire(timeout=30)
        assert room.server.end() == 0
    assert [answer for one in asking for answer in one.result() if not answer.startswith(b"HTTP/1.1 200")] == []


def ask_until_refused(room: Room, came: threading.Semaphore) -> list[bytes]:
    """Ask over a new connection each time, until there is none to be had; return the answers."""
    answers = []
    while True:
        try:
            wire = knock(room.server)
        except ConnectionError:
            return answers
        with wire:
            wire.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            answers.append(read_to_end(wire))
        came.release()


def accepts(room: Room) -> bool:
    try:
        knock(room.server).close()
    except ConnectionError:
        return False
    return True


def test_what_it_was_doing_is_done_first(room: Room):
    world = room.world
    with tablet(room, "sec") as sec:
        pages = [{"paper": world.paper, "page": page} for page in range(2, 32)]
        acts = [{"id": ids.new(), "stream": world.stream, "name": "presenting.show", "args": args} for args in pages]
        asked = [sec.begin("act", act) for act in acts]
        first = sec.answer(asked[0])["ok"]["seq"]
        assert room.server.end() == 0
        answered = [first, *answers(sec, asked[1:])]
    assert answered == list(range(first, first + len(answered)))
    room.server.start()
    with tablet(room, "sec") as sec:
        again = [sec.ask("act", act)["ok"]["seq"] for act in acts]
    assert again[: len(answered)] == answered
    assert again == list(range(first, first + len(acts)))


def answers(sec: Tablet, asked: list[int]) -> Iterator[int]:
    """Yield the answers that came before the end of the connection."""
    for number in asked:
        try:
            yield sec.answer(number)["ok"]["seq"]
        except AssertionError:
            return


def test_who_reads_nothing_does_not_hold_it_up(room: Room):
    deaf, sec, world = tablet(room, "m1"), tablet(room, "sec"), room.world
    points = pack([at % 3 * 400 * (at % 2) for at in range(6_000)])
    for _ in range(60):
        ink = {"id": ids.new(), "paper": world.paper, "page": 1, "tool": "pen", "colour": "#102030", "width": 20}
        assert "ok" in sec.act(world.stream, "ink.draw", points=points, **ink)
    began = time.monotonic()
    assert room.server.end() == 0
    assert time.monotonic() - began < ENDS_WITHIN_S
    deaf.close()
    sec.close()


def test_a_conversion_that_it_cuts_short_is_taken_up_again(room: Room):
    paper, world = ids.new(), room.world
    with tablet(room, "sec") as sec:
        upload(room, paper)
        sec.wait("entries", lambda body: state_in(body, paper) == "converting")
        began = time.monotonic()
        assert room.server.end() == 0
        assert time.monotonic() - began < ENDS_WITHIN_S
    room.server.start()
    with tablet(room, "sec") as sec:
        if sec.join(world.meeting)["streams"][world.stream]["records"][f"papers/{paper}"]["state"] != "ready":
            sec.wait("entries", lambda body: state_in(body, paper) in ("ready", "failed"), within=60)
        assert sec.join(world.meeting)["streams"][world.stream]["records"][f"papers/{paper}"]["state"] == "ready"
    facts = [json.loads(line) for line in room.server.command("journal", "export", world.stream).splitlines()]
    attempts = [one["body"]["attempt"] for one in facts if one["name"] == "papers.conversion_started"]
    # A quick machine may have finished the conversion just before it was asked to end.
    assert attempts in ([1, 1, 2], [1, 1])


def upload(room: Room, paper: str) -> None:
    """File a report that takes a second or two to convert."""
    document, kept = docx.Document(), io.BytesIO()
    for number in range(300):
        document.add_paragraph(f"{number} " + "a long report " * 40)
    document.save(kept)
    answer = requests.post(
        f"{room.server.url}/api/v1/meetings/{room.world.meeting}/papers",
        data={"id": paper},
        files={"file": ("report.docx", kept.getvalue())},
        headers={"Authorization": f"Bearer {room.token('sec')}"},
        timeout=10,
    )
    assert answer.status_code == 201, answer.text


def state_in(body: dict[str, Any], paper: str) -> str:
    """Return the paper's last state in these entries."""
    found = [entry["changes"].get(f"papers/{paper}") for entry in body["entries"] if "changes" in entry]
    return next((record["state"] for record in reversed(found) if record), "")
