"""Proves at the start that the seam holds: connections over pairs of sockets, from their handshake to their end."""

import base64
import os
import socket
import threading
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import engineio

from icabinet.live.fast.frames import TEXT
from icabinet.live.fast.greeting import LONGEST_HEAD, Greeter, read_head
from icabinet.live.fast.lane import Hub
from icabinet.live.fast.seam import install, lane_of

_WITHIN_S = 3.0
_HOT, _COLD = b'42["act"]', b'42["join"]'
_MASK, _HEAD = bytes(4), 2
Serve = Callable[[Any, socket.socket, socket.socket], object]


def fault_of(hub: Hub, async_mode: str) -> str | None:
    """Return what is wrong, None if all is well."""
    try:
        for serve in (_greet, _hand_on):
            near, far = socket.socketpair()
            near.settimeout(_WITHIN_S)
            with near, far:
                _try(hub, async_mode, serve, near, far)
    except Exception as error:  # noqa: BLE001 - whatever is wrong, the other path is right
        return f"{type(error).__name__}: {error}"
    return None


def _try(hub: Hub, async_mode: str, serve: Serve, near: socket.socket, far: socket.socket) -> None:
    heard: list[bytes] = []
    gone = threading.Event()
    engine = engineio.Server(async_mode=async_mode, transports=["websocket"])
    engine.on("message", engine.send)
    engine.on("disconnect", lambda *_: gone.set())
    install(engine, hub)
    faults: list[Exception] = []
    threading.Thread(target=_serve, args=(serve, engine, near, far, faults), daemon=True).start()
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
    _must(gone.wait(_WITHIN_S) and near.recv(1) == b"" and not engine.sockets, "no end")


def _serve(serve: Serve, engine: Any, near: socket.socket, far: socket.socket, faults: list[Exception]) -> None:
    try:
        serve(engine, near, far)
    except Exception as error:  # noqa: BLE001 - told by the one who waits for an answer
        faults.append(error)
        far.close()


def _greet(engine: Any, near: socket.socket, far: socket.socket) -> None:
    """Serve what comes as a plain handshake: by our own greeting."""
    near.sendall(_handshake())
    seen = far.recv(LONGEST_HEAD, socket.MSG_PEEK)
    greeter = Greeter(engine.handle_request, ("trial", 0))
    _must(greeter.greet(seen, lambda: getattr(far, "fd", far), "trial"), "not taken for a handshake")


def _hand_on(engine: Any, _near: socket.socket, far: socket.socket) -> None:
    """Serve what comes in any other way: by the libraries' greeting."""
    environ, _ = read_head(_handshake()) or ({}, 0)
    engine.handle_request(environ | {"eventlet.input": SimpleNamespace(get_socket=lambda: far)}, lambda *_: None)


def _handshake() -> bytes:
    key = base64.b64encode(os.urandom(16)).decode()
    return (
        "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: trial\r\nUpgrade: websocket\r\n"
        f"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n"
    ).encode()


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
