"""Words in drawing orders, in a font that is embedded with all its letters, so that other readers show them too."""

from functools import lru_cache

import pymupdf

from icabinet.worker import fonts
from icabinet.worker.annotations.book import Book


class Lettering:
    """The font of one file; it is embedded when the first word is written."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._number = 0

    @property
    def number(self) -> int:
        """The number of the font in the file."""
        self._number = self._number or self._book.embed(_font())
        return self._number

    @staticmethod
    def width(text: str) -> float:
        """How long the text is, in sizes of the font."""
        return float(_font().text_length(text, 1.0))

    @staticmethod
    def glyphs(text: str) -> str:
        """Return the text as an operand of `Tj`."""
        return f"<{''.join(f'{_font().has_glyph(ord(letter)):04x}' for letter in text)}>"


@lru_cache(maxsize=1)
def _font() -> pymupdf.Font:
    family = fonts.family("sans")
    return pymupdf.Font(fontfile=str(family.files["b"])) if family else pymupdf.Font("hebo")
