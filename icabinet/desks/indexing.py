"""The indexing desk: has the text of what has become readable taken out, and makes it findable.

What is ready but not indexed is the job, so a crash forgets nothing. Pages go into the index in small portions, each a
write of its own among the meetings' turns, and small enough that no turn waits for it noticeably.
"""

import logging
import time
from functools import partial
from typing import Any

from flask import Flask
from sqlalchemy.orm import Session

from icabinet.desks.desk import Desk
from icabinet.desks.leases import leased
from icabinet.errors import NotFound, Refusal, Unavailable
from icabinet.extensions import services
from icabinet.folders.files import OWN, source_of_file
from icabinet.papers.facts import PaperConverted, PaperRemoved
from icabinet.papers.pages import Source, source_of
from icabinet.papers.queries import sha_of
from icabinet.search import texts
from icabinet.worker.refusals import PoolClosed

# Looking for what is left costs a walk through all papers.
LOOK_S = 20.0
# A portion should take the writer no longer than this.
PORTION_MS = 8.0
MOST_PAGES = 32
_TEXTS_S = 30.0
_FORGOTTEN_AT_ONCE = 8
Said = tuple[list[str], list[str]]  # of each page its text and its tokens
log = logging.getLogger(__name__)


def indexing_desk(app: Flask) -> Desk:
    """Return the desk that indexes what has become readable, and forgets what no paper has any more."""
    return Desk(app, "indexing", deal, (PaperConverted, PaperRemoved), left_over, look_s=LOOK_S)


def left_over() -> list[tuple[str, str]]:
    """Return (stream, paper) of what can be read but not searched; one of no paper stands for texts to be forgotten.

    A file of somebody's own has OWN for its stream.
    """
    with services().db.reading() as session:
        found = [*texts.waiting(session), *((OWN, file) for file in texts.waiting_files(session))]
        return [*found, ("", "")] if texts.unused(session) else found


def deal(stream: str, paper: str) -> None:
    """Index a paper, or a file; if there is no such thing, forget the texts of those that are gone."""
    try:
        source: Source | None
        if stream == OWN:
            source = source_of_file(paper)
        elif (sha := sha_of(stream, paper)) is not None:
            source = source_of(sha)
        else:
            _forget()
            return
        if source is not None:
            index(source)
    except (PoolClosed, Unavailable, NotFound) as refusal:
        # Nothing is lost: whoever looks for what has been left lying finds it again.
        log.warning("paper %s waits to be indexed: %s", paper, refusal.code)


def index(source: Source) -> None:
    """Index the pages that are not yet; not if another process is at it."""
    with leased(f"indexing {source.sha} {source.renderer}") as mine:
        if mine:
            _Indexing(source).run()


class _Indexing:
    """One text on its way into the index, in portions as large as the writer takes in its stride."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._portion = 1

    def run(self) -> None:
        source, write = self._source, services().writer.write
        text, done = write(lambda session: texts.begin(session, source.sha, source.renderer, source.pages))
        while done < source.pages:
            said = self._said(done + 1, min(self._portion, source.pages - done))
            made = texts.prepared(text, done + 1, *said)
            if not write(partial(self._take_in, text=text, first=done + 1, made=made)):
                return
            done += len(made)

    def _take_in(self, session: Session, *, text: int, first: int, made: list[Any]) -> bool:
        began = time.perf_counter()
        taken = texts.take_in(session, text, first, made)
        took_ms = (time.perf_counter() - began) * 1000
        if took_ms > PORTION_MS:
            self._portion = max(1, self._portion // 2)
        elif took_ms < PORTION_MS / 3:
            self._portion = min(MOST_PAGES, self._portion * 2)
        return taken

    def _said(self, first: int, count: int) -> Said:
        """Return what some pages say; a page that cannot be read says nothing, and is not asked again."""
        try:
            return _texts(self._source, first, count)
        except (PoolClosed, Unavailable, NotFound):
            raise
        except Refusal as refusal:
            if count > 1:
                one_by_one = [self._said(page, 1) for page in range(first, first + count)]
                return [text for texts, _ in one_by_one for text in texts], [
                    bag for _, bags in one_by_one for bag in bags
                ]
            log.warning("page %d of %s cannot be searched: %s", first, self._source.sha, refusal.code)
            return [""], [""]


def _texts(source: Source, first: int, count: int) -> Said:
    found = services().bench.run("texts", deadline=_TEXTS_S, source=source.file, first=first, count=count)
    # A file with fewer pages than it was taken for says nothing on those that it has not.
    missing = [""] * (count - len(found["texts"]))
    return found["texts"] + missing, found["bags"] + missing


def _forget() -> None:
    write = services().writer.write
    with services().db.reading() as session:
        unused = texts.unused(session)
    for text in unused:
        while write(partial(texts.forget, text=text, most=_FORGOTTEN_AT_ONCE)):
            pass
