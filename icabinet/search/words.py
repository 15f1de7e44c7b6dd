"""Words as they are looked for: "Điều" is found by "dieu", and by "điều" before "điệu".

A page is indexed as a bag of tokens, made here for every database alike: each word folded (`dieu`), each word that has
marks also with them (`=điều`), and each pair of neighbours folded (`+dieu+khoan`), by which phrases are found without
positions. Whoever changes what tokens are made of must have the index made anew (`flask papers index`).
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

# A word of a drawing's text may be without end; so much of it is looked at.
LONGEST_WORD = 40
# What a drawing or a hostile file may say on one page; a page of print has three thousand letters.
LONGEST_PAGE = 60_000
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_D = str.maketrans("đ", "d")
# Both ways to place the mark are in use, hòa and hoà: they are the same word.
_PLACES = {
    early + last: vowel + late
    for vowel, early_marks, last, late_marks in (
        ("o", "òóỏõọ", "a", "àáảãạ"),
        ("o", "òóỏõọ", "e", "èéẻẽẹ"),
        ("u", "ùúủũụ", "y", "ỳýỷỹỵ"),
    )
    for early, late in zip(early_marks, late_marks, strict=True)
}


def spans(text: str) -> Iterator[re.Match[str]]:
    """Yield where the words of a text (NFC) stand."""
    return _WORD.finditer(text)


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are written, but small."""
    found = (written(match[0]) for match in spans(unicodedata.normalize("NFC", text)))
    return [word for word in found if fold(word)]


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """Return the word in small plain letters and digits, without any mark: "dieu" of "Điều"."""
    plain = unicodedata.normalize("NFKD", word.lower().translate(_D)).lower()
    return "".join(character for character in plain if character.isalnum())[:LONGEST_WORD]


@lru_cache(maxsize=50_000)
def written(word: str) -> str:
    """Return the word in small letters with its marks, in one spelling."""
    small = unicodedata.normalize("NFC", word.lower())[:LONGEST_WORD]
    return small[:-2] + _PLACES.get(small[-2:], small[-2:])


def spellings(word: str) -> list[str]:
    """Return the ways in which a word as `written` is spelled."""
    return [word, *(word[:-2] + other for other, one in _PLACES.items() if word.endswith(one))]


def has_marks(word: str) -> bool:
    """Whether folding takes anything away from a word as `written`."""
    return fold(word) != word


def marked(word: str) -> str:
    """The token of a word with just these marks; where it has none, any will do."""
    return f"={word}" if has_marks(word) else word


def pairs(words: Sequence[str]) -> set[str]:
    """The tokens of neighbours."""
    return {f"+{one}+{next_one}" for one, next_one in pairwise([fold(word) for word in words])}


def tokens(text: str) -> set[str]:
    """Return all by which a page with this text is found."""
    words = words_of(text)
    return {fold(word) for word in words} | {marked(word) for word in words} | pairs(words)


def bag(text: str) -> str:
    """Return the tokens of a text as the index takes them: in order, with spaces between."""
    return " ".join(sorted(tokens(text)))
