"""Pages as pictures: drawn once for each width by a child process, then served by content for ever."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from icabinet.errors import Invalid, NotFound, Unavailable
from icabinet.extensions import services
from icabinet.papers.queries import with_bytes
from icabinet.papers.sluice import Sluice
from icabinet.papers.storage import converted_name, original_name, page_name
from icabinet.papers.tables import PaperRow
from icabinet.worker.refusals import WorkerDied, WorkerLost

WIDTHS = (1200, 400, 2000)
_DRAW_S = 20.0
_WORDS_S = 10.0

# Two tablets that ask for the same new page wait for one drawing.
_drawing = Sluice()
# A page that killed this many children is not tried again by this process.
_MOST_LOST = 2
_lost: dict[str, int] = {}


@dataclass(frozen=True)
class Source:
    """A readable paper's bytes: which file to draw from, and how."""

    sha: str
    kind: str
    renderer: str
    pages: int

    @property
    def file(self) -> str:
        """The name in the storage of the PDF to draw from."""
        return original_name(self.sha) if self.kind == "pdf" else converted_name(self.sha)

    def drawn(self, page: int, width: int) -> Path:
        """Return the picture's file, drawing it first if nobody has yet."""
        self._check(page, width)
        storage, out = services().storage, page_name(self.sha, self.renderer, page, width)
        if found := storage.find(out):
            return found
        with _drawing.alone(out):
            if found := storage.find(out):
                return found
            self._draw(page, width, out)
            if found := storage.find(out):
                return found
        raise Unavailable(what="storage")

    def words(self, page: int) -> list[Any]:
        """Return the page's words as [x0, y0, x1, y1, text, line], in fractions of the page's width."""
        self._check(page, WIDTHS[0])
        found = services().bench.run("words", deadline=_WORDS_S, source=self.file, page=page)
        return list(found["words"])

    def _check(self, page: int, width: int) -> None:
        if not 1 <= page <= self.pages:
            raise NotFound(kind="page", id=str(page))
        if width not in WIDTHS:
            raise Invalid(where="w", why="unknown", widths=list(WIDTHS))

    def _draw(self, page: int, width: int, out: str) -> None:
        if _lost.get(out, 0) >= _MOST_LOST:
            raise WorkerDied(job="render")
        try:
            services().bench.run("render", deadline=_DRAW_S, source=self.file, page=page, width=width, out=out)
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
