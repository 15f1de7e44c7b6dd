"""Pages drawn by PDFium, the second engine: it takes over where the first cannot read or does not come to an end.

Most children never need it, so that it is imported when it is.
"""

import atexit
from collections import OrderedDict
from typing import TYPE_CHECKING

import numpy as np

from icabinet.worker import documents
from icabinet.worker.pictures import Pixels, is_coloured
from icabinet.worker.refusals import NoSuchPage, UnreadablePaper
from icabinet.worker.sheets import Area

if TYPE_CHECKING:
    import pypdfium2

_KEPT = 2
_GLANCE = 4  # every so many pixels are looked at for colour
_open: OrderedDict[documents.Key, "pypdfium2.PdfDocument"] = OrderedDict()


def sheet(path: str, number: int, bare: bool = False) -> "Sheet":
    """One page, counted from 1, to be drawn; bare: without what others had written on it.

    Raises UnreadablePaper, NoSuchPage.
    """
    return Sheet(page(path, number), bare)


def page(path: str, number: int) -> "pypdfium2.PdfPage":
    """One page, counted from 1. Raises UnreadablePaper, NoSuchPage."""
    import pypdfium2

    document = opened(path)
    if not 1 <= number <= len(document):
        raise NoSuchPage(page=number)
    try:
        return document[number - 1]
    except pypdfium2.PdfiumError as error:
        raise UnreadablePaper(reason="broken") from error


def sizes(path: str) -> list[list[float] | None]:
    """Points of every page as displayed, None for one that cannot be read. Raises UnreadablePaper."""
    return [_size(path, number) for number in range(1, len(opened(path)) + 1)]


def opened(path: str) -> "pypdfium2.PdfDocument":
    """The PDF at `path`, with 1 to 2000 pages and no password. Raises UnreadablePaper."""
    key = documents.key_of(path)
    if key not in _open:
        _open[key] = _checked(path)
        if len(_open) > _KEPT:
            _open.popitem(last=False)[1].close()
    _open.move_to_end(key)
    return _open[key]


class Sheet:
    """See `sheets.Sheet`. Drawing raises UnreadablePaper."""

    def __init__(self, page: "pypdfium2.PdfPage", bare: bool) -> None:
        self._page, self._bare = page, bare
        self.width, self.height = page.get_size()

    def draw(self, area: Area, zoom: float) -> Pixels:
        left, top, right, bottom = area
        crop = (left, self.height - bottom, self.width - right, top)
        how = {"scale": zoom, "crop": tuple(max(0.0, each) for each in crop), "draw_annots": not self._bare}
        try:
            drawn = self._page.render(rev_byteorder=True, **how)
            pixels: Pixels = np.array(drawn.to_numpy())
            drawn.close()
        except (RuntimeError, ValueError) as error:  # of which PDFium's own are
            raise UnreadablePaper(reason="broken") from error
        return pixels if is_coloured(pixels[::_GLANCE, ::_GLANCE]) else np.ascontiguousarray(pixels[:, :, 1:2])


def _checked(path: str) -> "pypdfium2.PdfDocument":
    import pypdfium2

    atexit.unregister(_close)
    atexit.register(_close)  # before what PDFium's own module does then, which is to complain
    try:
        document = pypdfium2.PdfDocument(path)
        document.init_forms()
    except pypdfium2.PdfiumError as error:
        is_locked = error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD
        raise UnreadablePaper(reason="encrypted" if is_locked else "broken") from error
    if not len(document):
        raise UnreadablePaper(reason="no_pages")
    if len(document) > documents.MOST_PAGES:
        raise UnreadablePaper(reason="too_many_pages")
    return document


def _close() -> None:
    while _open:
        _open.popitem()[1].close()


def _size(path: str, number: int) -> list[float] | None:
    try:
        found = sheet(path, number)
    except UnreadablePaper:
        return None
    return [round(found.width, 2), round(found.height, 2)] if found.width * found.height > 0 else None
