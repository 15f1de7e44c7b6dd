"""What a client may send over a WebSocket that no client of ours would: made by hypothesis, byte by byte."""

import json
import struct
from typing import Any

from hypothesis import strategies as st

_EVENTS = ("act", "join", "catch_up", "signal", "connect", "disconnect", "message", "no_such", "")
_FIELDS = ("id", "stream", "name", "args", "meeting", "since", "role", "body", "token", "csrf", "_placeholder", "num")
_LEAF = (
    st.none()
    | st.booleans()
    | st.sampled_from((0, -1, 2**31, 2**63, 2**64, 10**400, 1.5, -0.0, 1e308))
    | st.sampled_from(("", "x", "\0", "\u202e", "🂡" * 200, "0" * 20, "x" * 5_000, "meeting:x", "notebook:x:y"))
    | st.text(max_size=20)
)
_VALUE = st.recursive(
    _LEAF,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(_FIELDS) | st.text(max_size=5), inner),
    max_leaves=10,
)
_PREFIX = st.sampled_from(
    ("0", "1", "2", "2probe", "3", "4", "40", "41", "42", "43", "44", "45", "46", "47", "5", "6", "7", "b", "")
)
_NUMBER = st.sampled_from(("", "0", "1", "1-", "51-", "9" * 15, "9" * 200, "/admin,", "/,7"))


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


_BODY = (
    _VALUE.map(_text)
    | st.tuples(st.sampled_from(_EVENTS), _VALUE).map(lambda pair: _text(list(pair)))
    | st.text(max_size=40)
    | st.integers(1, 20_000).map(lambda depth: '["act",' + "[" * depth + "]" * depth + "]")
    | st.integers(1, 20_000).map(lambda depth: '["act",' + '{"args":' * depth)
    | st.sampled_from(('["act","\\ud800"]', '["act",NaN]', '["act",{"id":1,"id":2}]', "[1", "null", ""))
)
# A packet of Engine.IO and Socket.IO, more or less; some with half a letter, and some that are no text at all.
_PACKET = st.tuples(_PREFIX, _NUMBER, _BODY).map(lambda parts: "".join(parts).encode(errors="surrogatepass"))
_PAYLOAD = _PACKET | _PACKET | st.binary(max_size=200) | st.integers(0, 400_000).map(lambda size: b'42["' + b"x" * size)


def _frame(head: int, payload: bytes, mask: bytes, lie: int, wide: int) -> bytes:
    """`lie` is added to the length that is said; `wide` is the least number of bytes that it takes."""
    length, masked = max(0, len(payload) + lie), 0x80 if mask else 0
    if wide == 8 or length > 0xFFFF:
        size = struct.pack("!BQ", masked | 127, length)
    elif wide == 2 or length > 125:
        size = struct.pack("!BH", masked | 126, length)
    else:
        size = struct.pack("!B", masked | length)
    turned = bytes(byte ^ mask[at & 3] for at, byte in enumerate(payload)) if any(mask) else payload
    return bytes([head]) + size + mask + turned


_NO_MASK = st.just(bytes(4))
# Whole messages, parts of them, control frames, kinds that do not exist, reserved bits.
_HEAD = st.sampled_from((0x81,) * 8 + (0x01, 0x80, 0x00, 0x82, 0x88, 0x89, 0x8A, 0x09, 0x83, 0x8B, 0xC1, 0xF1))
_MASK = _NO_MASK | _NO_MASK | st.binary(min_size=4, max_size=4) | st.just(b"")
_LIE = st.sampled_from((0,) * 12 + (-1, 1, 5, 1_000, 2**20, 2**62))
_FRAME = st.builds(_frame, _HEAD, _PAYLOAD, _MASK, _LIE, st.sampled_from((0, 0, 0, 2, 8)))
_HALF = st.tuples(_FRAME, st.floats(0, 1)).map(lambda cut: cut[0][: int(len(cut[0]) * cut[1])])
_PINGS = st.integers(1, 300).map(lambda number: _frame(0x89, b"x", bytes(4), 0, 0) * number)
_PARTS = st.integers(1, 50).map(lambda number: _frame(0x01, b"42", bytes(4), 0, 0) + b"\x00\x81\0\0\0\0x" * number)

# What is sent over one connection, piece by piece.
SCRIPT = st.lists(_FRAME | _FRAME | _FRAME | _HALF | _PINGS | _PARTS | st.binary(max_size=100), min_size=1, max_size=6)
# How far the client is before it misbehaves.
BEGINNING = st.sampled_from(("", "signed in", "joined"))
