"""Job: one page as an image."""

import math
from typing import Any

import pymupdf

from icabinet.worker import documents, pictures
from icabinet.worker.refusals import UnreadablePaper
from icabinet.worker.writing import write_whole

_LARGEST_AREA = 8_000_000
_GLANCE = 4  # the look for colour is this many times smaller


def render(path: str, page: int, width: int, out: str) -> dict[str, Any]:
    """Write page `page` (from 1) to `out`, `width` pixels wide as displayed; give {"bytes", "mime"}.

    Above 8 million pixels it becomes narrower instead. Raises UnreadablePaper, NoSuchPage.
    """
    sheet = documents.page(path, page)
    with documents.reading():
        picture = _draw(sheet, width)
    write_whole(out, picture.data)
    return {"bytes": len(picture.data), "mime": picture.mime}


def _draw(sheet: pymupdf.Page, width: int) -> pictures.Picture:
    zoom = _zoom(sheet.rect, width)
    marks = sheet.get_displaylist()
    is_thread = min(sheet.rect.width, sheet.rect.height) * zoom < _GLANCE
    glance = _pixels(marks, zoom if is_thread else zoom / _GLANCE, pymupdf.csRGB)
    colours = pymupdf.csRGB if pictures.is_coloured(glance) else pymupdf.csGRAY
    return pictures.encode(_pixels(marks, zoom, colours))


def _pixels(marks: pymupdf.DisplayList, zoom: float, colours: pymupdf.Colorspace) -> pymupdf.Pixmap:
    matrix = pymupdf.Matrix(zoom, zoom)
    pixels: pymupdf.Pixmap = marks.get_pixmap(matrix=matrix, colorspace=colours, alpha=False)
    return pixels


def _zoom(box: pymupdf.Rect, width: int) -> float:
    """Pixels per point."""
    area = box.width * box.height
    if not 0 < area < math.inf:
        raise UnreadablePaper(reason="broken")
    return float(min(width / box.width, math.sqrt(_LARGEST_AREA / area)))
