"""The drawing desk: draws the pages of a fresh paper before anybody asks, one at a time, behind all who wait."""

import logging

from flask import Flask

from icabinet.desks.desk import Desk
from icabinet.errors import Refusal
from icabinet.papers.facts import PaperConverted
from icabinet.papers.pages import WIDTHS, Source, source_of
from icabinet.papers.queries import is_guarded_paper, sha_of
from icabinet.worker.refusals import WorkerLost

log = logging.getLogger(__name__)


def drawing_desk(app: Flask) -> Desk:
    """Return the desk that draws what has become readable. What it does not draw is drawn on demand."""
    return Desk(app, "drawing", draw_ahead, (PaperConverted,))


def draw_ahead(stream: str, paper: str) -> None:
    """Draw all pages at the widths that every tablet asks for first; those of a guarded paper are kept nowhere."""
    sha = None if is_guarded_paper(stream, paper) else sha_of(stream, paper)
    source = source_of(sha) if sha else None
    if source is not None:
        for page in range(1, source.pages + 1):
            if not _draw(source, page):
                return


def _draw(source: Source, page: int) -> bool:
    """Return whether to go on: a paper whose pages cost children is left to those who want to see it."""
    try:
        for width in WIDTHS[:2]:
            source.drawn(page, width)
    except WorkerLost as refusal:
        log.warning("paper %s is not drawn ahead: page %d, %s", source.sha, page, refusal.code)
        return False
    except (Refusal, OSError) as error:
        log.warning("page %d of %s not drawn ahead: %s", page, source.sha, error)
    return True
