"""Pages of text that behave like Vietnamese: few syllables, most words of two, common ones very common, names rare."""

import random
import unicodedata
from collections.abc import Iterator
from itertools import accumulate

from icabinet.search.words import fold

_ONSETS = [
    "b",
    "c",
    "ch",
    "d",
    "đ",
    "g",
    "gi",
    "h",
    "kh",
    "l",
    "m",
    "n",
    "ng",
    "nh",
    "ph",
    "qu",
    "r",
    "s",
    "t",
    "th",
    "tr",
    "v",
    "x",
]
_RIMES = ["a", "ai", "am", "an", "ang", "anh", "ao", "au", "ay", "ăn", "âm", "ân", "âu", "ây", "e", "em", "en", "eo", "ê", "êm", "ên", "ênh", "i", "ia", "iên", "inh", "iêu", "o", "oa", "oan", "oi", "om", "on", "ong", "ô", "ôi", "ôm", "ôn", "ông", "ơ", "ơi", "ơn", "u", "ua", "ui", "un", "ung", "uy", "uyên", "ư", "ưa", "ưng", "ươi", "ươn", "ương"]  # fmt: skip  # noqa: E501
_TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
_VOWELS = "aăâeêioôơuư"
_COMPOUNDS = 24_000
_WORDS_A_PAGE = 240


class Texts:
    """An endless store of made-up pages, the same for the same seed. `volume`: others in the same language."""

    def __init__(self, seed: int = 1, volume: int = 0) -> None:
        self._chance = random.Random(seed)
        syllables = [_toned(onset + rime, tone) for onset in _ONSETS for rime in _RIMES for tone in _TONES]
        self._chance.shuffle(syllables)
        common = list(accumulate(1 / (rank + 5) for rank in range(len(syllables))))
        singles = self._chance.choices(syllables, cum_weights=common, k=2 * _COMPOUNDS)
        self.words = [
            first if number % 4 == 0 else f"{first} {second}"
            for number, (first, second) in enumerate(zip(singles[::2], singles[1::2], strict=True))
        ]
        self._weights = list(accumulate(1 / (rank + 10) for rank in range(_COMPOUNDS)))
        if volume:
            self._chance = random.Random(f"{seed} {volume}")

    def pages(self, count: int) -> Iterator[str]:
        """Make up so many pages."""
        for _ in range(count):
            yield " ".join(self._chance.choices(self.words, cum_weights=self._weights, k=_WORDS_A_PAGE))

    def queries(self, count: int) -> list[str]:
        """Return what people look for: one to four syllables, common and rare, half of them without diacritics."""
        asked = [" ".join(self._sought() for _ in range(1 + (number % 3 == 0))) for number in range(count)]
        return [text if number % 2 else " ".join(map(fold, text.split())) for number, text in enumerate(asked)]

    def _sought(self) -> str:
        return self.words[int(_COMPOUNDS ** self._chance.random()) - 1]


def _toned(syllable: str, tone: str) -> str:
    """Put the tone's mark on the syllable's last vowel."""
    at = max(index for index, letter in enumerate(syllable) if letter in _VOWELS)
    return unicodedata.normalize("NFC", syllable[: at + 1] + tone + syllable[at + 1 :])
