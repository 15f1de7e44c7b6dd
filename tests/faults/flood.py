"""One client that sends as much as it can, up to so many messages a second, and listens meanwhile."""

import select
import socket
import time

from tests.faults.frames import Reader, from_client

_ASK = b'["catch_up",{"stream":"","since":0}]'
_AT_ONCE, _WAIT_S = 100, 0.01


class Flood:
    """`run` until it is cut or the time is over. `sent` messages, of which `refused` were answered `too_many`."""

    def __init__(self, wire: socket.socket, per_second: int) -> None:
        """`wire`: a connection past its handshake, signed in."""
        self._wire, self._per_second = wire, per_second
        self._reader, self._unsent = Reader(), b""
        # The answer to the handshake has been read.
        self._reader.feed(b"\r\n\r\n")
        self.sent = self.refused = 0

    def run(self, seconds: float) -> float | None:
        """Return the seconds after which it was cut, or None."""
        self._wire.setblocking(False)
        began = time.monotonic()
        try:
            while (spent := time.monotonic() - began) < seconds:
                if not self._unsent and self.sent < spent * self._per_second:
                    self._unsent = b"".join(map(self._message, range(self.sent, self.sent + _AT_ONCE)))
                    self.sent += _AT_ONCE
                readable, writable, _ = select.select([self._wire], [self._wire] * bool(self._unsent), [], _WAIT_S)
                if readable and not self._listen():
                    return spent
                if writable:
                    self._unsent = self._unsent[self._wire.send(self._unsent) :]
        except OSError:
            return time.monotonic() - began
        return None

    def _message(self, number: int) -> bytes:
        return from_client(b"42%d%s" % (number, _ASK))

    def _listen(self) -> bool:
        """Return whether the connection goes on."""
        came = self._wire.recv(1 << 20)
        self.refused += sum(b'"too_many"' in frame.text for frame in self._reader.feed(came))
        return bool(came)
