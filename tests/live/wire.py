"""Connections made by hand, to send what no client would."""

import base64
import contextlib
import os
import socket

from tests.live.tablet import PATIENCE_S, knock


class Wire(socket.socket):
    """A bare connection; `greeting` is the answer to its handshake."""

    greeting = b""


def request(line, headers):
    lines = [line, *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    return "\r\n".join(lines).encode()


def send_all(wire, parts):
    for part in parts:
        wire.sendall(part)


def shaken(server, **headers):
    wire = Wire(fileno=knock(server).detach())
    wire.settimeout(PATIENCE_S)
    key = base64.b64encode(os.urandom(16)).decode()
    asked = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": key}
    wire.sendall(request("GET /socket.io/?EIO=4&transport=websocket HTTP/1.1", {"Host": "x", **asked, **headers}))
    while b"\r\n\r\n" not in wire.greeting:
        wire.greeting += wire.recv(4096)
    assert wire.greeting.startswith(b"HTTP/1.1 101")
    return wire


def wrong_frames(chance):
    mask = bytes(4)
    yield b"\x81\x02hi"  # not masked
    yield b"\xf1\x82" + mask + b"hi"  # reserved bits
    yield b"\x83\x82" + mask + b"hi"  # unknown kind
    yield b"\x80\x82" + mask + b"hi"  # goes on where nothing began
    yield b"\x01\x82" + mask + b"42" + b"\x81\x82" + mask + b"42"  # begins within another
    yield b"\x09\x80" + mask  # a ping in parts
    yield b"\x89\xfe\x01\x00" + mask + bytes(256)  # a ping too long
    yield b"\x88\x81" + mask + b"x"  # half a reason to close
    yield b"\x88\x82" + mask + b"\xff\xff"  # an unknown reason
    yield b"\x81\xff" + (2**63).to_bytes(8, "big") + mask  # longer than anything
    yield b"\x81\x82" + mask + b"\xff\xfe"  # no text
    yield b"\x81\x80" + mask  # nothing at all
    yield (b"\x01\xfe\xff\xff" + mask + bytes(65_535)) * 8  # parts without end
    yield b"\x82\xfe\x03\xe8" + mask + chance.randbytes(1_000)


def read_to_end(wire):
    """Return what comes until the server ends the connection; having said all, we end our half too."""
    received = b""
    with contextlib.suppress(OSError):
        wire.shutdown(socket.SHUT_WR)
        while data := wire.recv(65536):
            received += data
    return received
