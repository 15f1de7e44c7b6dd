"""Opening the Socket.IO door on an app: the libraries, how they are set, and by which path it serves."""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Flask
from flask_socketio import SocketIO

from icabinet.config import Settings
from icabinet.live.door import Door
from icabinet.live.fast.cork import CORK
from icabinet.live.fast.lane import Hub
from icabinet.live.fast.seam import install
from icabinet.live.fast.trial import fault_of
from icabinet.live.line import Line
from icabinet.live.packets import Json, Packet
from icabinet.live.stock import guarded
from icabinet.live.threshold import Threshold

LARGEST_MESSAGE = 256 * 1024
_OPTIONS: dict[str, Any] = {
    "transports": ["websocket"],
    "async_handlers": False,
    "max_http_buffer_size": LARGEST_MESSAGE,
    "serializer": Packet,
    "json": Json,
    "ping_interval": 10,
    "ping_timeout": 12,
    "http_compression": False,
    "manage_session": False,
}
log = logging.getLogger(__name__)


def live(app: Flask, settings: Settings, hub: Hub | None = None) -> None:
    """Open the door. With the `hub` that runs this process, the fast path serves, if it proves itself."""
    # The library's types know half of what it takes.
    io: Any = SocketIO(app, **_OPTIONS | {"async_mode": settings.async_mode})
    hub = hub if settings.fast_path and _holds(hub, settings.async_mode) else None
    if hub is None:
        _guard(io.server.eio)
    else:
        install(io.server.eio, hub)
    app.wsgi_app = Threshold(app.wsgi_app)  # type: ignore[method-assign]
    services = app.extensions["icabinet"]
    line = Line(settings.redis_url, settings.channel) if settings.redis_url else None
    door = Door(app, io, services.db, line, hub)
    services.writer.listen(door.bus.hear)
    if hub is not None:
        services.writer.around = CORK
    app.extensions["live"] = door
    services.farewells.append(door.end_session)
    services.signals.append(door.say)


def _holds(hub: Hub | None, async_mode: str) -> bool:
    """Whether there is a hub on which the fast path proves itself."""
    fault = fault_of(hub, async_mode) if hub else None
    if fault:
        log.warning("the fast path does not hold, the libraries' own serves: %s", fault)
    return hub is not None and fault is None


def _guard(engine: Any) -> None:
    """Put our guard before the server's own WebSockets; tests watch that it stands."""
    stock = engine._async["websocket"]  # noqa: SLF001

    def websocket(handler: Callable[[Any], Any], server: Any) -> Any:
        return stock(partial(guarded, handler), server)

    engine._async = {**engine._async, "websocket": websocket}  # noqa: SLF001
