"""The libraries' own way to a tablet: slower, always correct; for TLS of our own, and where the fast path is off."""

import logging
from collections.abc import Callable
from typing import Any

from icabinet import metrics
from icabinet.live.fast.lane import MOST_FRAMES
from icabinet.live.messages import Message
from icabinet.live.packets import Guard

# So many waiting packets show that a tablet is behind: it is spared what may get lost.
_MANY = 128
log = logging.getLogger(__name__)


def guarded(handler: Callable[[Any], Any], websocket: Any) -> Any:
    """Have the Engine.IO server serve a WebSocket through our guard, by which the connection can be ended, too."""
    half: Any = handler.__self__  # type: ignore[attr-defined]
    half.guard = Guard(websocket)
    return handler(half.guard)


class StockWire:
    """One Engine.IO connection, known to its server by its id."""

    # What waits lies in the server's own queue, which counts messages only.
    waiting_bytes = 0

    def __init__(self, engine: Any, connection: str) -> None:
        self._engine = engine
        self._connection = connection

    def tell(self, message: Message, *, volatile: bool = False) -> None:
        """Send a message; who takes nothing is cut off before too much waits, and a volatile one does not wait."""
        half = self._engine.sockets.get(self._connection)
        if half is None or (volatile and half.queue.qsize() > _MANY):
            return
        if half.queue.qsize() > MOST_FRAMES:
            metrics.CUT_OFF.inc()
            log.info("a tablet that takes nothing is cut off")
            self.cut()
            return
        for packet in message.packets:
            self._engine.send(self._connection, packet.decode())

    def cut(self) -> None:
        half = self._engine.sockets.get(self._connection)
        if half is not None and hasattr(half, "guard"):
            half.guard.end()
