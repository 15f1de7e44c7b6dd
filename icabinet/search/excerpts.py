"""Finding the words of a question again in a text, and cutting out what stands around them."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from icabinet.search.question import Question
from icabinet.search.words import fold, has_marks, spellings

# Letters of an excerpt before and after what was found.
_BEFORE, _AFTER = 60, 140
_GAP, _BEGIN, _END = r"[\W_]+", r"(?<![^\W_])", r"(?![^\W_])"
# All letters that fold to a Latin one lie below. Each becomes one letter, so that places stay what they are.
_PLAIN = {at: plain if len(plain := fold(chr(at))) == 1 else chr(at) for at in range(0x2000)}
Piece = tuple[str, bool]  # some text, and whether it is what was looked for
Span = tuple[int, int]


class Finder:
    """Looks in texts for a question, from the best rung down: for as much of it as a text has."""

    def __init__(self, question: Question) -> None:
        self._question = question
        self._phrases = [_Run(phrase) for phrase in question.phrases]
        self._ladder = list(_ladder(question))

    def has_phrases(self, text: str) -> bool:
        """Whether the phrases stand in the text as a whole: the index knows only which words were neighbours."""
        plain = plain_of(text)
        return all(run.first(text, plain) for run in self._phrases)

    def excerpt(self, text: str) -> list[Piece]:
        """Return the first place of the text where it is found, in pieces; its beginning if nothing is."""
        plain = plain_of(text)
        step, first = self._best(text, plain)
        if first is None:
            return [(_tidy(text[: _BEFORE + _AFTER]), False)] if text.strip() else []
        start, end = _around(text, first)
        return list(_pieces(text, start, end, _spans(step, text, plain, start, end)))

    def likely(self, titles: list[str]) -> list[int]:
        """Return which of many titles, as `plain_of` has them, are worth a look."""
        words = [fold(word) for run in (*self._question.phrases, self._question.words) for word in run]
        longest = max(words, key=len, default="")
        return [at for at, title in enumerate(titles) if longest in title]

    def marked(self, title: str) -> list[Piece] | None:
        """Return all of a title in pieces; None if not all of the question is in it."""
        plain = plain_of(title)
        step, first = self._best(title, plain)
        if first is None:
            return None
        return list(_pieces(title, 0, len(title), _spans(step, title, plain, 0, len(title))))

    def _best(self, text: str, plain: str) -> tuple[list["_Run"], int | None]:
        """Return the best step of which all is in the text, and where the first of it begins."""
        # The last step asks for the least: most texts that have not all of it are soon told.
        if self._ladder and _first(self._ladder[-1], text, plain) is not None:
            for step in self._ladder:
                if (first := _first(step, text, plain)) is not None:
                    return step, first
        return [], None


class _Run:
    """Words side by side. `exact`: with the marks that they have; `is_open`: the last may be a beginning."""

    def __init__(self, words: Sequence[str], *, exact: bool = False, is_open: bool = False) -> None:
        self._folded = [fold(word) for word in words]
        self._exact = exact and any(map(has_marks, words))
        said = map(_spelled, words) if self._exact else self._folded
        self._pattern = re.compile(
            _BEGIN + _GAP.join(said) + (r"\w*" if is_open else _END), re.IGNORECASE if self._exact else 0
        )

    def first(self, text: str, plain: str) -> Span | None:
        """Return where it stands first."""
        # To look for plain letters costs so little that most texts are told by it.
        if not all(word in plain for word in self._folded):
            return None
        found = self._pattern.search(text if self._exact else plain, plain.index(self._folded[0]))
        return found.span() if found else None

    def spans(self, text: str, plain: str, start: int, end: int) -> Iterator[Span]:
        return (match.span() for match in self._pattern.finditer(text if self._exact else plain, start, end))


def _first(step: list[_Run], text: str, plain: str) -> int | None:
    """Return where the first run of a step begins, None unless all of them are in the text."""
    firsts = []
    for run in step:
        if (span := run.first(text, plain)) is None:
            return None
        firsts.append(span[0])
    return min(firsts, default=None)


def _spans(step: list[_Run], text: str, plain: str, start: int, end: int) -> list[Span]:
    return sorted({span for run in step for span in run.spans(text, plain, start, end)})


def _ladder(question: Question) -> Iterator[list[_Run]]:
    phrases, words = question.phrases, question.words
    apart = [*phrases, *((word,) for word in words)]
    for exact in (True, False):
        if len(words) > 1:
            yield [_Run(run, exact=exact) for run in (*phrases, words)]
        if apart:
            yield [_Run(run, exact=exact) for run in apart]
    if question.is_hardly_begun:
        yield from ([_Run(run) for run in runs if run] for runs in ([*phrases, words[:-1]], apart[:-1]))
    elif question.is_open:
        yield [*map(_Run, phrases), _Run(words, is_open=True)]
        yield [*map(_Run, apart[:-1]), _Run(words[-1:], is_open=True)]


def _spelled(word: str) -> str:
    """Return a pattern of a word as it is written; where it has no marks, any will do."""
    if has_marks(word):
        return f"(?:{'|'.join(map(re.escape, spellings(word)))})"
    return "".join(f"[{_variants(letter)}]" for letter in word)


@lru_cache
def _variants(letter: str) -> str:
    return "".join(chr(at) for at, plain in _PLAIN.items() if plain == letter) or letter


def plain_of(text: str) -> str:
    """Return the text in plain small letters, each where it was."""
    return text.translate(_PLAIN)


def _around(text: str, at: int) -> Span:
    """Return where to cut: between words, where there are blanks near."""
    start, end = max(0, at - _BEFORE), min(len(text), at + _AFTER)
    if start:
        start = text.find(" ", start, at) + 1 or start
    if end < len(text) and " " in text[at:end]:
        end = text.rfind(" ", at, end)
    return start, end


def _pieces(text: str, start: int, end: int, spans: list[Span]) -> Iterator[Piece]:
    done = start
    for first, last in spans:
        if first < done:
            continue
        if first > done:
            yield _tidy(text[done:first]), False
        yield _tidy(text[first:last]), True
        done = last
    if done < end:
        yield _tidy(text[done:end]), False


def _tidy(text: str) -> str:
    """Have lines and columns run on."""
    return re.sub(r"\s+", " ", text)
