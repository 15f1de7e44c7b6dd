"""Proves at the start that the seam holds: a connection over a pair of sockets, from its handshake to its end."""

import base64
import os
import socket
import threading
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import engineio

from icabinet.live.fast.frames import TEXT
from icabinet.live.fast.lane import Hub
from icabinet.live.fast.seam import install, lane_of

_WITHIN_S = 3.0
_HOT, _COLD = b'42["act"]', b'42["join"]'
_MASK, _HEAD = bytes(4), 2


def fault_of(hub: Hub, async_mode: str) -> str | None:
    """Return what is wrong, None if all is well."""
    near, far = socket.socketpair()
    near.settimeout(_WITHIN_S)
    try:
        with near, far:
            _try(hub, async_mode, near, far)
    except Exception as error:  # noqa: BLE001 - whatever is wrong, the other path is right
        return f"{type(error).__name__}: {error}"
    return None


def _try(hub: Hub, async_mode: str, near: socket.socket, far: socket.socket) -> None:
    heard: list[bytes] = []
    engine = engineio.Server(async_mode=async_mode, transports=["websocket"])
    install(engine, hub)
    engine.on("message", engine.send)
    faults: list[Exception] = []
    serving = threading.Thread(target=_serve, args=(engine, far, faults), daemon=True)
    serving.start()
    texts = _texts(near, faults)
    _must(next(texts).startswith(b"0{"), "no greeting")
    (connection,) = engine.sockets
    lane = lane_of(engine, connection)
    _must(lane is not None, "no lane")
    lane.hot = lambda payload: payload == _HOT and not heard.append(payload)  # type: ignore[union-attr, func-returns-value]
    near.sendall(_from_client(_COLD))
    _must(next(texts) == _COLD, "no answer by way of the library")
    near.sendall(_from_client(_HOT) + _from_client(_COLD))
    _must(next(texts) == _COLD and heard == [_HOT], "nothing is heard at once")
    near.shutdown(socket.SHUT_WR)
    serving.join(_WITHIN_S)
    _must(not serving.is_alive() and not engine.sockets, "no end")


def _serve(engine: Any, far: socket.socket, faults: list[Exception]) -> None:
    try:
        engine.handle_request(_asked(far), lambda *_: None)
    except Exception as error:  # noqa: BLE001 - told by the one who waits for an answer
        faults.append(error)
        far.close()


def _asked(far: socket.socket) -> dict[str, Any]:
    """Return a handshake as the WSGI server hands it on."""
    key = base64.b64encode(os.urandom(16)).decode()
    return {
        "REQUEST_METHOD": "GET", "PATH_INFO": "/socket.io/", "QUERY_STRING": "EIO=4&transport=websocket",
        "HTTP_HOST": "trial", "HTTP_UPGRADE": "websocket", "HTTP_CONNECTION": "Upgrade",
        "HTTP_SEC_WEBSOCKET_VERSION": "13", "HTTP_SEC_WEBSOCKET_KEY": key, "SERVER_PROTOCOL": "HTTP/1.1",
        "eventlet.input": SimpleNamespace(get_socket=lambda: far),
    }  # fmt: skip


def _texts(near: socket.socket, faults: list[Exception]) -> Iterator[bytes]:
    """Yield the texts of a server's short frames, after the head of its answer."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += _more(near, faults)
    data = data.partition(b"\r\n\r\n")[2]
    while True:
        while len(data) < _HEAD or len(data) < _HEAD + data[1]:
            data += _more(near, faults)
        _must(data[0] == 0x80 | TEXT, "a frame of another kind")
        end = _HEAD + data[1]
        text, data = data[_HEAD:end], data[end:]
        yield text


def _more(near: socket.socket, faults: list[Exception]) -> bytes:
    data = near.recv(4096)
    _must(bool(data), f"it ends early: {faults}")
    return data


def _from_client(text: bytes) -> bytes:
    return bytes((0x80 | TEXT, 0x80 | len(text))) + _MASK + text


def _must(holds: bool, otherwise: str) -> None:
    if not holds:
        raise RuntimeError(otherwise)
