"""Jobs: a page as an image, whole or a square of it, or with somebody's name burnt into it."""

import base64
import math
from collections.abc import Callable
from typing import Any

from icabinet.worker import by_mupdf, by_pdfium, limits, marking, pictures
from icabinet.worker.pictures import Picture
from icabinet.worker.refusals import NoSuchPage, UnreadablePaper
from icabinet.worker.sheets import Sheet
from icabinet.worker.writing import write_whole

ENGINES: dict[str, Callable[[str, int, bool], Sheet]] = {"mupdf": by_mupdf.sheet, "pdfium": by_pdfium.sheet}
TILE = 1000  # pixels on each side
_LARGEST_AREA = 8_000_000


def render(  # noqa: PLR0913, PLR0917 - a picture has that many
    path: str,
    page: int,
    width: int,
    out: str = "",
    mark: str = "",
    engine: str = "mupdf",
    effort: float = 0.0,
    bare: bool = False,
) -> dict[str, Any]:
    """Write page `page` (from 1) to `out`, `width` pixels wide as displayed; give {"bytes", "mime"}.

    With `mark`, this text is burnt into the picture, which is never written: give {"mime", "base64"}. Above
    8 million pixels it becomes narrower instead. `bare` leaves out what others had written on it. `engine` is "mupdf"
    or "pdfium"; the child dies if the drawing takes it more than `effort` seconds of processor time, unless that is 0.
    Raises UnreadablePaper, NoSuchPage.
    """
    sheet = ENGINES[engine](path, page, bare)
    with limits.effort(effort):
        pixels = sheet.draw((0, 0, sheet.width, sheet.height), _fitting(sheet, width))
    picture = pictures.encode(marking.burn(pixels, mark) if mark else pixels)
    if mark:
        return {"mime": picture.mime, "base64": base64.b64encode(picture.data).decode()}
    return _written(picture, out)


def tile(  # noqa: PLR0913, PLR0917 - a square has that many
    path: str,
    page: int,
    width: int,
    column: int,
    row: int,
    out: str,
    engine: str = "mupdf",
    effort: float = 0.0,
    bare: bool = False,
) -> dict[str, Any]:
    """Write to `out` a square of the page drawn `width` pixels wide; give {"bytes", "mime"}.

    Squares are 1,000 pixels wide and high, or what is left at the edges; column and row count from 0. Engine,
    effort and bare as above. Raises UnreadablePaper, NoSuchPage where there is no such square.
    """
    sheet = ENGINES[engine](path, page, bare)
    zoom = width / _checked(sheet).width
    side = TILE / zoom
    left, top = column * side, row * side
    if not (0 <= left < sheet.width and 0 <= top < sheet.height):
        raise NoSuchPage(page=page)
    area = (left, top, min(left + side, sheet.width), min(top + side, sheet.height))
    with limits.effort(effort):
        pixels = sheet.draw(area, zoom)
    return _written(pictures.encode(pixels), out)


def _written(picture: Picture, out: str) -> dict[str, Any]:
    write_whole(out, picture.data)
    return {"bytes": len(picture.data), "mime": picture.mime}


def _fitting(sheet: Sheet, width: int) -> float:
    """Pixels per point."""
    area = _checked(sheet).width * sheet.height
    return float(min(width / sheet.width, math.sqrt(_LARGEST_AREA / area)))


def _checked(sheet: Sheet) -> Sheet:
    if not 0 < sheet.width * sheet.height < math.inf:
        raise UnreadablePaper(reason="broken")
    return sheet
