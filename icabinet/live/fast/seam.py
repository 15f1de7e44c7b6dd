"""The one private seam: the Engine.IO server's own factories for queues and WebSockets. Versions are pinned."""

import time
from collections.abc import Callable
from functools import partial
from typing import Any

from engineio.packet import PING, Packet

from icabinet.live.fast.frames import framed
from icabinet.live.fast.lane import Hub, Lane
from icabinet.live.stock import guarded


def install(engine: Any, hub: Hub) -> None:
    """Have the server's connections be lanes; those that cannot be go the libraries' way."""
    factories = engine._async  # noqa: SLF001
    stock = factories["websocket"]

    def websocket(handler: Callable[[Any], Any], server: Any) -> Any:
        def handled(greeted: Any) -> Any:
            lane = _lane(greeted, hub, int(server.max_http_buffer_size))
            if lane is None:
                return guarded(handler, greeted)
            try:
                # The server's own half of this connection, whose queue is now for its end only.
                half: Any = handler.__self__  # type: ignore[attr-defined]
                half.queue.open(lane)
                half.schedule_ping = partial(_ping_later, half, hub)
                return handler(lane)
            finally:
                lane.close()
                # The lane has said goodbye; whatever else would be said might have to wait.
                greeted.websocket_closed = True

        return stock(handled, server)

    engine._async = {**factories, "websocket": websocket, "queue": _straight(factories["queue"])}  # noqa: SLF001


def _ping_later(half: Any, hub: Hub) -> None:
    """As the server does it, without a green thread that sleeps for each tablet."""
    if half.last_ping:
        half.last_ping = None
        hub.soon(half.server.ping_interval, _ping, half)


def _ping(half: Any) -> None:
    if not half.closing and not half.closed:
        half.last_ping = time.time()
        half.send(Packet(PING))


def lane_of(engine: Any, connection: str) -> Lane | None:
    """Return the lane of an Engine.IO connection, None for one that goes the libraries' way."""
    half = engine.sockets.get(connection)
    return getattr(half.queue, "lane", None) if half else None


def _lane(greeted: Any, hub: Hub, longest: int) -> Lane | None:
    """Return a lane on the plain socket beneath a WebSocket that has had its handshake."""
    plain = getattr(greeted.socket, "fd", None)
    if plain is None or hasattr(plain, "cipher"):
        return None
    return Lane(plain, hub, longest)


def _straight(queue: Any) -> Any:
    """Return a class of queues that write straight to their lane once they have one."""

    class Straight(queue):  # type: ignore[misc]
        lane: Lane | None = None

        def open(self, lane: Lane) -> None:
            while not self.empty():
                lane.push(framed(self.get_nowait().encode().encode()))
                self.task_done()
            self.lane = lane

        def put(self, packet: Any, *args: Any, **more: Any) -> None:
            if self.lane is None or packet is None:
                super().put(packet, *args, **more)
            else:
                self.lane.push(framed(packet.encode().encode()))

        def get(self, block: bool = True, timeout: float | None = None) -> Any:
            # With a lane nothing comes but the end, and that may take as long as it likes.
            return super().get(block, None if self.lane else timeout)

    return Straight
