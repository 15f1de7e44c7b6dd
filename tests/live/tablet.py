"""A tablet that speaks the protocol by hand, so that it can also speak it wrongly."""

import json
import socket
import time
from collections.abc import Callable
from typing import Any, Self

from websocket import WebSocket, WebSocketException, WebSocketTimeoutException, create_connection

from icabinet import ids
from tests.live.server import Server
from tests.spans import written_out

Event = tuple[str, dict[str, Any]]
PATIENCE_S = 10.0


class Refused(Exception):
    """The server did not let the tablet in; `args[0]` is what it said."""


class Tablet:
    """One connection. Events that arrive while it waits for something else are kept in `events`."""

    def __init__(self, server: Server, auth: object = None, *, greet: bool = True) -> None:
        self._ws: WebSocket = create_connection(_address(server), timeout=PATIENCE_S, sslopt=server.sslopt)
        self.events: list[Event] = []
        self._asked = 0
        self._replies: dict[int, Any] = {}
        assert self._ws.recv()[0] == "0"
        if greet:
            self.greet(auth)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def greet(self, auth: object) -> None:
        """Say who one is; raises Refused."""
        self.send(f"40{json.dumps(auth)}")
        answer = self._receive(time.monotonic() + PATIENCE_S)
        if answer is None or answer[:2] != "40":
            self.close()
            raise Refused(json.loads(answer[2:]) if answer else None)

    def send(self, frame: str) -> None:
        self._ws.send(frame)

    def send_binary(self, frame: bytes) -> None:
        self._ws.send_binary(frame)

    def tell(self, event: str, *bodies: object) -> None:
        """Send an event that has no answer."""
        self.send(f"42{json.dumps([event, *bodies])}")

    def begin(self, event: str, *bodies: object) -> int:
        """Send a question; its answer can be fetched by the number that is returned."""
        self._asked += 1
        self.send(f"42{self._asked}{json.dumps([event, *bodies])}")
        return self._asked

    def answer(self, number: int, within: float = PATIENCE_S) -> dict[str, Any]:
        self._until(lambda: number in self._replies, within)
        return self._replies.pop(number)  # type: ignore[no-any-return]

    def ask(self, event: str, *bodies: object) -> dict[str, Any]:
        return self.answer(self.begin(event, *bodies))

    def join(self, meeting: str, **more: object) -> dict[str, Any]:
        return self.ask("join", {"meeting": meeting, **more})["ok"]  # type: ignore[no-any-return]

    def act(self, stream: str, name: str, action: str | None = None, /, **args: object) -> dict[str, Any]:
        return self.ask("act", {"id": action or ids.new(), "stream": stream, "name": name, "args": args})

    def wait(
        self, name: str, fits: Callable[[dict[str, Any]], object] = bool, within: float = PATIENCE_S
    ) -> dict[str, Any]:
        """Return the first event of this name that fits; forget it, and those of its name before it."""
        self._until(lambda: self._place(name, fits) is not None, within)
        place = self._place(name, fits)
        assert place is not None
        found = self.events[place][1]
        self.events = [e for at, e in enumerate(self.events) if at > place or e[0] != name]
        return found

    def entries(self, stream: str, upto: int) -> list[dict[str, Any]]:
        """Wait for the entries of a stream up to this number; return all that came, and forget them."""
        found: list[dict[str, Any]] = []
        while not found or found[-1]["seq"] < upto:
            found += self.wait("entries", lambda body: body["stream"] == stream)["entries"]
        return found

    def heard(self, name: str) -> list[dict[str, Any]]:
        """What has arrived so far under this name. A question settles what was sent before its answer."""
        self.ask("catch_up", {"stream": "", "since": 0})
        return [body for event, body in self.events if event == name]

    def wait_closed(self, within: float = PATIENCE_S) -> None:
        """Wait until the server has ended the connection."""
        deadline = time.monotonic() + within
        while self._take(deadline):
            pass

    def answered_before_the_end(self, numbers: list[int]) -> list[int]:
        """Wait until the server has ended the connection; return which of these questions it had answered."""
        self.wait_closed()
        return [number for number in numbers if number in self._replies]

    def close(self) -> None:
        self._ws.shutdown()

    def _place(self, name: str, fits: Callable[[dict[str, Any]], object]) -> int | None:
        return next((at for at, (event, body) in enumerate(self.events) if event == name and fits(body)), None)

    def _until(self, done: Callable[[], bool], within: float) -> None:
        deadline = time.monotonic() + within
        while not done():
            assert self._take(deadline), "the server ended the connection"

    def _take(self, deadline: float) -> bool:
        """Take in one packet; False at the end of the connection."""
        packet = self._receive(deadline)
        if packet is None or packet[0] == "1":
            return False
        kind, text = packet[:2], packet[2:]
        if kind == "42":
            name, body = json.loads(text)
            self.events.append((name, written_out(body) if name == "entries" else body))
        elif kind == "43":
            number, _, answer = text.partition("[")
            self._replies[int(number)] = json.loads(f"[{answer}")[0] if answer != "]" else None
        return kind != "41"

    def _receive(self, deadline: float) -> str | None:
        """Return the next packet that is no ping, None at the end of the connection."""
        while True:
            self._ws.settimeout(max(0.001, deadline - time.monotonic()))
            try:
                packet = self._ws.recv()
            except WebSocketTimeoutException:
                raise AssertionError(f"nothing came in time; events so far: {self.events}") from None
            except (OSError, WebSocketException):
                return None
            if packet == "2":
                self.send("3")
            else:
                return str(packet) or None


def knock(server: Server) -> socket.socket:
    """Return a bare TCP connection to the server."""
    return socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE_S)


def _address(server: Server) -> str:
    return f"{server.url.replace('http', 'ws', 1)}/socket.io/?EIO=4&transport=websocket"
