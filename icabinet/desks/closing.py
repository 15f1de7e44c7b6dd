"""The closing desk: closes votes whose time is over, by the server's clock; after a restart those, too.

Each process looks for itself. Whoever comes second is told so by the turn's rule.
"""

import logging

from flask import Flask

from icabinet import clock, ids
from icabinet.desks.desk import Desk
from icabinet.errors import Conflict, NotFound
from icabinet.extensions import services
from icabinet.performing import SYSTEM, Actor, perform
from icabinet.polls.queries import due_polls

log = logging.getLogger(__name__)
_LOOK_S = 0.5  # a ballot is refused from the moment itself on; this is how long one waits for the result


def closing_desk(app: Flask) -> Desk:
    """Return the desk that closes votes in time."""
    return Desk(app, "closing", time_out, (), waiting, look_s=_LOOK_S)


def waiting() -> list[tuple[str, str]]:
    """Return (stream, vote) of those whose time is over, the oldest first."""
    with services().db.reading() as session:
        return due_polls(session, clock.now_ms())


def time_out(stream: str, poll: str) -> None:
    """Close the vote, unless somebody was faster."""
    try:
        perform(Actor(SYSTEM), stream, ids.new(), "polls.time_out", {"id": poll})
    except (NotFound, Conflict):
        log.info("vote %s was closed by somebody else", poll)
