"""The fast path serves if it proves itself; the libraries' own path does the same, only slower."""

import json
import re
import shutil
import time

import pytest
import requests

from icabinet import ids
from icabinet.app import create_app
from icabinet.config import Settings
from icabinet.live.fast.trial import fault_of
from tests.live.conftest import Room
from tests.live.fast.hub import TurnedHub
from tests.live.fast.test_frames import from_client
from tests.live.server import Server
from tests.live.tablet import PATIENCE_S, Tablet, knock
from tests.live.wire import request

HANDSHAKE = request(
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
    {
        "Host": "x",
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "x",
    },
)  # fmt: skip


class ByPath(Server):
    """A server that is told which way to go."""

    fast_path = "1"

    def environment(self):
        return super().environment() | {"ICABINET_FAST_PATH": self.fast_path}


class Stock(ByPath):
    fast_path = "0"


@pytest.fixture(scope="module", params=[ByPath, Stock], ids=["fast", "stock"])
def room(request, furnished, tmp_path_factory):
    data_dir = tmp_path_factory.mktemp("data")
    _, furnished_world = furnished
    shutil.copytree(furnished[0], data_dir, dirs_exist_ok=True)
    server = request.param(data_dir).start()
    yield Room(server, furnished_world)
    server.close()


def test_it_says_which_path_serves(room):
    text = requests.get(f"{room.server.url}/metrics", timeout=5).text
    found = re.search(r"^icabinet_fast_path (\d)", text, re.MULTILINE)
    assert found[1] == room.server.fast_path


def test_an_act_is_answered_and_told_to_all(room, connect):
    here, chair, others = room.world, connect("chair"), [connect(who) for who in ("sec", "m1", "guest", "screen")]
    seq = chair.act(here.stream, "presenting.show", paper=here.paper, page=2)["ok"]["seq"]
    for tablet in (chair, *others):
        assert tablet.entries(here.stream, upto=seq)[-1]["changes"]["presenting/now"]["page"] == 2


def test_acts_of_one_tablet_keep_their_order(room, connect):
    here, chair = room.world, connect("chair")
    pages = [1 + number % 50 for number in range(100)]
    asked = [chair.begin("act", _show(here, page)) for page in pages]
    seqs = [chair.answer(number)["ok"]["seq"] for number in asked]
    assert seqs == list(range(seqs[0], seqs[0] + 100))
    changes = [entry.get("changes", {}) for entry in chair.entries(here.stream, seqs[-1])]
    assert changes[-1]["presenting/now"]["page"] == pages[-1]


def test_refusals_are_said_in_the_person_s_language(room, connect):
    error = connect("m1").act(room.world.stream, "presenting.show", paper=room.world.paper, page=1)["error"]
    assert (error["code"], error["data"]) == ("not_allowed", {"permission": "papers.present"})
    assert error["message"]


def test_signals_reach_the_others(room, connect):
    chair, member = connect("chair"), connect("m1")
    body = {"paper": room.world.paper, "page": 1, "x": 1, "y": 2, "on": True}
    for x in range(50):
        chair.tell("signal", {"meeting": room.world.meeting, "name": "pointer", "body": body | {"x": x}})
    heard = [member.wait("signal", lambda said: said["name"] == "pointer")["body"]["x"] for _ in range(50)]
    assert heard == list(range(50))
    assert not [said for said in chair.heard("signal") if said["name"] == "pointer"]


def test_of_too_many_tablets_the_oldest_goes(room, connect):
    tablets = [connect("m2") for _ in range(8)]
    newest = connect("m2")
    assert tablets[0].wait("bye") == {"code": "too_many_tablets"}
    tablets[0].wait_closed()
    assert newest.join(room.world.meeting)["viewer"]["role"] == "member"
    assert not tablets[1].heard("bye")


def test_who_is_sent_away_is_told_why_and_disconnected(room):
    token = room.sign_in("guest")
    with Tablet(room.server, {"token": token}) as tablet:
        tablet.join(room.world.meeting)
        bearer = {"Authorization": f"Bearer {token}"}
        session = requests.get(f"{room.server.url}/api/v1/sessions", headers=bearer, timeout=5).json()
        mine = next(one["id"] for one in session if one["current"])
        assert requests.delete(f"{room.server.url}/api/v1/sessions/{mine}", headers=bearer, timeout=5).ok
        assert tablet.wait("bye", within=PATIENCE_S) == {"code": "not_signed_in"}
        tablet.wait_closed()


def _show(here, page):
    args = {"paper": here.paper, "page": page}
    return {"id": ids.new(), "stream": here.stream, "name": "presenting.show", "args": args}


@pytest.mark.parametrize("cut", [10, 120])
def test_a_handshake_in_two_pieces_is_a_handshake(room, cut):
    """The libraries greet whatever is not there at once; all that follows is the same."""
    with knock(room.server) as wire:
        wire.sendall(HANDSHAKE[:cut])
        assert requests.get(f"{room.server.url}/healthz", timeout=5).ok
        wire.sendall(HANDSHAKE[cut:])
        assert _until(wire, b"0{").startswith(b"HTTP/1.1 101")
        wire.sendall(_connect(room))
        _until(wire, b"40{")


def test_a_message_right_behind_the_handshake_is_not_lost(room):
    """No client may send it so early; where ours greets, it does no harm."""
    if room.server.fast_path == "0":
        pytest.skip("the libraries lose it")
    with knock(room.server) as wire:
        wire.sendall(HANDSHAKE + _connect(room))
        _until(wire, b"40{")


def test_who_leaves_before_the_answer_leaves_nothing_behind(room):
    """A tablet may go while its session is still being looked up."""
    for _ in range(20):
        with knock(room.server) as wire:
            wire.sendall(HANDSHAKE)
            _until(wire, b"0{")
            wire.sendall(_connect(room))
    deadline = time.monotonic() + PATIENCE_S
    while "icabinet_sockets 0.0" not in requests.get(f"{room.server.url}/metrics", timeout=5).text:
        assert time.monotonic() < deadline


def _connect(room):
    return from_client(b"40" + json.dumps({"token": room.token("m1")}).encode())


def _until(wire, expected):
    received = b""
    while expected not in received:
        received += wire.recv(4096)
    return received


def test_where_the_seam_does_not_hold_the_trial_says_so():
    assert fault_of(TurnedHub(), "threading")


def test_without_proof_the_libraries_serve(tmp_path, caplog):
    app = create_app(Settings(data_dir=tmp_path, secret_key="for tests only"), hub=TurnedHub())
    assert not app.extensions["live"].is_fast
    assert "the fast path does not hold" in caplog.text
