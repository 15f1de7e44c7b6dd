"""Pages as pictures: drawn once for each width by a child process, then served by content for ever."""

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from icabinet.errors import Invalid, NotFound
from icabinet.extensions import services
from icabinet.papers.queries import with_bytes
from icabinet.papers.tables import PaperRow
from icabinet.worker.refusals import WorkerDied, WorkerLost

WIDTHS = (1200, 400, 2000)
_DRAW_S = 20.0
_WORDS_S = 10.0

# Two tablets that ask for the same new page wait for one drawing.
_drawing: dict[Path, threading.Lock] = {}
# A page that killed this many children is not tried again by this process.
_MOST_LOST = 2
_lost: dict[Path, int] = {}


@dataclass(frozen=True)
class Source:
    """A readable paper's bytes: which file to draw from, and how."""

    sha: str
    kind: str
    renderer: str
    pages: int

    @property
    def path(self) -> Path:
        storage = services().storage
        return storage.original(self.sha) if self.kind == "pdf" else storage.converted(self.sha)

    def drawn(self, page: int, width: int) -> Path:
        """Return the picture's file, drawing it first if nobody has yet."""
        self._check(page, width)
        out = services().storage.page(self.sha, self.renderer, page, width)
        if out.exists():
            return out
        with _drawing.setdefault(out, threading.Lock()):
            try:
                if not out.exists():
                    self._draw(page, width, out)
            finally:
                _drawing.pop(out, None)
        return out

    def words(self, page: int) -> list[Any]:
        """Return the page's words as [x0, y0, x1, y1, text], in fractions of the page's width."""
        self._check(page, WIDTHS[0])
        found = services().pool.run("words", deadline=_WORDS_S, path=str(self.path), page=page)
        return list(found["words"])

    def _check(self, page: int, width: int) -> None:
        if not 1 <= page <= self.pages:
            raise NotFound(kind="page", id=str(page))
        if width not in WIDTHS:
            raise Invalid(where="w", why="unknown", widths=list(WIDTHS))

    def _draw(self, page: int, width: int, out: Path) -> None:
        if _lost.get(out, 0) >= _MOST_LOST:
            raise WorkerDied(job="render")
        out.parent.mkdir(parents=True, exist_ok=True)
        try:
            services().pool.run(
                "render",
                deadline=_DRAW_S,
                path=str(self.path),
                page=page,
                width=width,
                out=str(out),
            )
        except WorkerLost:
            _lost[out] = _lost.get(out, 0) + 1
            raise


def source_of(sha: str) -> Source | None:
    """Return what can be drawn of these bytes; None unless some paper with them is ready."""
    with services().db.reading() as session:
        return next((source for row in with_bytes(session, sha) if (source := _source(row))), None)


def _source(row: PaperRow) -> Source | None:
    if row.state != "ready" or row.kind is None or row.renderer is None:
        return None
    return Source(row.sha, row.kind, row.renderer, len(row.sizes or ()))
