"""What somebody looks for, out of what they typed: words, "phrases", and a last word that may be unfinished."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from icabinet.errors import Invalid
from icabinet.search.words import fold, marked, pairs, words_of

LONGEST = 200
# A quotation that is not closed yet is taken as loose words, so that there is something to see while it is typed.
_PHRASE = re.compile('["“”„«»]([^"“”„«»]*)["“”„«»]')
Needles = frozenset[str]
Words = tuple[str, ...]


@dataclass(frozen=True)
class Rung:
    """Pages that have all tokens of `all_of` (of one that ends in "*": its beginning), but not all of a `none_of`.

    Those come on a rung before this.
    """

    all_of: Needles
    none_of: tuple[Needles, ...] = ()


@dataclass(frozen=True)
class Question:
    """`words` may stand anywhere on a page, `phrases` as they are; `is_open`: the last word may be a beginning.

    One letter begins so many words that nobody is helped: until more is typed it is as if it were not there.
    """

    words: Words = ()
    phrases: tuple[Words, ...] = ()
    is_open: bool = False

    @cached_property
    def rungs(self) -> list[Rung]:
        """From the best down: side by side as typed, as typed, side by side whatever the marks, anyhow, begun."""
        words, phrases = self.words, self.phrases
        near_as_typed, as_typed = (_needles(words, phrases, near=near, exact=True) for near in (True, False))
        near, anyhow = (_needles(words, phrases, near=near, exact=False) for near in (True, False))
        steps: list[tuple[Needles, tuple[Needles, ...]]] = [
            (near_as_typed, ()),
            (as_typed, (near_as_typed,)),
            (near, (as_typed,)),
            (anyhow, (as_typed, near)),
            (self._begun(), (anyhow,)),
        ]
        found: dict[Needles, Rung] = {}
        for all_of, none_of in steps:
            if all_of and all_of not in found:
                found[all_of] = Rung(all_of, tuple(dict.fromkeys(one for one in none_of if one in found)))
        return list(found.values())

    @property
    def is_hardly_begun(self) -> bool:
        """Whether of the last word there is one letter only."""
        return self.is_open and len(self.words[-1]) == 1 and self.words[-1].isalpha()

    def _begun(self) -> Needles:
        if not self.is_open:
            return frozenset()
        before = _needles(self.words[:-1], self.phrases, near=False, exact=False)
        return before if self.is_hardly_begun else before | {f"{fold(self.words[-1])}*"}


def _needles(words: Words, phrases: tuple[Words, ...], *, near: bool, exact: bool) -> Needles:
    """Return the tokens of all words; `near`: side by side, as phrases are in any case; `exact`: with their marks."""
    token = marked if exact else fold
    everything = [*words, *(word for phrase in phrases for word in phrase)]
    return frozenset(map(token, everything)).union(*map(pairs, (*phrases, words) if near else phrases))


def read(typed: str) -> Question:
    """Read what was typed; nothing in it is an operator. Refuses with `invalid` what is longer than 200 characters."""
    if len(typed) > LONGEST:
        raise Invalid(where="q", why="length", longest=LONGEST)
    text = unicodedata.normalize("NFC", typed)
    phrases = (tuple(words_of(match[1])) for match in _PHRASE.finditer(text))
    loose = _PHRASE.sub(" ", text)
    words = tuple(words_of(loose))
    return Question(words, tuple(filter(None, phrases)), is_open=bool(words) and bool(words_of(loose[-1:])))
