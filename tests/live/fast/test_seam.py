"""What hangs a lane into the Engine.IO server: its half of a connection, from the greeting to the end."""

import gc
import socket
import threading
from collections import Counter

import engineio
import pytest
from engineio.socket import Socket

from icabinet.live.fast.greeting import Greeter
from icabinet.live.fast.lane import Lane
from icabinet.live.fast.seam import Keeper, install, lane_of
from tests.live.fast.hub import TurnedHub
from tests.live.fast.test_frames import from_client
from tests.live.fast.test_greeting import handshake

LONGEST_S = 10.0


class Line:
    """A server with one connection that has been greeted, on a hub that turns when it is told to."""

    def __init__(self):
        self.hub, self.said, self.ended = TurnedHub(), [], threading.Event()
        self.hears, self.may_go_on = threading.Event(), threading.Event()
        self.may_go_on.set()
        options = {"transports": ["websocket"], "cors_allowed_origins": [], "async_handlers": False}
        self.engine = engineio.Server(async_mode="threading", **options)
        self.engine.on("message", self.hear)
        self.engine.on("disconnect", lambda *_: self.ended.set())
        install(self.engine, self.hub)
        near, self.tablet = socket.socketpair()
        near.setblocking(False)
        self.tablet.settimeout(LONGEST_S)
        self.tablet.sendall(handshake())
        assert Greeter(self.engine.handle_request, ("127.0.0.1", 5000)).greet(handshake(), lambda: near, "10.0.0.7")
        (self.sid,) = self.engine.sockets
        self.lane = lane_of(self.engine, self.sid)

    def hear(self, _sid, text):
        self.hears.set()
        assert self.may_go_on.wait(LONGEST_S)
        self.said.append(text)

    def settled(self):
        """Wait for all that is done in the background."""
        for thread in threading.enumerate():
            if thread is not threading.current_thread() and "_attend" in thread.name:
                thread.join(LONGEST_S)


@pytest.fixture
def line():
    line = Line()
    yield line
    line.may_go_on.set()
    line.tablet.close()
    line.hub.turn()
    line.settled()


def test_it_is_greeted_in_one_go(line):
    answer = line.tablet.recv(4096)
    assert answer.startswith(b"HTTP/1.1 101 Switching Protocols\r\n")
    assert b'0{"sid"' in answer


def test_what_is_not_hot_is_read_in_order_and_an_end_waits_for_it(line):
    line.may_go_on.clear()
    line.tablet.sendall(from_client(b'42["act"]') + from_client(b'42["join"]'))
    line.hub.turn()
    assert line.hears.wait(LONGEST_S)
    line.tablet.close()
    line.hub.turn()
    assert line.lane.is_over
    assert not line.ended.is_set()
    line.may_go_on.set()
    line.settled()
    assert line.ended.is_set()
    assert line.said == ['2["act"]']
    assert not line.engine.sockets


def test_a_ping_is_sent_by_the_hub_s_clock_and_a_pong_sets_it_again(line):
    line.tablet.recv(4096)
    for _ in range(2):
        line.hub.pass_time(line.engine.ping_interval)
        assert line.tablet.recv(4096) == b"\x81\x012"
        line.hub.pass_time(line.engine.ping_interval)
        line.tablet.sendall(from_client(b"3"))
        line.hub.turn()
    assert not [thread for thread in threading.enumerate() if "_send_ping" in thread.name]


def test_the_server_may_end_it(line):
    line.tablet.recv(4096)
    line.engine.disconnect(line.sid)
    line.settled()
    assert line.tablet.recv(4096) == b"\x81\x011\x88\x00"
    assert line.tablet.recv(4096) == b""
    assert line.hub.watched == 0


def test_what_has_ended_is_let_go_of_without_a_search_for_garbage(line):
    line.lane.hot = lambda _payload, it=line.lane: bool(it)
    line.hub.pass_time(line.engine.ping_interval)
    gc.collect()
    gc.disable()
    try:
        there = _there()
        line.lane = None
        line.tablet.close()
        line.hub.turn()
        line.settled()
        line.hub.pass_time(line.engine.ping_interval)
        # Ended servers of other tests may still be there.
        assert there - _there() == {"Lane": 1, "Keeper": 1, "Socket": 1}
    finally:
        gc.enable()


def _there():
    return Counter(type(one).__name__ for one in gc.get_objects() if isinstance(one, (Lane, Keeper, Socket)))
