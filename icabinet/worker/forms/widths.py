"""How wide a text is in Times: rules are drawn as long as the line above them, or as a part of it."""

import unicodedata
from functools import cache

import pymupdf

_POINTS_PER_CM = 72 / 2.54
# Marks take no room beside their letter; the crossed D is as wide as the plain one.
_CROSSED = str.maketrans("Đđ", "Dd")


def width_cm(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of one line at so many points, in cm."""
    letters = unicodedata.normalize("NFD", text.translate(_CROSSED))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return float(_face(bold=bold).text_length(plain, size)) / _POINTS_PER_CM


@cache
def _face(*, bold: bool) -> pymupdf.Font:
    return pymupdf.Font("tibo" if bold else "tiro")
