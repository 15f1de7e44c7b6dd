"""The network cable of one tablet: it can be pulled out and put back while everybody else stays connected."""

import select
import socket
import threading
from contextlib import suppress

_CHUNK = 65_536


class Cable:
    """Carries TCP from a port of its own to the server's, until it is cut.

    A browser's own "offline" would leave WebSockets open; this does to them what a network does.
    """

    def __init__(self, server_port: int) -> None:
        self._server = ("127.0.0.1", server_port)
        self._door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        self._lock = threading.Lock()
        self._ends: set[socket.socket] = set()
        self._whole = True
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """End every connection, and let nothing through any more."""
        with self._lock:
            self._whole = False
            for end in self._ends:
                # The other side may have hung up at this very moment.
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        with self._lock:
            self._whole = True

    def close(self) -> None:
        self.cut()
        self._door.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        with self._door:
            while True:
                try:
                    near, _ = self._door.accept()
                except OSError:
                    return
                threading.Thread(target=self._connect, args=(near,), daemon=True).start()

    def _connect(self, near: socket.socket) -> None:
        with near, socket.create_connection(self._server) as far:
            with self._lock:
                if not self._whole:
                    return
                self._ends |= {near, far}
            try:
                _carry(near, far)
            finally:
                with self._lock:
                    self._ends -= {near, far}


def _carry(near: socket.socket, far: socket.socket) -> None:
    """Pass on what either says until one of them ends."""
    other = {near: far, far: near}
    try:
        while True:
            for end in select.select([near, far], [], [])[0]:
                said = end.recv(_CHUNK)
                if not said:
                    return
                other[end].sendall(said)
    except OSError:
        return
