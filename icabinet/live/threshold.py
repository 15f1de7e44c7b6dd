"""The threshold of the Socket.IO door: only a right WebSocket handshake gets to the library behind it (rule C1)."""

from collections.abc import Callable, Iterable
from typing import Any

PATH = "/socket.io"
_SAY_HOW = [("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13"), ("Content-Length", "0")]
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Threshold:
    """A WSGI app before another: whatever else comes to the door's path is sent away."""

    def __init__(self, behind: Wsgi) -> None:
        self._behind = behind

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ["PATH_INFO"].startswith(PATH):
            if not _is_handshake(environ):
                start_response("426 Upgrade Required", _SAY_HOW)
                return []
            # Compressing small frames costs more than it saves, and memory for every tablet.
            environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        return self._behind(environ, start_response)


def _is_handshake(environ: dict[str, Any]) -> bool:
    hops = [hop.strip() for hop in environ.get("HTTP_CONNECTION", "").lower().split(",")]
    return (
        environ["REQUEST_METHOD"] == "GET"
        and environ.get("HTTP_UPGRADE", "").lower() == "websocket"
        and "upgrade" in hops
        and environ.get("HTTP_SEC_WEBSOCKET_VERSION") == "13"
        and "HTTP_SEC_WEBSOCKET_KEY" in environ
    )
