"""The noting desk: writes down every few seconds who has seen which pages (`papers/sightings.py`)."""

import logging

from flask import Flask

from icabinet.desks.desk import Desk
from icabinet.papers.sightings import Sightings

LOOK_S = 5.0
log = logging.getLogger(__name__)


def noting_desk(app: Flask) -> Desk:
    """Return the desk that has nothing brought to it: it looks for itself."""
    return Desk(app, "noting", _nothing, (), lambda: _note(app), look_s=LOOK_S)


def _note(app: Flask) -> list[tuple[str, str]]:
    sightings: Sightings = app.extensions["sightings"]
    try:
        sightings.flush()
    except Exception:
        log.exception("views of papers could not be written down")
    return []


def _nothing(_stream: str, _paper: str) -> None:
    """No paper is ever handed in."""
