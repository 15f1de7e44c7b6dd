"""The libraries' own way to a tablet: slower, always correct; for TLS of our own, and where the fast path is off."""

from typing import Any

from icabinet.live.messages import Message


class StockWire:
    """One Engine.IO connection, known to its server by its id."""

    # What waits lies in the server's own queue, which does not say.
    waiting_bytes = 0

    def __init__(self, engine: Any, connection: str) -> None:
        self._engine = engine
        self._connection = connection

    def tell(self, message: Message, *, volatile: bool = False) -> None:  # noqa: ARG002 - everything is kept here
        for packet in message.packets:
            self._engine.send(self._connection, packet.decode())

    def cut(self) -> None:
        self._engine.start_background_task(self._engine.disconnect, self._connection)
