"""Pages drawn by MuPDF, the first engine: the quicker one on text."""

import numpy as np
import pymupdf

from icabinet.worker import documents
from icabinet.worker.grayness import is_surely_gray
from icabinet.worker.pictures import Pixels, is_coloured
from icabinet.worker.sheets import Area

_GLANCE = 4  # the look for colour is this many times smaller


def sheet(path: str, number: int, bare: bool = False) -> "Sheet":
    """One page, counted from 1; bare: without what others had written on it. Raises UnreadablePaper, NoSuchPage."""
    return Sheet(path, number, documents.page(path, number), bare)


def sizes(path: str) -> list[list[float] | None]:
    """Points of every page as displayed, None for one that cannot be read. Raises UnreadablePaper."""
    document = documents.opened(path)
    return [_size(document, number) for number in range(document.page_count)]


class Sheet:
    """See `sheets.Sheet`. Drawing raises UnreadablePaper."""

    def __init__(self, path: str, number: int, page: pymupdf.Page, bare: bool) -> None:
        self._path, self._number, self._page, self._bare = path, number, page, bare
        self.width, self.height = page.rect.width, page.rect.height

    def draw(self, area: Area, zoom: float) -> Pixels:
        marks = documents.marks(self._path, self._number, self._page, self._bare)
        with documents.reading():
            if is_surely_gray(self._page):
                return _pixels(marks, area, zoom, pymupdf.csGRAY)
            is_thread = min(area[2] - area[0], area[3] - area[1]) * zoom < _GLANCE
            glance = _pixels(marks, area, zoom if is_thread else zoom / _GLANCE, pymupdf.csRGB)
            return _pixels(marks, area, zoom, pymupdf.csRGB if is_coloured(glance) else pymupdf.csGRAY)


def _pixels(marks: pymupdf.DisplayList, area: Area, zoom: float, colours: pymupdf.Colorspace) -> Pixels:
    drawn = marks.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), colorspace=colours, alpha=False, clip=area)
    flat = np.frombuffer(drawn.samples_mv, np.uint8).reshape(drawn.height, drawn.stride)
    # A copy: what MuPDF drew goes with the pixmap.
    return np.array(flat[:, : drawn.width * drawn.n]).reshape(drawn.height, drawn.width, drawn.n)


def _size(document: pymupdf.Document, number: int) -> list[float] | None:
    try:
        box = document.load_page(number).rect
    except (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase):
        return None
    return [round(box.width, 2), round(box.height, 2)]
