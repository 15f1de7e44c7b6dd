"""WebSocket frames by hand, so that measuring costs as little as can be."""

import socket
import struct

# A mask of zeros is a mask: the server has its work with it, and we have none.
_NO_MASK = bytes(4)
_SHORT, _LONG = 126, 65_536
HANDSHAKE = (
    b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n"
    b"Host: bench\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)


def from_client(text: bytes) -> bytes:
    """Return the frame that a client sends."""
    return _header(len(text), 0x80) + _NO_MASK + text


def from_server(text: bytes) -> bytes:
    """Return the frame that a server sends."""
    return _header(len(text), 0) + text


def _header(length: int, masked: int) -> bytes:
    if length < _SHORT:
        return struct.pack("!BB", 0x81, masked | length)
    if length < _LONG:
        return struct.pack("!BBH", 0x81, masked | 126, length)
    return struct.pack("!BBQ", 0x81, masked | 127, length)


class Incoming:
    """Takes bytes, gives whole frames."""

    __slots__ = ("_kept",)

    def __init__(self) -> None:
        self._kept = b""

    def frames(self, data: bytes) -> list[bytes]:
        """Return the payloads that are complete now (a mask is taken to be of zeros)."""
        if self._kept:
            data = self._kept + data
        found, at = [], 0
        while (span := _span(data, at)) and span[1] <= len(data):
            found.append(data[span[0] : span[1]])
            at = span[1]
        self._kept = data[at:]
        return found


def _span(data: bytes, at: int) -> tuple[int, int] | None:
    """Where the payload of the frame at `at` begins and ends; None if its header is not all there."""
    if len(data) < at + 2:
        return None
    length, start = data[at + 1] & 127, at + 2
    if length == 126:
        length, start = int.from_bytes(data[start : start + 2], "big"), start + 2
    elif length == 127:
        length, start = int.from_bytes(data[start : start + 8], "big"), start + 8
    if data[at + 1] & 128:
        start += 4
    return (start, start + length) if len(data) >= start else None


def without_delay(connection: socket.socket) -> socket.socket:
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection
