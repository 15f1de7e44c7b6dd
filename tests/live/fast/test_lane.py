"""A lane on real sockets, with a hub that turns when it is told to (C8, C9)."""

import socket

import pytest

from icabinet import metrics
from icabinet.live.fast import lane as lanes
from icabinet.live.fast.frames import PING, framed
from icabinet.live.fast.lane import MOST_BYTES, MOST_FRAMES, MOST_PATIENCE_S, Lane
from icabinet.live.messages import event
from tests.live.fast.hub import TurnedHub
from tests.live.fast.test_frames import from_client

LONGEST = 1_000


class Line:
    """A lane, its hub, and the tablet's end of the connection, which takes as little as it can."""

    def __init__(self):
        self.hub = TurnedHub()
        near, self.tablet = socket.socketpair()
        for end in (near, self.tablet):
            end.setblocking(False)
            end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4_096)
            end.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        self.near = near
        self.lane = Lane(near, self.hub, LONGEST, self)
        self.pongs, self.calls = 0, 0

    def heard_pong(self):
        self.pongs += 1

    def attend_soon(self):
        self.calls += 1

    def received(self):
        """Read all there is; None once the connection has ended."""
        data = b""
        try:
            while piece := self.tablet.recv(1 << 16):
                data += piece
        except BlockingIOError:
            return data
        except OSError:
            return data or None
        return data or None

    def drained(self, turns=20_000):
        """Let the tablet read until nothing waits for it any more."""
        data = b""
        for _ in range(turns):
            data += self.received() or b""
            if not self.lane.waiting_bytes:
                break
            self.hub.turn()
        return data + (self.received() or b"")

    def fill(self):
        """Send until something has to wait."""
        sent = b""
        while not self.lane.waiting_bytes:
            frame = framed(b"%06d" % len(sent) + bytes(1_000))
            self.lane.push(frame)
            sent += frame
        return sent

    def is_cut(self):
        return self.hub.watched == 0


@pytest.fixture
def line():
    line = Line()
    yield line
    line.tablet.close()
    line.near.close()


def test_what_there_is_room_for_goes_at_once(line):
    line.lane.tell(event("head", {"now": 1}))
    assert line.received() == framed(b'42["head",{"now":1}]')
    assert line.lane.waiting_bytes == 0


def test_what_has_to_wait_arrives_whole_and_in_order(line):
    sent = line.fill()
    for number in range(100):
        sent += (frame := framed(b"%d" % number))
        line.lane.push(frame)
    assert line.drained() == sent
    line.lane.push(framed(b"after"))
    assert line.received() == framed(b"after")


def test_a_volatile_frame_never_waits(line):
    sent = line.fill()
    for _ in range(1_000):
        line.lane.push(framed(b"volatile"), volatile=True)
    assert line.drained() == sent


def test_a_volatile_frame_that_has_begun_is_finished(line):
    big = framed(bytes(1 << 20))
    line.lane.push(big, volatile=True)
    assert line.lane.waiting_bytes > 0
    assert line.drained() == big


def test_of_many_volatile_frames_only_the_one_that_has_begun_is_finished(line):
    frames = [framed(b"%06d" % number + bytes(1_000)) for number in range(1_000)]
    line.lane.push(b"".join(frames), volatile=True)
    assert 0 <= line.lane.waiting_bytes < len(frames[0])
    received = line.drained()
    assert b"".join(frames).startswith(received)
    assert 0 < len(received) < len(b"".join(frames))
    assert len(received) % len(frames[0]) == 0


def test_who_leaves_too_many_messages_is_cut_off(line):
    before = metrics.CUT_OFF._value.get()
    line.fill()
    for _ in range(MOST_FRAMES + 1):
        line.lane.push(framed(b"x"))
    assert line.is_cut()
    assert metrics.CUT_OFF._value.get() == before + 1
    assert line.lane.waiting_bytes == 0


