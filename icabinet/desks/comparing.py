"""The comparing desk: finds out which pages of a new version are as they were, so that ink can be carried over."""

import logging
from typing import Any

from flask import Flask

from icabinet import ids
from icabinet.desks.desk import Desk
from icabinet.desks.leases import leased, taken
from icabinet.desks.pile import Job
from icabinet.errors import Conflict, NotFound, Refusal, Unavailable
from icabinet.extensions import services
from icabinet.papers.facts import PaperConverted
from icabinet.papers.likeness import unchanged
from icabinet.papers.pages import source_of
from icabinet.papers.queries import not_compared, to_compare
from icabinet.performing import SYSTEM, Actor, perform
from icabinet.worker.refusals import PoolClosed

# So many pages in one go, so that whoever wants to see one need not wait for all.
_PAGES = 8
_PRINT_S = 30.0
log = logging.getLogger(__name__)


def comparing_desk(app: Flask) -> Desk:
    """Return the desk that compares new versions with those before them."""
    return Desk(app, "comparing", compare, (PaperConverted,), left_over)


def left_over() -> list[Job]:
    """Return (stream, paper) of the versions that are yet to be compared, and that nobody is at."""
    with services().db.reading() as session:
        found = [(stream, paper) for stream, paper in not_compared(session)]
    held = taken() if found else ()
    return [job for job in found if _lease_name(*job) not in held]


def compare(stream: str, paper: str) -> None:
    """Compare one version with the one before; of what cannot be compared nothing is called unchanged."""
    if to_compare(stream, paper) is None:
        return
    with leased(_lease_name(stream, paper)) as mine:
        pair = to_compare(stream, paper) if mine else None
        if pair is None:
            return
        try:
            old, new = (_prints(sha) for sha in pair)
            args = {"id": paper, "unchanged": unchanged(old, new)}
            perform(Actor(SYSTEM), stream, ids.new(), "papers.finish_comparison", args)
        except (PoolClosed, Unavailable):
            log.warning("the comparison of paper %s waits", paper)
        except (NotFound, Conflict):
            log.info("paper %s is no longer to be compared", paper)


def _prints(sha: str) -> list[str]:
    source, prints = source_of(sha), list[str]()
    if source is None:
        return prints
    for first in range(1, source.pages + 1, _PAGES):
        prints += _some_prints(source.file, first, min(_PAGES, source.pages + 1 - first))
    return prints


def _some_prints(file: str, first: int, count: int) -> list[str]:
    asked: dict[str, Any] = {"deadline": _PRINT_S, "source": file, "first": first, "count": count}
    try:
        return list(services().bench.run("prints", **asked)["prints"])
    except (PoolClosed, Unavailable):
        raise
    except Refusal as refusal:
        log.warning("pages %d and on of %s have no prints: %s", first, file, refusal.code)
        return [""] * count


def _lease_name(stream: str, paper: str) -> str:
    return f"comparison {stream} {paper}"
