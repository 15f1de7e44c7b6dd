"""A line to the store on which bytes can go wrong, or nothing arrives any more."""

import socket
import threading

_CHUNK = 65_536


class Relay:
    """Carries TCP to a port. `replace`: (bytes, other bytes of the same length). `silent`: carry nothing more."""

    def __init__(self, port: int) -> None:
        self._far = ("127.0.0.1", port)
        self._door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        self.replace: tuple[bytes, bytes] | None = None
        self.silent = False
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._door.accept()
            except OSError:
                return
            far = socket.create_connection(self._far)
            for pair in ((near, far), (far, near)):
                threading.Thread(target=self._carry, args=pair, daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        try:
            while said := one.recv(_CHUNK):
                if not self.silent:
                    other.sendall(said.replace(*self.replace) if self.replace else said)
        except OSError:
            pass
        finally:
            for end in (one, other):
                end.close()
