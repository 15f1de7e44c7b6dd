"""The drawing desk: draws the pages of a fresh paper before anybody asks, one at a time, behind all who wait."""

import logging
import queue
import threading

from flask import Flask

from icabinet.errors import Refusal
from icabinet.journal.turns import Told
from icabinet.papers.facts import PaperConverted
from icabinet.papers.pages import WIDTHS, Source, source_of
from icabinet.papers.queries import sha_of
from icabinet.worker.refusals import WorkerLost

log = logging.getLogger(__name__)


class DrawingDesk:
    """One background thread of the web process. What it has not drawn is drawn on demand."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._waiting: queue.SimpleQueue[tuple[str, str] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="drawing", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def hear(self, told: list[Told]) -> None:
        """Listen to the journal for papers that have become readable."""
        for one in told:
            if isinstance(one.entry.fact, PaperConverted):
                self._waiting.put((one.entry.stream, one.entry.fact.paper))

    def close(self) -> None:
        self._waiting.put(None)
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while (job := self._waiting.get()) is not None:
            try:
                with self._app.app_context():
                    draw_ahead(*job)
            except Exception:
                log.exception("drawing of %s ahead failed", job[1])


def draw_ahead(stream: str, paper: str) -> None:
    """Draw all pages at the widths that every tablet asks for first."""
    sha = sha_of(stream, paper)
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
