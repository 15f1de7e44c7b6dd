"""What is asked in a vote, and which ballots answer it. Pure.

A ballot is a short text, the same in the open and in a sealed envelope:

- motion: `yes`, `no` or `abstain`;
- one: the number of an option, from 0; several: numbers in rising order, `0,3`; ranked: numbers, the best first, `2,0`;
- each: a letter for each option, `yna`;
- `abstain` is a ballot for none of the options.
"""

from collections.abc import Sequence
from typing import Literal

import msgspec

from icabinet.errors import Invalid
from icabinet.text import clean

Choice = Literal["yes", "no", "abstain"]
CHOICES: tuple[Choice, ...] = ("yes", "no", "abstain")
ABSTAIN = "abstain"
Form = Literal["motion", "one", "several", "each", "ranked"]

MOST_OPTIONS = 60
_LETTERS: dict[str, Choice] = {"y": "yes", "n": "no", "a": "abstain"}


class Shape(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """`least` and `most`: how many options a ballot names in `several`; `opinion`: whether a voter may add words."""

    form: Form = "motion"
    options: tuple[str, ...] = ()
    least: int = 1
    most: int = 1
    opinion: bool = False


def checked(shape: Shape) -> Shape:
    """Return the shape with its options as they are kept, or refuse what nobody could vote on."""
    options = tuple(clean(option, "options") for option in shape.options)
    if shape.form == "motion":
        if options:
            raise Invalid(where="options", why="a motion has none")
        return Shape(opinion=shape.opinion)
    if shape.opinion:
        raise Invalid(where="opinion", why="only beside a motion")
    if not _fewest(shape.form) <= len(options) <= MOST_OPTIONS or len(set(options)) < len(options):
        raise Invalid(where="options", why="length", longest=MOST_OPTIONS)
    if shape.form != "several":
        return Shape(form=shape.form, options=options)
    if not 1 <= shape.least <= shape.most <= len(options):
        raise Invalid(where="most", why="range")
    return Shape(form="several", options=options, least=shape.least, most=shape.most)


def _fewest(form: Form) -> int:
    return 1 if form == "each" else 2


def is_ballot(shape: Shape, text: str) -> bool:
    """Whether the text answers what is asked."""
    if shape.form == "motion":
        return text in CHOICES
    if shape.form == "each":
        return len(text) == len(shape.options) and set(text) <= _LETTERS.keys()
    return text == ABSTAIN or _names(shape, _numbers(text))


def _names(shape: Shape, numbers: list[int] | None) -> bool:
    """Whether these may be named, in this order."""
    if numbers is None or len(set(numbers)) < len(numbers) or max(numbers) >= len(shape.options):
        return False
    if shape.form == "several":
        return shape.least <= len(numbers) <= shape.most and numbers == sorted(numbers)
    return shape.form == "ranked" or len(numbers) == 1


def answers(text: str) -> list[Choice]:
    """Return what a ballot says of each option in a vote on `each`."""
    return [_LETTERS[letter] for letter in text]


def picks(text: str) -> list[int]:
    """Return the options that a ballot names; none if it abstains."""
    return [] if text == ABSTAIN else [int(number) for number in text.split(",")]


def longest(shape: Shape) -> int:
    """Return how many characters the longest ballot has."""
    count = len(shape.options)
    if shape.form == "each":
        return count
    numbers = [str(number) for number in reversed(range(count))]
    named = {"motion": 0, "one": 1, "several": shape.most, "ranked": count}[shape.form]
    return max(len(ABSTAIN), len(",".join(numbers[:named])))


def _numbers(text: str) -> list[int] | None:
    parts: Sequence[str] = text.split(",")
    # isdecimal() alone would let digits of other scripts and leading zeros pass: one ballot, one text.
    written = all(part.isascii() and part.isdecimal() and str(int(part)) == part for part in parts)
    return [int(part) for part in parts] if written else None
