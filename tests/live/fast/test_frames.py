"""WebSocket frames: whatever is cut or broken, it is one of three: nothing yet, the message, or the end (C8)."""

import struct
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icabinet.live.fast.frames import CLOSE, PING, PONG, TEXT, Broken, Incoming, end_of_begun, framed, unmasked

LONGEST = 70_000
payloads = st.one_of(st.binary(max_size=300), st.integers(0, LONGEST).map(lambda size: b"x" * size))
masks = st.binary(min_size=4, max_size=4)


def from_client(payload, mask=bytes(4), head=0x80 | TEXT):
    length = len(payload)
    if length < 126:
        start = struct.pack("!BB", head, 0x80 | length)
    elif length < 65_536:
        start = struct.pack("!BBH", head, 0x80 | 126, length)
    else:
        start = struct.pack("!BBQ", head, 0x80 | 127, length)
    return start + mask + bytes(byte ^ mask[at % 4] for at, byte in enumerate(payload))


def parts_of(payload, cuts):
    """A message in parts, as a client may send it."""
    places = sorted({cut % (len(payload) + 1) for cut in cuts})
    pieces = [payload[a:b] for a, b in zip([0, *places], [*places, len(payload)], strict=True)]
    heads = [TEXT, *[0] * (len(pieces) - 1)]
    heads[-1] |= 0x80
    return [from_client(piece, b"abcd", head) for piece, head in zip(pieces, heads, strict=True)]


@given(payload=payloads, mask=masks)
def test_unmasking_is_masking(payload, mask):
    masked = from_client(payload, mask)[-len(payload) :] if payload else b""
    assert unmasked(masked, mask) == payload


@given(sent=st.lists(st.tuples(payloads, masks), max_size=6), cuts=st.lists(st.integers(1, 5_000), max_size=20))
def test_however_it_is_cut_every_message_arrives_once_and_in_order(sent, cuts):
    data, incoming, heard = b"".join(from_client(*one) for one in sent), Incoming(LONGEST), []
    for size in [*cuts, len(data) + 1]:
        piece, data = data[:size], data[size:]
        heard += incoming.feed(piece)
    assert heard == [(TEXT, payload) for payload, _ in sent]


@given(payload=payloads, cuts=st.lists(st.integers(0, 1 << 20), max_size=5), ping=st.binary(max_size=125))
def test_a_message_in_parts_is_put_together_and_a_ping_may_come_between(payload, cuts, ping):
    incoming, heard = Incoming(LONGEST), []
    for part in parts_of(payload, cuts):
        heard += incoming.feed(part + from_client(ping, head=0x80 | PING))
    assert [one for one in heard if one[0] == TEXT] == [(TEXT, payload)]
    assert {one for one in heard if one[0] != TEXT} == {(PING, ping)}


@given(payload=payloads)
def test_what_we_send_is_read_by_what_a_client_would(payload):
    frame = framed(payload)
    length, start = frame[1], 2
    if length >= 126:
        start = 4 if length == 126 else 10
        length = int.from_bytes(frame[2:start], "big")
    assert frame[0] == 0x80 | TEXT
    assert (length, frame[start:]) == (len(payload), payload)


@given(sent=st.lists(payloads, min_size=1, max_size=6), place=st.integers(0, 1 << 20))
def test_a_frame_that_has_begun_ends_where_it_ends(sent, place):
    frames = [framed(payload) for payload in sent]
    whole = b"".join(frames)
    ends = [0, *accumulate(map(len, frames))]
    place %= len(whole) + 1
    assert end_of_begun(whole, place) == min(end for end in ends if end >= place)


@pytest.mark.parametrize(
    "data",
    [
        b"\x81\x02hi\x00\x00",  # not masked
        from_client(b"hi", head=0xF0 | TEXT),  # reserved bits
        from_client(b"hi", head=0x83),  # unknown kind
        from_client(b"hi", head=0x82),  # bytes
        from_client(b"hi", head=0x80),  # goes on where nothing began
        from_client(b"hi", head=TEXT) + from_client(b"hi"),  # begins within another
        from_client(b"", head=PING),  # a ping in parts
        from_client(bytes(126), head=0x80 | PONG),  # a pong too long
        b"\x81\xff" + (LONGEST + 1).to_bytes(8, "big") + bytes(4),  # longer than a message may be
        b"\x81\xff" + b"\xff" * 8 + bytes(4),  # longer than anything
    ],
)
def test_what_is_not_of_the_protocol_is_broken(data):
    with pytest.raises(Broken):
        list(Incoming(LONGEST).feed(data))


def test_parts_without_end_are_broken():
    incoming = Incoming(LONGEST)
    list(incoming.feed(from_client(bytes(30_000), head=TEXT)))
    list(incoming.feed(from_client(bytes(30_000), head=0)))
    with pytest.raises(Broken):
        list(incoming.feed(from_client(bytes(30_000), head=0)))


@given(data=st.binary(max_size=2_000))
def test_noise_is_never_anything_but_messages_or_broken(data):
    incoming = Incoming(LONGEST)
    try:
        for kind, payload in incoming.feed(data):
            assert kind in (TEXT, CLOSE, PING, PONG)
            assert isinstance(payload, bytes)
    except Broken:
        pass
