"""One connection of a tablet: frames in and out, and nothing of what they mean."""

import asyncio
from typing import Protocol

from tests.faults.frames import HANDSHAKE, Reader, from_client
from tests.faults.history import History


class Ears(Protocol):
    """Who has the connection."""

    history: History
    refused_with: str

    def connected(self, line: "Line") -> None: ...

    def hear(self, text: bytes) -> None: ...

    def lost(self) -> None: ...


class Line(asyncio.Protocol):
    """One connection of a tablet."""

    def __init__(self, ears: Ears) -> None:
        self.lost: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.heard_at = ears.history.now()
        self._ears, self._reader = ears, Reader()
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment]
        self._ears.connected(self)
        transport.write(HANDSHAKE)  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        self.heard_at = self._ears.history.now()
        for frame in self._reader.feed(data):
            if frame.is_text:
                self._ears.hear(frame.text)
            else:
                self.cut()
        if self._reader.head and b" 101 " not in self._reader.head[:20]:
            self._ears.refused_with = self._reader.head[:12].decode("latin-1")

    def connection_lost(self, _error: Exception | None) -> None:
        self._ears.lost()
        if not self.lost.done():
            self.lost.set_result(None)

    def write(self, text: bytes) -> None:
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(from_client(text))

    def cut(self) -> None:
        if self._transport is not None:
            self._transport.abort()

    def deafen(self, deaf: bool) -> None:
        if self._transport is not None:
            (self._transport.pause_reading if deaf else self._transport.resume_reading)()

    @property
    def port(self) -> int:
        return int(self._transport.get_extra_info("sockname")[1]) if self._transport else 0
