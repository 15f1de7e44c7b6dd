"""Answers that are the same for everybody and for ever: from memory, once somebody had them.

A tablet that comes for the first time asks for three hundred scripts and styles, and a hall full of them comes at once.
"""

import logging
from collections.abc import Callable, Iterable
from typing import Any

from icabinet import ids

# Questions about a part of an answer, or about whether it has changed, take the long way.
PARTIAL = ("HTTP_RANGE", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_RANGE", "HTTP_IF_MATCH")
_OF_ONE_ANSWER = {"x-request-id", "date"}
_log = logging.getLogger("icabinet.web.following")

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Lasting:
    """A WSGI app before another; `lasts(path)` says what is kept, and must be true of few addresses only."""

    def __init__(self, behind: Wsgi, lasts: Callable[[str], bool]) -> None:
        self._behind, self._lasts = behind, lasts
        self._kept: dict[str, tuple[list[tuple[str, str]], bytes]] = {}

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if not path.startswith("/static/") or environ["REQUEST_METHOD"] != "GET" or not _is_plain(environ):
            return self._behind(environ, start_response)
        if path not in self._kept:
            return self._long_way(environ, start_response, path)
        headers, body = self._kept[path]
        start_response("200 OK", [*headers, ("X-Request-Id", ids.new())])
        return [body]

    def _long_way(self, environ: dict[str, Any], start_response: Callable[..., Any], path: str) -> Iterable[bytes]:
        said: list[tuple[str, list[tuple[str, str]]]] = []

        def note(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            said.append((status, headers))
            return start_response(status, headers, *more)

        body = self._behind(environ, note)
        if not said or not said[-1][0].startswith("200 ") or not self._lasts(path):
            return body
        try:
            whole = b"".join(body)
        finally:
            if hasattr(body, "close"):
                body.close()
        self._kept[path] = [one for one in said[-1][1] if one[0].lower() not in _OF_ONE_ANSWER], whole
        return [whole]


def _is_plain(environ: dict[str, Any]) -> bool:
    # Every request has its line in a log that wants to know everything; the long way writes it.
    return not any(name in environ for name in PARTIAL) and not _log.isEnabledFor(logging.DEBUG)
