"""WebSocket frames, as both ends write them; only what is needed to read and to make text."""

import struct
from typing import NamedTuple

_TEXT, _MASKED = 0x81, 0x80
# A mask of zeros is a mask: the server has its work with it, and we have none.
_NO_MASK = bytes(4)
HANDSHAKE = (
    b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n"
    b"Host: faults\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)


class Frame(NamedTuple):
    """`raw` is the whole frame as it came; `text` its payload, unmasked."""

    raw: bytes
    text: bytes

    @property
    def is_text(self) -> bool:
        return self.raw[0] == _TEXT


def from_client(text: bytes) -> bytes:
    return _header(len(text), _MASKED) + _NO_MASK + text


def from_server(text: bytes) -> bytes:
    return _header(len(text), 0) + text


def _header(length: int, masked: int) -> bytes:
    if length < 126:
        return struct.pack("!BB", _TEXT, masked | length)
    if length < 65_536:
        return struct.pack("!BBH", _TEXT, masked | 126, length)
    return struct.pack("!BBQ", _TEXT, masked | 127, length)


class Reader:
    """Takes bytes as they come, gives whole frames. Before the first it takes the HTTP head, kept in `head`."""

    def __init__(self) -> None:
        self.head = b""
        self._kept = b""

    def feed(self, data: bytes) -> list[Frame]:
        self._kept += data
        if not self.head:
            head, ended, rest = self._kept.partition(b"\r\n\r\n")
            if not ended:
                return []
            self.head, self._kept = head + ended, rest
        return self._frames()

    def _frames(self) -> list[Frame]:
        found, at, data = [], 0, self._kept
        while (span := _span(data, at)) and span[2] <= len(data):
            mask, start, end = span
            found.append(Frame(data[at:end], _unmasked(data[start:end], mask)))
            at = end
        self._kept = data[at:]
        return found


def _span(data: bytes, at: int) -> tuple[bytes, int, int] | None:
    """The mask, and where the payload of the frame at `at` begins and ends; None if its header is not all there."""
    if len(data) < at + 2:
        return None
    length, start = data[at + 1] & 127, at + 2
    if length >= 126:
        wide = 2 if length == 126 else 8
        length, start = int.from_bytes(data[start : start + wide], "big"), start + wide
    mask = b""
    if data[at + 1] & _MASKED:
        mask, start = data[start : start + 4], start + 4
    return (mask, start, start + length) if len(data) >= start else None


def _unmasked(payload: bytes, mask: bytes) -> bytes:
    if not any(mask):
        return payload
    return bytes(byte ^ mask[place & 3] for place, byte in enumerate(payload))
