"""What may be had without TLS: how to trust this server, for tablets that do not yet; all else is sent to TLS."""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
_OPEN = ("/tls/", "/static/")


class Plain:
    """A WSGI app before another, for the port without TLS. `origin` is where people should be."""

    def __init__(self, behind: Wsgi, origin: str) -> None:
        self._behind = behind
        self._origin = origin

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            # What was sent here has been read by the whole network: it must not go on as if nothing had happened.
            start_response("403 Forbidden", [("Content-Length", "0")])
            return []
        path = environ["PATH_INFO"]
        if path == "/tls" or path.startswith(_OPEN):
            return self._behind(environ, start_response)
        query = f"?{environ['QUERY_STRING']}" if environ.get("QUERY_STRING") else ""
        there = self._origin + quote(path.encode("latin-1")) + quote(query, safe="?&=%+/:,;@")
        start_response("307 Temporary Redirect", [("Location", there), ("Content-Length", "0")])
        return []
