"""Pages as pictures: drawn once for each width by a child process, then served by content for ever."""

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from icabinet.errors import Invalid, NotFound, Unavailable
from icabinet.extensions import services
from icabinet.papers import engines
from icabinet.papers.queries import with_bytes
from icabinet.papers.sluice import Sluice
from icabinet.papers.storage import converted_name, original_name, page_name, tile_name
from icabinet.papers.tables import PaperRow
from icabinet.worker.refusals import UnreadablePaper

WIDTHS = (1200, 400, 2000)
TILED_WIDTHS = (4000, 8000)
TILE = 1000  # pixels, as the job has it
_WORDS_S = 10.0
_STRUCTURE_S = 20.0

# Two tablets that ask for the same new page wait for one drawing.
_drawing = Sluice()


@dataclass(frozen=True)
class Source:
    """A readable paper's bytes: which file to draw from, and how. sizes: of its pages, in points as displayed.

    A page drawn bare is without what other programs had written on it.
    """

    sha: str
    kind: str
    renderer: str
    sizes: list[list[float]]

    @property
    def pages(self) -> int:
        return len(self.sizes)

    @property
    def file(self) -> str:
        """The name in the storage of the PDF to draw from."""
        return original_name(self.sha) if self.kind == "pdf" else converted_name(self.sha)

    def drawn(self, page: int, width: int, bare: bool = False) -> Path:
        """Return the picture's file, drawing it first if nobody has yet."""
        self._check(page, width, WIDTHS)
        return self._made("render", page, page_name(self.sha, self.renderer, page, width, bare), width=width, bare=bare)

    def tile(self, page: int, width: int, column: int, row: int, bare: bool = False) -> Path:
        """Return the file of a square of the page drawn `width` pixels wide; column and row from 0."""
        self._check(page, width, TILED_WIDTHS)
        across, down = self.sizes[page - 1]
        if column * TILE >= width or row * TILE >= width * down / across:
            raise NotFound(kind="tile", id=f"{column}/{row}")
        out = tile_name(self.sha, self.renderer, page, width, column, row, bare)
        return self._made("tile", page, out, width=width, column=column, row=row, bare=bare)

    def marked(self, page: int, width: int, mark: str, bare: bool = False) -> tuple[bytes, str]:
        """Return a picture that has this text burnt into it, and its kind ("image/…"). It is kept nowhere."""
        self._check(page, width, WIDTHS)
        drawn = engines.draw(services().bench.run, "render", self.file, page, width=width, mark=mark, bare=bare)
        return base64.b64decode(drawn["base64"]), str(drawn["mime"])

    def words(self, page: int) -> list[Any]:
        """Return the page's words as [x0, y0, x1, y1, text], in fractions of the page's width."""
        self._check(page)
        return list(self._read("words", _WORDS_S, page=page).get("words", ()))

    def structure(self) -> dict[str, Any]:
        """Return {"outline", "links", "labels"} as the job of this name gives them."""
        return {"outline": [], "links": {}, "labels": []} | self._read("structure", _STRUCTURE_S)

    def annotations(self) -> dict[str, Any]:
        """Return {"pages"} as the job of this name gives it: what other programs have written on the pages."""
        return {"pages": {}} | self._read("annotations", _STRUCTURE_S)

    def _read(self, job: str, deadline: float, **what: Any) -> dict[str, Any]:
        """Nothing of what no engine can read that way: of structure the second knows none."""
        try:
            return services().bench.run(job, deadline=deadline, source=self.file, **what)
        except UnreadablePaper:
            return {}

    def _check(self, page: int, width: int = 0, widths: tuple[int, ...] = (0,)) -> None:
        if not 1 <= page <= self.pages:
            raise NotFound(kind="page", id=str(page))
        if width not in widths:
            raise Invalid(where="w", why="unknown", widths=list(widths))

    def _made(self, job: str, page: int, out: str, **how: int) -> Path:
        storage = services().storage
        if found := storage.find(out):
            return found
        with _drawing.alone(out):
            if found := storage.find(out):
                return found
            engines.draw(services().bench.run, job, self.file, page, out=out, **how)
            if found := storage.find(out):
                return found
        raise Unavailable(what="storage")


def source_of(sha: str) -> Source | None:
    """Return what can be drawn of these bytes; None unless some paper with them is ready."""
    with services().db.reading() as session:
        return source_among(with_bytes(session, sha))


def source_among(rows: Iterable[PaperRow]) -> Source | None:
    """Return what can be drawn of the bytes that these papers share; None unless one of them is ready."""
    return next((source for row in rows if (source := _source(row))), None)


def _source(row: PaperRow) -> Source | None:
    if row.state != "ready" or row.kind is None or row.renderer is None:
        return None
    return Source(row.sha, row.kind, row.renderer, row.sizes or [])