def test_who_leaves_too_many_bytes_is_cut_off(line):
    line.fill()
    for _ in range(9):
        line.lane.push(framed(bytes(MOST_BYTES // 8)))
    assert line.is_cut()


def test_one_message_may_be_longer_than_all_that_may_wait(line):
    big = framed(bytes(2 * MOST_BYTES))
    line.lane.push(big)
    line.lane.push(framed(b"behind"))
    assert not line.is_cut()
    assert line.drained() == big + framed(b"behind")


def test_who_takes_nothing_for_long_is_cut_off(line):
    line.fill()
    line.hub.pass_time(MOST_PATIENCE_S)
    assert line.is_cut()


def test_who_takes_something_now_and_then_stays(line):
    line.lane.push(framed(bytes(MOST_BYTES)))
    for _ in range(5):
        line.received()
        line.hub.turn()
        line.hub.pass_time(MOST_PATIENCE_S)
        assert not line.is_cut()
    line.hub.pass_time(MOST_PATIENCE_S)
    assert line.is_cut()


def test_a_ping_is_answered(line):
    line.tablet.send(from_client(b"there?", head=0x80 | PING))
    line.hub.turn()
    assert line.received() == b"\x8a\x06there?"


@pytest.mark.parametrize("data", [b"\x81\x02hi\x00\x00", from_client(b"9"), from_client(b"\xff\xfe"), from_client(b"")])
def test_what_is_not_of_the_protocol_ends_the_connection(line, data):
    line.tablet.send(data)
    line.hub.turn()
    assert line.is_cut()
    assert line.calls == 1
    assert line.lane.next_text() is None
    assert line.received() is None


def test_a_fault_of_ours_ends_this_connection_only(line, caplog):
    line.lane.hot = lambda _payload: 1 / 0
    line.tablet.send(from_client(b'42["act"]'))
    line.hub.turn()
    assert line.is_cut()
    assert "a connection failed" in caplog.text


def test_only_while_nothing_waits_for_the_reader_is_it_heard_at_once(line):
    """Otherwise a message would overtake one that was sent before."""
    hot = []
    line.lane.hot = lambda payload: not hot.append(payload)
    line.tablet.send(from_client(b'42["signal"]') + from_client(b"40") + from_client(b'42["act"]') + from_client(b"3"))
    line.hub.turn()
    assert (hot, line.calls) == ([b'42["signal"]'], 1)
    assert line.lane.next_text() == "40"
    # It is being dealt with, and nothing else waits: what comes now must wait all the same.
    line.tablet.send(from_client(b'42["join"]'))
    line.hub.turn()
    assert [line.lane.next_text() for _ in range(4)] == ['42["act"]', "3", '42["join"]', None]
    line.tablet.send(from_client(b'42["act"]') + from_client(b"3"))
    line.hub.turn()
    assert (hot, line.calls, line.pongs) == ([b'42["signal"]', b'42["act"]'], 1, 1)


def test_closing_says_so_after_all_that_was_sent(line):
    line.lane.push(framed(b"4x"))
    line.lane.close()
    assert line.received() == framed(b"4x") + b"\x88\x00"
    assert line.lane.next_text() is None
    assert line.calls == 1


def test_who_cannot_even_be_said_goodbye_to_has_ended_once(line):
    line.tablet.close()
    line.lane.close()
    assert (line.is_cut(), line.calls) == (True, 1)


def test_after_its_end_nothing_is_sent(line):
    line.lane.cut()
    line.lane.push(framed(b"x"))
    line.lane.close()
    assert line.received() is None


def test_the_limits_are_those_of_the_protocol():
    assert (lanes.MOST_FRAMES, lanes.MOST_BYTES, lanes.MOST_PATIENCE_S) == (256, 2 * 1024 * 1024, 12.0)


def test_what_is_told_under_the_cork_leaves_as_one_and_in_order(line):
    sizes, write = [], line.lane._write
    line.lane._write = lambda data: (sizes.append(len(data)), write(data))[1]
    with lanes.CORK:
        for number in range(3):
            line.lane.push(framed(b"%d" % number))
        assert line.received() == b""
    assert sizes == [9]
    assert line.received() == b"".join(framed(b"%d" % number) for number in range(3))


def test_the_cork_is_drawn_even_if_something_fails(line):
    def told_half():
        with lanes.CORK:
            line.lane.push(framed(b"x"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        told_half()
    line.lane.push(framed(b"y"))
    assert line.received() == framed(b"x") + framed(b"y")


def test_who_is_cut_under_the_cork_gets_nothing(line):
    with lanes.CORK:
        line.lane.push(framed(b"x"))
        line.lane.cut()
    assert line.received() is None


@pytest.mark.parametrize("frame", [from_client(b"x", head=0x80 | PING), from_client(b"3")])
def test_who_sends_more_of_the_rest_than_a_tablet_would_is_cut_off(line, frame):
    for _ in range(41):
        line.tablet.send(frame * 50)
        line.hub.turn()
        line.received()
    assert line.is_cut()


def test_of_what_was_sent_before_the_end_nothing_more_is_read(line):
    line.tablet.send(from_client(b"40") + from_client(b"9"))
    line.hub.turn()
    assert line.is_cut()
    assert line.lane.next_text() is None
