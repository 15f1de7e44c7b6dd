"""The majority that is needed, as data, and how counts are held against it. Pure: integers and fractions.

Numbers are heads, or weights in millionths; never both in one figure.
"""

from collections.abc import Mapping
from fractions import Fraction
from math import ceil, floor
from typing import Literal

import msgspec

from icabinet.errors import Invalid

Base = Literal["all_members", "entitled", "present", "cast", "valid_with_abstain", "valid_without_abstain"]
Kind = Literal["share", "relative", "no_objection"]
Tie = Literal["rejected", "chair_side", "revote"]
Unit = Literal["heads", "weight"]

ONE = 1_000_000  # the weight of one vote, in millionths
_LARGEST = 1_000


class Quorum(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """At least `numerator/denominator` of `base` take part: are here when the vote closes, or have voted."""

    numerator: int
    denominator: int
    base: Literal["all_members", "entitled"] = "all_members"


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is needed.

    share: `numerator/denominator` of `base` say yes, more than that if `strict`. relative: more say yes than no; of
    options the one with most. no_objection: nobody says no. Members with a conflict of interest are `excluded` from all
    members, or `counted` among them. `preset` is its name, "" for one of one's own.
    """

    preset: str
    numerator: int
    denominator: int
    strict: bool
    base: Base
    tie: Tie
    kind: Kind = "share"
    unit: Unit = "heads"
    quorum: Quorum | None = None
    recused: Literal["excluded", "counted"] = "excluded"


class Counts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    yes: int
    no: int
    abstain: int
    invalid: int = 0

    @property
    def total(self) -> int:
        return self.yes + self.no + self.abstain + self.invalid


class Figures(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many there are: of all members, of those entitled, of those who took part."""

    all_members: int
    entitled: int
    present: int


_TWO_THIRDS_HERE = Quorum(numerator=2, denominator=3)

PRESETS: Mapping[str, Rule] = {
    rule.preset: rule
    for rule in (
        # More than half of all members; equal votes follow the chair's own (working rules of People's Committees).
        Rule(
            preset="people_committee",
            numerator=1,
            denominator=2,
            strict=True,
            base="all_members",
            tie="chair_side",
            quorum=_TWO_THIRDS_HERE,
        ),
        Rule(preset="majority_cast", numerator=1, denominator=2, strict=True, base="cast", tie="rejected"),
        Rule(preset="two_thirds_all", numerator=2, denominator=3, strict=False, base="all_members", tie="rejected"),
        Rule(preset="three_quarters_all", numerator=3, denominator=4, strict=False, base="all_members", tie="rejected"),
        Rule(preset="four_fifths_all", numerator=4, denominator=5, strict=False, base="all_members", tie="rejected"),
        Rule(preset="unanimity", numerator=1, denominator=1, strict=False, base="cast", tie="rejected"),
        Rule(
            preset="relative",
            kind="relative",
            numerator=1,
            denominator=2,
            strict=True,
            base="valid_without_abstain",
            tie="revote",
        ),
        Rule(
            preset="no_objection",
            kind="no_objection",
            numerator=1,
            denominator=1,
            strict=False,
            base="valid_without_abstain",
            tie="rejected",
        ),
    )
}


def preset(name: str) -> Rule:
    """Return the rule of this name, or refuse with `invalid`."""
    if name not in PRESETS:
        raise Invalid(where="preset", why="unknown")
    return PRESETS[name]


def checked(rule: Rule) -> Rule:
    """Return a rule that somebody wrote, under no preset's name, or refuse one that cannot be."""
    for fraction in (rule, rule.quorum):
        if fraction and not 0 < fraction.numerator <= fraction.denominator <= _LARGEST:
            raise Invalid(where="numerator", why="range")
    if rule.strict and rule.numerator == rule.denominator:
        raise Invalid(where="strict", why="more than all is never reached")
    named = PRESETS.get(rule.preset)
    return rule if rule == named else msgspec.structs.replace(rule, preset="")


def base_number(base: Base, counts: Counts, figures: Figures) -> int:
    """Return the number of which a share is needed."""
    return {
        "all_members": figures.all_members,
        "entitled": figures.entitled,
        "present": figures.present,
        "cast": counts.total,
        "valid_with_abstain": counts.yes + counts.no + counts.abstain,
        "valid_without_abstain": counts.yes + counts.no,
    }[base]


def needed(rule: Rule, counts: Counts, figures: Figures) -> int:
    """Return the least number of yes-votes that is enough; never none, but where silence is consent."""
    if rule.kind == "no_objection":
        return 0
    share = Fraction(rule.numerator, rule.denominator) * base_number(rule.base, counts, figures)
    if rule.kind == "relative":
        share = Fraction(counts.no)
    return max(1, floor(share) + 1 if rule.strict else ceil(share))


def is_enough(rule: Rule, counts: Counts, figures: Figures) -> bool:
    if rule.kind == "no_objection":
        return counts.no == 0
    return counts.yes >= needed(rule, counts, figures)


def is_tie(rule: Rule, counts: Counts, figures: Figures) -> bool:
    """Whether both sides are equal and yes stands exactly at the share that it must exceed.

    Ten to ten among forty members is no tie that somebody could break: half of all members is far away.
    """
    if counts.yes != counts.no or not counts.yes or rule.kind == "no_objection":
        return False
    share = Fraction(rule.numerator, rule.denominator) * base_number(rule.base, counts, figures)
    return rule.strict and (rule.kind == "relative" or counts.yes == share)


def quorum_needed(quorum: Quorum, figures: Figures) -> int:
    """Return how many must take part."""
    of = figures.all_members if quorum.base == "all_members" else figures.entitled
    return ceil(Fraction(quorum.numerator, quorum.denominator) * of)
