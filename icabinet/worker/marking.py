"""A text burnt into the pixels of a page, over and over: whoever copies the picture copies whose it was."""

from functools import lru_cache

import numpy as np
import pymupdf

from icabinet.worker import fonts
from icabinet.worker.pictures import Pixels

_LONGEST = 200
_TURN = -30  # degrees: up to the right
_LETTERS = 45  # this many times the size of a letter is as wide as the page
_SMALLEST = 9  # pixels: what can still be read
_STRENGTH = 0.2  # of the way from white to black, and back


def burn(pixels: Pixels, text: str) -> Pixels:
    """Return the page with the text all over it: darker where the page is light, lighter where it is dark."""
    light, dark = _tile(text[:_LONGEST], max(_SMALLEST, pixels.shape[1] // _LETTERS))
    marked = pixels.copy()
    height, width, _ = light.shape
    for top in range(0, marked.shape[0], height):
        for left in range(0, marked.shape[1], width):
            block = marked[top : top + height, left : left + width]
            rows, columns, _ = block.shape
            np.minimum(block, light[:rows, :columns], out=block)
            np.maximum(block, dark[:rows, :columns], out=block)
    return marked


@lru_cache(maxsize=8)
def _tile(text: str, size: int) -> tuple[Pixels, Pixels]:
    """Return what no pixel may be lighter than, and what none may be darker than, around one copy of the text."""
    writer = pymupdf.TextWriter(pymupdf.Rect(0, 0, size * (len(text) + 2), size * 2))
    writer.append((size, size * 1.5), text, font=_font(), fontsize=size)
    with pymupdf.open() as document:
        page = document.new_page(width=writer.last_point.x + size, height=size * 2)
        writer.write_text(page)
        turned = pymupdf.Matrix(1, 1).prerotate(_TURN)
        drawn = page.get_pixmap(matrix=turned, colorspace=pymupdf.csGRAY, alpha=False)
        ink = 255 - np.frombuffer(drawn.samples_mv, np.uint8).reshape(drawn.height, drawn.stride)
    strength = (ink[:, : drawn.width, None] * _STRENGTH).astype(np.uint8)
    return 255 - strength, strength


@lru_cache(maxsize=1)
def _font() -> pymupdf.Font:
    family = fonts.family("sans")
    return pymupdf.Font(fontfile=str(family.files[""])) if family else pymupdf.Font("helv")
