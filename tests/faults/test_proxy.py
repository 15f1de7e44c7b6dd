"""The bad network does to frames what it says, and leaves handshakes and pings alone."""

import pytest

from tests.faults.frames import Reader, from_client, from_server
from tests.faults.proxy import Faults


def frames(*texts: bytes):
    reader = Reader()
    reader.feed(b"HTTP/1.1 101 Switching\r\n\r\n")
    return reader.feed(b"".join(map(from_server, texts)))


@pytest.mark.parametrize("text", [b"", b"x" * 125, b"x" * 126, b"x" * 70_000])
def test_frames_come_out_as_they_went_in(text: bytes):
    reader = Reader()
    whole = b"HTTP/1.1 101 Switching\r\n\r\n" + from_client(text) + from_server(b"next")
    found = [frame.text for at in range(0, len(whole), 1000) for frame in reader.feed(whole[at : at + 1000])]
    assert found == [text, b"next"]


def test_what_is_lost_is_gone_and_what_is_doubled_comes_twice():
    (frame,) = frames(b'42["entries"]')
    lossy, doubling = Faults(drop=1.0), Faults(double=1.0)
    assert lossy.fate(frame, []) == []
    assert doubling.fate(frame, []) == [frame.raw] * 2
    assert (lossy.lost, doubling.doubled) == (1, 1)


def test_what_is_overtaken_comes_after_the_next():
    first, second = frames(b'42["one"]', b'42["two"]')
    faults, waiting = Faults(reorder=1.0), list[bytes]()
    assert faults.fate(first, waiting) == []
    assert faults.fate(second, waiting) == [second.raw, first.raw]
    assert waiting == []


@pytest.mark.parametrize("text", [b"0{}", b"2", b"3", b'40{"token":"x"}'])
def test_handshakes_and_pings_pass(text: bytes):
    (frame,) = frames(text)
    assert Faults(drop=1.0, double=1.0, reorder=1.0).fate(frame, []) == [frame.raw]
