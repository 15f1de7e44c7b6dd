"""The one private seam: the Engine.IO server's own factory for WebSockets. Versions are pinned.

The server makes its half of every connection and keeps the list of them; but it has no reader and no writer for
those that are lanes. What they would do, a `Keeper` does: at once where nothing waits, else in a green thread that
ends when there is nothing more to read.
"""

import base64
import hashlib
import logging
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from engineio.exceptions import SocketIsClosedError
from engineio.packet import PING, Packet

from icabinet.live.fast.frames import framed
from icabinet.live.fast.greeting import CONNECTION
from icabinet.live.fast.lane import Hub, Lane
from icabinet.live.stock import guarded

_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_WELCOME = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
log = logging.getLogger(__name__)


def install(engine: Any, hub: Hub) -> None:
    """Have the server's connections be lanes; those that cannot be go the libraries' way."""
    factories = engine._async  # noqa: SLF001
    stock = factories["websocket"]
    longest = int(engine.max_http_buffer_size)

    def websocket(handler: Callable[[Any], Any], server: Any) -> Any:
        # The server's own half of this connection.
        half: Any = handler.__self__  # type: ignore[attr-defined]

        def handled(greeted: Any) -> Any:
            plain = _plain(greeted)
            if plain is None:
                return guarded(handler, greeted)
            over = threading.Event()
            Keeper(half, plain, hub, longest, over.set)
            over.wait()
            # The lane has said goodbye; whatever else would be said might have to wait.
            greeted.websocket_closed = True
            return []

        def opened(environ: dict[str, Any], start_response: Any) -> Any:
            offer = environ.pop(CONNECTION, None)
            if offer is None:
                return stock(handled, server)(environ, start_response)
            accepted = welcome(environ["HTTP_SEC_WEBSOCKET_KEY"])
            Keeper(half, offer.take(), hub, longest, offer.close, accepted)
            return []

        return opened

    engine._async = {**factories, "websocket": websocket}  # noqa: SLF001
    _spare_first_ping(engine, hub)


def welcome(key: str) -> bytes:
    """Return what accepts a WebSocket handshake with this key (RFC 6455)."""
    return _WELCOME + base64.b64encode(hashlib.sha1(key.encode() + _GUID).digest()) + b"\r\n\r\n"  # noqa: S324


def lane_of(engine: Any, connection: str) -> Lane | None:
    """Return the lane of an Engine.IO connection, None for one that goes the libraries' way."""
    half = engine.sockets.get(connection)
    return getattr(half.queue, "lane", None) if half else None


def _plain(greeted: Any) -> Any:
    """Return the plain socket beneath a WebSocket that has had its handshake, None if there is TLS within."""
    plain = getattr(greeted.socket, "fd", None)
    return None if hasattr(plain, "cipher") else plain


def _spare_first_ping(engine: Any, hub: Hub) -> None:
    """Let the hub's clock wait for the first ping, too: the server has a green thread sleep for each."""
    connected = engine.handlers.get("connect")

    def connect(sid: str, environ: dict[str, Any]) -> Any:
        half = engine.sockets[sid]
        half.schedule_ping = partial(_ping_later, half, hub)
        return connected(sid, environ) if connected else None

    engine.on("connect", connect)


def _ping_later(half: Any, hub: Hub) -> None:
    if half.last_ping:
        half.last_ping = None
        hub.soon(half.server.ping_interval, _ping, half)


def _ping(half: Any) -> None:
    if not half.closing and not half.closed:
        half.last_ping = time.time()
        half.send(Packet(PING))


class Keeper:
    """Keeps one connection for the server's half of it, whose queue it is: what is put there is sent at once."""

    __slots__ = ("_half", "_is_attended", "_over", "lane")

    def __init__(
        self, half: Any, plain: Any, hub: Hub, longest: int, over: Callable[[], object], first: bytes = b""
    ) -> None:
        """Begin; `first` is sent before what is in the queue already, and `over` is called after the end."""
        self._half, self._over, self._is_attended = half, over, False
        waiting, half.queue = half.queue, self
        half.connected = half.upgraded = True
        self.lane = Lane(plain, hub, longest, self)
        while not waiting.empty():
            first += framed(waiting.get_nowait().encode().encode())
        self.lane.push(first)

    # --- as the half's queue ---

    def put(self, packet: Any) -> None:
        """Send a packet; None ends the connection."""
        if packet is None:
            self.lane.close()
        else:
            self.lane.push(framed(packet.encode().encode()))

    def join(self) -> None:
        """Nothing waits here."""

    # --- as the lane's listener ---

    def heard_pong(self) -> None:
        self._half.schedule_ping()

    def attend_soon(self) -> None:
        if not self._is_attended:
            self._is_attended = True
            self._half.server.start_background_task(self._attend)

    def _attend(self) -> None:
        """Read what there is; and at the end see it through, but never while something is still being read."""
        while (text := self.lane.next_text()) is not None:
            self._receive(text)
        self._is_attended = False
        if self.lane.is_over:
            self._end(self._half)

    def _end(self, half: Any) -> None:
        half.close(wait=False, abort=True, reason=half.server.reason.TRANSPORT_CLOSE)
        half.server.sockets.pop(half.sid, None)
        self._over()
        # All is let go of here: what holds itself would stay until a search for garbage, which comes rarely.
        del half.schedule_ping, self._half, self.lane

    def _receive(self, text: str) -> None:
        try:
            self._half.receive(Packet(encoded_packet=text))
        except SocketIsClosedError:
            self.lane.cut()
        except Exception:
            log.exception("a packet could not be dealt with")
            self.lane.cut()
