"""Messages that ask and the acknowledgements that answer them (docs/protocol.md, F-rules)."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from structlog.contextvars import clear_contextvars

from icabinet import ids, metrics
from icabinet.errors import Incident, Invalid, Refusal
from icabinet.web.refusals import as_error

if TYPE_CHECKING:
    from icabinet.live.door import Door

log = logging.getLogger(__name__)


def answered(handler: Callable[..., Any]) -> Callable[..., Any]:
    """Turn what a handler returns or refuses into an acknowledgement; a bug gets an incident's number."""

    @wraps(handler)
    def answer(door: "Door", *args: object) -> dict[str, Any]:
        try:
            return {"ok": handler(door, door.sender(), *args)}
        except Refusal as refusal:
            return _refused(refusal)
        except Exception:
            incident = ids.new()
            log.exception("incident %s", incident)
            return _refused(Incident(incident=incident))
        finally:
            clear_contextvars()

    return answer


def _refused(refusal: Refusal) -> dict[str, Any]:
    metrics.count_refusal(refusal)
    return {"error": as_error(refusal)}


def fields_of(body: object, *known: str) -> dict[str, Any]:
    """Return a message's fields; refuse anything that is not an object of just these."""
    if not isinstance(body, dict):
        raise Invalid(where="message", why="not_an_object")
    unknown = [str(name)[:80] for name in body if name not in known]
    if unknown:
        raise Invalid(where="message", why="unknown_field", fields=unknown[:5])
    return body
