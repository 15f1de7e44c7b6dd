"""Many clients in one thread: what they send is made beforehand, what they receive is timed before it is read."""

import select
import socket
import time
from collections.abc import Callable, Iterable

from bench.wire import HANDSHAKE, Incoming, from_client, without_delay

_PATIENCE_S = 60.0
Heard = Callable[["Client", bytes, float], bool]


class Client:
    """One connection. `person` and `token` are for the server, not for the floor."""

    __slots__ = ("incoming", "person", "socket", "token", "welcomed")

    def __init__(self, person: str = "", token: str = "") -> None:
        self.person = person
        self.token = token
        self.incoming = Incoming()
        self.welcomed = False
        self.socket = socket.socket()

    def send(self, text: bytes) -> None:
        self.socket.sendall(from_client(text))


class Swarm:
    """Clients of one server."""

    def __init__(self, port: int, clients: Iterable[Client]) -> None:
        self.clients = list(clients)
        self._address = ("127.0.0.1", port)
        self._poller = select.epoll()
        self._by_descriptor: dict[int, Client] = {}

    def connect(self, heard: Heard) -> float:
        """Connect all at once and go on until `heard` has said of each that it is through; return seconds."""
        began = time.perf_counter()
        for client in self.clients:
            client.socket.connect(self._address)
            without_delay(client.socket).sendall(HANDSHAKE)
            self._by_descriptor[client.socket.fileno()] = client
            self._poller.register(client.socket, select.EPOLLIN)
        return self.until(len(self.clients), heard) - began

    def until(self, count: int, heard: Heard) -> float:
        """Receive until `heard(client, text, at)` has been true `count` times; return the time of the last."""
        deadline, at = time.perf_counter() + _PATIENCE_S, 0.0
        while count > 0:
            for descriptor, _ in self._poller.poll(1.0):
                at = time.perf_counter()
                client = self._by_descriptor[descriptor]
                count -= sum(heard(client, text, at) for text in self._read(client))
            if time.perf_counter() > deadline:
                raise TimeoutError(f"{count} answers are missing")
        return at

    def settle(self, seconds: float) -> None:
        """Receive what still comes until nothing has come for so long."""
        while found := self._poller.poll(seconds):
            for descriptor, _ in found:
                self._read(self._by_descriptor[descriptor])

    def close(self) -> None:
        self._poller.close()
        for client in self.clients:
            client.socket.close()

    def _read(self, client: Client) -> list[bytes]:
        data = client.socket.recv(1 << 18)
        if not data:
            raise ConnectionError("the server ended a connection")
        if not client.welcomed:
            head, _, data = data.partition(b"\r\n\r\n")
            if b" 101 " not in head:
                raise ConnectionError(head.decode())
            client.welcomed = True
            return [b"", *client.incoming.frames(data)]
        texts = client.incoming.frames(data)
        for text in texts:
            if text == b"2":
                client.send(b"3")
        return texts
