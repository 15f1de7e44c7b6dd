"""Wrong handshakes, wrong WebSocket frames, and noise: the end of that connection, and nothing else (C1, C8)."""

import random

import pytest

from tests.live.tablet import knock
from tests.live.wire import read_to_end, request, send_all, shaken, wrong_frames

REQUEST_LINES = [
    "GET /socket.io/ HTTP/1.1",
    "GET /socket.io/?EIO=4&transport=polling HTTP/1.1",
    "GET /socket.io/?EIO=3&transport=websocket HTTP/1.1",
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
    "GET /socket.io/?EIO=4&transport=websocket&sid=x HTTP/1.1",
    "GET /socket.io/?EIO=4&transport=websocket&j=x HTTP/1.1",
    "GET /socket.io/?%ff=%00&EIO=4&transport=websocket HTTP/1.1",
    "POST /socket.io/?EIO=4 HTTP/1.1",
    "PUT /socket.io/?EIO=4&transport=websocket HTTP/1.1",
    "OPTIONS /socket.io/?EIO=4&transport=websocket HTTP/1.1",
    "NONSENSE",
    "GET",
    "\0\1\2",
]
UPGRADE = {"Upgrade": "websocket", "Connection": "Upgrade"}
HEADERS = [
    {},
    {"Upgrade": "websocket"},
    UPGRADE,
    {**UPGRADE, "Sec-WebSocket-Version": "13"},
    {**UPGRADE, "Sec-WebSocket-Version": "99", "Sec-WebSocket-Key": "x"},
    {**UPGRADE, "Sec-WebSocket-Key1": "1", "Sec-WebSocket-Key2": "2"},
    {**UPGRADE, "Origin": "https://elsewhere.example", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "x"},
]


def test_a_message_in_endless_parts_ends_the_connection(room, bystander):
    """What is kept until the last part comes is bounded."""
    part = bytes(4) + bytes(65_535)
    with shaken(room.server) as wire:
        wire.sendall(b"\x01\xfe\xff\xff" + part)
        with pytest.raises(OSError, match=r"reset|Broken pipe"):
            send_all(wire, [b"\x00\xfe\xff\xff" + part] * 2_000)


@pytest.mark.parametrize("seed", range(4))
def test_noise_on_the_wire(room, bystander, seed):
    """Random bytes after a right handshake, and frames that are wrong as WebSocket."""
    chance = random.Random(seed)
    for noise in (chance.randbytes(2_000), *wrong_frames(chance)):
        with shaken(room.server) as wire:
            wire.sendall(noise)
            read_to_end(wire)


@pytest.mark.parametrize("request_line", REQUEST_LINES)
@pytest.mark.parametrize("headers", HEADERS, ids=lambda headers: "+".join(headers) or "none")
def test_a_wrong_handshake_is_refused(room, request_line, headers):
    with knock(room.server) as wire:
        wire.sendall(request(request_line, {"Host": "x", "Connection": "close", **headers}))
        status = read_to_end(wire)[:12]
    # What is not even HTTP gets a page without a status line.
    assert status.startswith((b"HTTP/1.1 4", b"<!DOCTYPE"))


@pytest.mark.parametrize(
    "offer", ["permessage-deflate", "permessage-deflate; server_max_window_bits=x", ";;,=", "x" * 4_000]
)
def test_compression_is_declined(room, offer):
    with shaken(room.server, **{"Sec-WebSocket-Extensions": offer}) as wire:
        assert b"xtensions" not in wire.greeting
