"""A program that is told of events: a real server on this machine, which keeps what it gets, and answers."""

import ssl
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_PATIENCE_S = 60.0


@dataclass(frozen=True)
class Heard:
    """A request as it came."""

    path: str
    headers: dict[str, str]
    body: bytes


class Listener:
    """`answers`: statuses that it gives one after the other, then `usual`; within TLS, if there is a `context`."""

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self.heard: list[Heard] = []
        self.answers: list[int] = []
        self.usual, self.onward = 204, ""
        self._came = threading.Condition()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._scheme = "https" if context else "http"
        if context:
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    def start(self) -> "Listener":
        self._thread.start()
        return self

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"{self._scheme}://127.0.0.1:{self._server.server_address[1]}/events"

    def forget(self) -> None:
        self.heard.clear()
        self.answers.clear()
        self.usual, self.onward = 204, ""

    def wait_for(self, count: int) -> list[Heard]:
        """Wait until it has heard so much."""
        with self._came:
            assert self._came.wait_for(lambda: len(self.heard) >= count, _PATIENCE_S), self.heard
        return self.heard

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                with listener._came:
                    listener.heard.append(Heard(self.path, dict(self.headers), body))
                    status = listener.answers.pop(0) if listener.answers else listener.usual
                    listener._came.notify_all()
                self.send_response(status)
                if listener.onward:
                    self.send_header("Location", listener.onward)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        return Handler
