"""Words in drawing orders, in fonts that are embedded with all their letters, so that other readers show them too."""

from functools import cache
from typing import NamedTuple

import pymupdf

from icabinet.worker import fonts
from icabinet.worker.annotations.book import Book

_BUILT_IN = {"b": "hebo", "": "helv"}  # where no family is installed


class Lettering:
    """A font of one file; it is embedded when the first word is written in it. name: what orders call it."""

    def __init__(self, book: Book, name: str, style: str) -> None:
        self.name = name
        self._book, self._style = book, style
        self._number = 0

    @property
    def number(self) -> int:
        """The number of the font in the file."""
        self._number = self._number or self._book.embed(_font(self._style))
        return self._number

    def width(self, text: str) -> float:
        """How long the text is, in sizes of the font."""
        return float(_font(self._style).text_length(text, 1.0))

    def glyphs(self, text: str) -> str:
        """Return the text as an operand of `Tj`."""
        return f"<{''.join(f'{_font(self._style).has_glyph(ord(letter)):04x}' for letter in text)}>"


class Letters(NamedTuple):
    """bold: of stamps, numbers and watermarks; plain: of typed text."""

    bold: Lettering
    plain: Lettering

    @classmethod
    def of(cls, book: Book) -> "Letters":
        """Return the fonts of one file, none of them embedded yet."""
        return cls(Lettering(book, "F", "b"), Lettering(book, "G", ""))


@cache
def _font(style: str) -> pymupdf.Font:
    family = fonts.family("sans")
    return pymupdf.Font(fontfile=str(family.files[style])) if family else pymupdf.Font(_BUILT_IN[style])
