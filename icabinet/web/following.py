"""Every request gets an id, which its answer carries, and a line in the log."""

import logging
import time

from flask import Flask, Response, g, request
from structlog.contextvars import bind_contextvars, clear_contextvars

from icabinet import ids
from icabinet.logs import since

log = logging.getLogger(__name__)
# Asked for by the hundred, or every few seconds by a machine: nobody wants to read of them.
_QUIET = frozenset({"assets", "pictures", "health"})


def follow(app: Flask) -> None:
    """To be called before anything else that looks at requests, so that its lines carry the id too."""
    app.before_request(_begin)
    app.after_request(_end)


def _begin() -> None:
    g.request, g.began = ids.new(), time.perf_counter()
    bind_contextvars(request=g.request)


def _end(response: Response) -> Response:
    response.headers["X-Request-Id"] = g.request
    level = logging.DEBUG if request.blueprint in _QUIET else logging.INFO
    # The rule, not the path: a join code is part of a path.
    line = {"route": _route(), "status": response.status_code, "ms": since(g.began)}
    log.log(level, "request", extra=line)
    # The same green thread serves the connection's next request.
    clear_contextvars()
    return response


def _route() -> str:
    return f"{request.method} {request.url_rule}" if request.url_rule else "none"
