"""Messages that ask and the acknowledgements that answer them (docs/protocol.md, F-rules)."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from flask import Flask, g
from structlog.contextvars import clear_contextvars

from icabinet import ids, metrics
from icabinet.errors import Incident, Invalid, NotSignedIn, Refusal
from icabinet.live.rooms import Socket
from icabinet.web.refusals import as_error

if TYPE_CHECKING:
    from icabinet.live.door import Door

log = logging.getLogger(__name__)


def answered(handler: Callable[..., Any]) -> Callable[..., Any]:
    """Turn what a handler returns or refuses into an acknowledgement; a bug gets an incident's number.

    The library calls with the socket's id and at most one body; the handler gets the socket and the body.
    """

    @wraps(handler)
    def answer(door: "Door", sid: str, body: object = None) -> dict[str, Any]:
        socket = door.rooms.sockets.get(sid)
        if socket is None:
            # It has just been sent away.
            return refused(door.app, None, NotSignedIn())
        try:
            with door.app.app_context():
                return {"ok": handler(door, door.admit(socket), body)}
        except Exception as error:  # noqa: BLE001 - said to the tablet, and written down where it is a bug
            return refused(door.app, socket, error)
        finally:
            clear_contextvars()

    return answer


def refused(app: Flask, socket: Socket | None, error: BaseException | None) -> dict[str, Any]:
    """Say in the person's language what was refused, or that something went wrong on our side."""
    if not isinstance(error, Refusal):
        incident = ids.new()
        log.error("incident %s", incident, exc_info=error)
        error = Incident(incident=incident)
    metrics.count_refusal(error)
    with app.app_context():
        g.viewer = socket
        return {"error": as_error(error)}


def fields_of(body: object, *known: str) -> dict[str, Any]:
    """Return a message's fields; refuse anything that is not an object of just these."""
    if not isinstance(body, dict):
        raise Invalid(where="message", why="not_an_object")
    unknown = [str(name)[:80] for name in body if name not in known]
    if unknown:
        raise Invalid(where="message", why="unknown_field", fields=unknown[:5])
    return body
