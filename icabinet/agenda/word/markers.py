"""What stands before an item: "1.", "2.1", "a)", "II.", "-", "Nội dung 3:", and how deep it puts the item."""

import re
from enum import IntEnum
from typing import NamedTuple

from icabinet.agenda.word.text import flat


class Shape(IntEnum):
    """Kinds of markers, outermost first, as Vietnamese offices nest them."""

    HEADING = 0
    PART = 1
    CAPITAL = 2
    ROMAN = 3
    TIME = 4
    NAMED = 5
    DECIMAL = 6
    SUBDECIMAL = 7
    LETTER = 12
    BULLET = 13
    PLUS = 14


Rank = tuple[int, int]


class Marker(NamedTuple):
    """`rank` orders depth (the second figure is Word's own list level); `width` is how much text it takes."""

    rank: Rank
    ordinal: int
    width: int


_ORDINAL = r"(\d{1,2}|[ivxIVX]+|nhat|hai|ba|bon|tu|nam|sau|bay|tam|chin|muoi)"
_FORMS = [
    (Shape.PART, re.compile(rf"(?:phan|muc)\s+(?:thu\s+)?{_ORDINAL}(?:\s*[:.\-–)]\s*|$)", re.IGNORECASE)),
    (
        Shape.NAMED,
        re.compile(rf"(?:noi dung|van de)\s+(?:thu\s+)?{_ORDINAL}(?:\s*[:.\-–)]\s*|$)", re.IGNORECASE),
    ),
    (Shape.ROMAN, re.compile(r"([IVX]{1,5})\s*(?:[.)/:]|[-–](?=\s))\s*")),
    (Shape.CAPITAL, re.compile(r"([A-HD])(?:[.)/]\s+|[.)/]$)")),
    (Shape.SUBDECIMAL, re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})(?:[.)/]?\s+|[.)/](?=[^\d\s])|[.)]?$)")),
    (Shape.DECIMAL, re.compile(r"(\d{1,2})(?:[.)/](?:\s+|(?=[^\d\s])|$))")),
    (Shape.LETTER, re.compile(r"([a-z])(?:[.)]\s*(?=\S)|[.)]$)")),
    (Shape.PLUS, re.compile(r"(\+)\s*(?=\D)")),
    (Shape.BULLET, re.compile(r"([-–—•·●○▪■◦➢➤✓*])(?:\s*(?=[^\d\s])|\s+)")),
]
_ROMAN = {"i": 1, "v": 5, "x": 10}
_WORDS = {"nhat": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9}


def typed_marker(text: str) -> Marker | None:
    """The marker that a person typed at the beginning of a line."""
    plain = flat(text)
    for shape, form in _FORMS:
        if match := form.match(plain):
            dots = match[1].count(".") - 1 if shape is Shape.SUBDECIMAL else 0
            return Marker((shape + dots, 0), ordinal(match[1]), match.end())
    return None


def automatic_marker(label: str, depth: int) -> Marker:
    """The marker that Word numbers by itself; it takes none of the text."""
    typed = typed_marker(label)
    if typed is None:
        return Marker((Shape.BULLET, depth), 0, 0)
    return Marker((typed.rank[0], depth), typed.ordinal, 0)


def ordinal(text: str) -> int:
    """The place in its list: "3", "2.3", "III", "c" and "ba" are all 3; 0 for a bullet."""
    text = text.lower().rpartition(".")[2]
    if text.isdecimal():
        return int(text)
    if text in _WORDS:
        return _WORDS[text]
    if set(text) <= set(_ROMAN):
        return _roman(text)
    return ord(text) - ord("a") + 1 if text.isalpha() and len(text) == 1 else 0


def _roman(text: str) -> int:
    values = [_ROMAN[letter] for letter in text]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))


class Outline:
    """Depth by rank: a marker closes all that rank below it."""

    def __init__(self) -> None:
        self._open: list[Rank] = []

    def enter(self, rank: Rank) -> int:
        """The level, from 0, at which an item of this rank stands now."""
        while self._open and self._open[-1] > rank:
            self._open.pop()
        if not self._open or self._open[-1] != rank:
            self._open.append(rank)
        return len(self._open) - 1
