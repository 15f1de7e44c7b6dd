"""Finding the words of a question again in a text, and cutting out what stands around them."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from icabinet.search.question import Question
from icabinet.search.words import fold, has_marks, spellings

# Letters of an excerpt before and after what was found.
_BEFORE, _AFTER = 60, 140
# All letters that fold to a Latin one lie below.
_FARTHEST = 0x2000
_GAP = r"[\W_]+"
_BEGIN, _END = r"(?<![^\W_])", r"(?![^\W_])"
Piece = tuple[str, bool]  # some text, and whether it is what was looked for
Run = Sequence[str]  # words side by side


class Finder:
    """Looks in texts for a question, from the best rung down: for as much of it as a text has."""

    def __init__(self, question: Question) -> None:
        self._phrases = [_pattern([_run(phrase, exact=False)]) for phrase in question.phrases]
        self._ladder = [_Step(runs) for runs in _ladder(question)]

    def has_phrases(self, text: str) -> bool:
        """Whether the phrases stand in the text as a whole: the index knows only which words were neighbours."""
        return all(pattern.search(text) for pattern in self._phrases)

    def excerpt(self, text: str) -> list[Piece]:
        """Return the first place of the text where it is found, in pieces; its beginning if nothing is."""
        found = self._best(text)
        if found is None:
            return [(_tidy(text[: _BEFORE + _AFTER]), False)] if text.strip() else []
        return _cut(text, found)

    def marked(self, text: str) -> list[Piece] | None:
        """Return all of a short text in pieces; None if not all of the question is in it."""
        # The last step asks for the least.
        found = self._best(text) if self._ladder and self._ladder[-1].is_in(text) else None
        return list(_pieces(text, found)) if found else None

    def _best(self, text: str) -> re.Pattern[str] | None:
        return next((step.any_of for step in self._ladder if step.is_in(text)), None)


class _Step:
    """What must all be found, each by itself, and all of it together as one pattern."""

    def __init__(self, runs: list[str]) -> None:
        self.any_of = _pattern(runs)
        self._each = [_pattern([run]) for run in runs]

    def is_in(self, text: str) -> bool:
        return all(pattern.search(text) for pattern in self._each)


def _ladder(question: Question) -> Iterator[list[str]]:
    phrases: list[Run] = [*question.phrases]
    singles: list[Run] = [(word,) for word in question.words]
    for exact in (True, False):
        if len(question.words) > 1:
            yield [_run(run, exact=exact) for run in [*phrases, question.words]]
        if phrases or singles:
            yield [_run(run, exact=exact) for run in phrases + singles]
    if question.is_open:
        others = [_run(run, exact=False) for run in phrases + singles[:-1]]
        yield [*others, _letters(question.words[-1]) + r"\w*"]


def _pattern(runs: list[str]) -> re.Pattern[str]:
    return re.compile(rf"{_BEGIN}(?:{'|'.join(runs)})", re.IGNORECASE)


def _run(words: Run, *, exact: bool) -> str:
    said = (_spelled(word) if exact and has_marks(word) else _letters(word) for word in words)
    return _GAP.join(said) + _END


def _spelled(word: str) -> str:
    return f"(?:{'|'.join(map(re.escape, spellings(word)))})"


def _letters(word: str) -> str:
    """Return a pattern of the word's letters, each with any mark."""
    return "".join(f"[{_variants().get(letter, re.escape(letter))}][\u0300-\u036f]*" for letter in fold(word))


@cache
def _variants() -> dict[str, str]:
    """Return, by plain letter, all letters that fold to it."""
    found: dict[str, str] = {}
    for letter in map(chr, range(_FARTHEST)):
        if letter.isalnum() and len(plain := fold(letter)) == 1:
            found[plain] = found.get(plain, "") + letter
    return found


def _cut(text: str, pattern: re.Pattern[str]) -> list[Piece]:
    first = pattern.search(text)
    at = first.start() if first else 0
    start, end = max(0, at - _BEFORE), min(len(text), at + _AFTER)
    # Whole words only, where there are any near.
    start = text.find(" ", start, at) + 1 or start if start else 0
    end = text.rfind(" ", at, end) if end < len(text) and " " in text[at:end] else end
    return list(_pieces(text[start:end], pattern))


def _pieces(text: str, pattern: re.Pattern[str]) -> Iterator[Piece]:
    done = 0
    for match in pattern.finditer(text):
        if match.start() > done:
            yield _tidy(text[done : match.start()]), False
        yield _tidy(match[0]), True
        done = match.end()
    if done < len(text):
        yield _tidy(text[done:]), False


def _tidy(text: str) -> str:
    """Have lines and columns run on."""
    return re.sub(r"\s+", " ", text)
