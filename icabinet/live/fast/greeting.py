"""A greeting of our own: a right WebSocket handshake is read and answered at once, without a green thread.

The bytes are only looked at. Where they are anything but the plain handshake that browsers and programs send, they
stay where they are, for the libraries to read. Whether the handshake is welcome is asked of the app itself, which
gets it as it would from the WSGI server: proxies, origin, version and path are judged there and nowhere else.
"""

import logging
import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from icabinet.live.threshold import Wsgi

# Where the app's WebSocket finds the connection that it may take over.
CONNECTION = "icabinet.connection"
# So much of a request is looked at: whose is longer goes the libraries' way.
LONGEST_HEAD = 8_192
# So many may be connected this way; more are for the WSGI server, which has a bound of its own.
MOST = 20_000
_HEAD = re.compile(rb"GET (/socket\.io/)\?([!-~]{1,2000}) HTTP/1\.1\r\n(.*?)\r\n\r\n", re.DOTALL)
_LINE = re.compile(r"([A-Za-z0-9-]+):[ \t]*([ -~]*)")
# What says that a body follows, or asks for an answer before it does.
_OF_BODIES = {"HTTP_CONTENT_LENGTH", "HTTP_CONTENT_TYPE", "HTTP_TRANSFER_ENCODING", "HTTP_EXPECT"}
log = logging.getLogger(__name__)


class Greeter:
    """Greets for an app what comes to an address (host, port)."""

    def __init__(self, app: Wsgi, address: tuple[str, int], most: int = MOST) -> None:
        self.open = 0
        self._app, self._most = app, most
        self._here = {"SERVER_NAME": address[0], "SERVER_PORT": str(address[1])}

    def greet(self, seen: bytes, plain: Callable[[], Any], client: str) -> bool:
        """Answer a handshake that was seen on a connection; return whether it was one, else nothing has been done.

        `plain` takes a socket that does not block away from who has it; `client` is the address of its other end.
        """
        found = read_head(seen) if self.open < self._most else None
        if found is None:
            return False
        environ, length = found
        offer = Offer(self, plain, length)
        environ |= self._here | {"REMOTE_ADDR": client, CONNECTION: offer}
        try:
            self._app(environ, _nowhere)
        except Exception:
            log.exception("a greeting failed")
            if offer.is_taken:
                offer.close()
        return offer.is_taken


class Offer:
    """A connection on which a handshake of so many bytes waits to be read; `plain` gives its socket away."""

    is_taken = False

    def __init__(self, greeter: Greeter, plain: Callable[[], Any], length: int) -> None:
        self._greeter, self._plain, self._length = greeter, plain, length
        self._connection: Any = None

    def take(self) -> Any:
        """Return the plain socket, from which the handshake has been read. Whoever takes it also closes the offer."""
        self.is_taken = True
        self._greeter.open += 1
        self._connection = self._plain()
        # Who has gone meanwhile is seen to be gone by whoever reads next.
        with suppress(OSError):
            self._connection.recv(self._length)
        return self._connection

    def close(self) -> None:
        self._greeter.open -= 1
        self._connection.close()


def read_head(seen: bytes) -> tuple[dict[str, Any], int] | None:
    """Return a handshake as a WSGI server would hand it on, and its length; None for what is not a plain one."""
    head = _HEAD.match(seen)
    if head is None:
        return None
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "GET", "SCRIPT_NAME": "", "PATH_INFO": head[1].decode(), "QUERY_STRING": head[2].decode(),
        "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http",
    }  # fmt: skip
    for line in head[3].decode("latin-1").split("\r\n"):
        header = _LINE.fullmatch(line)
        if header is None:
            return None
        name = f"HTTP_{header[1].upper().replace('-', '_')}"
        if name in environ or name in _OF_BODIES:
            return None
        environ[name] = header[2].rstrip()
    return environ, head.end()


def _nowhere(*_: object) -> Callable[[bytes], object]:
    """Drop an answer: what is not welcome is asked for once more by the libraries, whose answer is sent."""
    return lambda _: None
