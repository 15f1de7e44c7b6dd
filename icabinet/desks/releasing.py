"""The releasing desk: lets papers be read whose time has come, by the server's clock; after a restart those, too.

Each process with children looks for itself. Whoever comes second is told so by the turn's rule.
"""

import logging

from flask import Flask

from icabinet import clock, ids
from icabinet.desks.desk import Desk
from icabinet.errors import Conflict, NotFound
from icabinet.extensions import services
from icabinet.papers.rights import due
from icabinet.performing import SYSTEM, Actor, perform

log = logging.getLogger(__name__)


def releasing_desk(app: Flask) -> Desk:
    """Return the desk that ends embargoes."""
    return Desk(app, "releasing", release, (), waiting)


def waiting() -> list[tuple[str, str]]:
    """Return (stream, paper) of what may be read by now, the oldest first."""
    with services().db.reading() as session:
        return due(session, clock.now_ms())


def release(stream: str, paper: str) -> None:
    """Say that a paper may be read, unless somebody has said so."""
    try:
        perform(Actor(SYSTEM), stream, ids.new(), "papers.release", {"id": paper})
    except (NotFound, Conflict):
        log.info("paper %s was released by another process, or is not to be released", paper)
