"""The drawing desk: draws the pages of a fresh paper before anybody asks, one at a time, behind all who wait.

Papers take turns, a few pages each, so that the first pages of a small one do not wait for all of a huge one.
"""

import logging

from flask import Flask

from icabinet.desks import progress
from icabinet.desks.desk import Desk
from icabinet.desks.pile import Job
from icabinet.errors import Refusal
from icabinet.papers.facts import PaperConverted
from icabinet.papers.pages import WIDTHS, Source, source_of
from icabinet.papers.queries import is_guarded_paper, sha_of
from icabinet.worker.refusals import WorkerLost

PAGES_AT_ONCE = 4
_drawn: dict[Job, int] = {}
log = logging.getLogger(__name__)


def drawing_desk(app: Flask) -> Desk:
    """Return the desk that draws what has become readable. What it does not draw is drawn on demand."""
    return Desk(app, "drawing", draw_ahead, (PaperConverted,))


def draw_ahead(stream: str, paper: str) -> bool:
    """Draw the next pages at the widths that every tablet asks for first; return whether there are more.

    Those of a guarded paper are kept nowhere.
    """
    sha = None if is_guarded_paper(stream, paper) else sha_of(stream, paper)
    source = source_of(sha) if sha else None
    before = _drawn.pop((stream, paper), 0)
    if source is None:
        return False
    last = min(before + PAGES_AT_ONCE, source.pages)
    for page in range(before + 1, last + 1):
        if not _draw(source, page):
            return False
    progress.say(stream, paper, "drawing", last, source.pages)
    if last == source.pages:
        return False
    _drawn[stream, paper] = last
    return True


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
