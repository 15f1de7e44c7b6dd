"""What a vote allows and how it is decided. Pure: integers and fractions, no database, no clock, no sockets."""

from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import ceil, floor
from typing import Literal

import msgspec

from icabinet.errors import Conflict, Invalid, NotAllowed, Stale

Choice = Literal["yes", "no", "abstain"]
CHOICES: tuple[Choice, ...] = ("yes", "no", "abstain")
Base = Literal["all_members", "cast", "valid_without_abstain"]
Tie = Literal["rejected", "chair_side"]


class AlreadyVoted(Conflict):
    """data: poll."""

    code = "already_voted"


class PollStillOpen(Conflict):
    """data: id."""

    code = "poll_still_open"


class NobodyEntitled(Conflict):
    """A vote without voters cannot be opened."""

    code = "nobody_entitled"


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The majority that is needed: yes-votes against `numerator/denominator` of `base`; more than it if strict."""

    preset: str
    numerator: int
    denominator: int
    strict: bool
    base: Base
    tie: Tie


class Counts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    yes: int
    no: int
    abstain: int
    invalid: int = 0

    @property
    def total(self) -> int:
        return self.yes + self.no + self.abstain + self.invalid


class Result(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that was counted and concluded. `adopted` is null if the counts do not agree.

    roll: [person, choice or null] of a named vote; trackers: [tracker, choice] of a secret one, by tracker.
    """

    counts: Counts
    all_members: int
    entitled: int
    received: int
    base_number: int
    needed: int
    adopted: bool | None
    tie_by_chair: bool
    agrees: bool
    roll: list[tuple[str, Choice | None]] | None = None
    trackers: list[tuple[str, Choice]] | None = None


PRESETS: Mapping[str, Rule] = {
    rule.preset: rule
    for rule in (
        # More than half of all members; equal votes follow the chair's own (working rules of People's Committees).
        Rule(preset="people_committee", numerator=1, denominator=2, strict=True, base="all_members", tie="chair_side"),
        Rule(preset="majority_cast", numerator=1, denominator=2, strict=True, base="cast", tie="rejected"),
        Rule(preset="two_thirds_all", numerator=2, denominator=3, strict=False, base="all_members", tie="rejected"),
    )
}


def preset(name: str) -> Rule:
    """Return the rule of this name, or refuse with `invalid`."""
    if name not in PRESETS:
        raise Invalid(where="preset", why="unknown")
    return PRESETS[name]


def check_may_open(poll: str, state: str, entitled: int) -> None:
    if state != "prepared":
        raise Stale(kind="poll", id=poll, state=state)
    if not entitled:
        raise NobodyEntitled


def check_may_close(poll: str, state: str) -> None:
    if state != "open":
        raise Stale(kind="poll", id=poll, state=state)


def check_may_cancel(poll: str, state: str) -> None:
    if state not in ("prepared", "open"):
        raise Stale(kind="poll", id=poll, state=state)


def check_may_cast(poll: str, state: str, *, entitled: bool, has_voted: bool) -> None:
    """Only while the vote is open, only the entitled, only once."""
    if state != "open":
        raise Stale(kind="poll", id=poll, state=state)
    if not entitled:
        raise NotAllowed(permission="polls.cast")
    if has_voted:
        raise AlreadyVoted(poll=poll)


def count(choices: Iterable[Choice | None]) -> Counts:
    """Count ballots; None is one that could not be read."""
    found = Counter(choices)
    return Counts(yes=found["yes"], no=found["no"], abstain=found["abstain"], invalid=found[None])


def decide(
    rule: Rule, counts: Counts, *, all_members: int, entitled: int, received: int, chair: Choice | None
) -> Result:
    """Apply the rule. `chair` is the chair's own choice in a named vote, None otherwise."""
    base_number = _base_number(rule.base, counts, all_members)
    needed = _needed(rule, base_number)
    agrees = counts.total == received <= entitled
    by_chair = rule.tie == "chair_side" and chair in ("yes", "no") and _is_tie(rule, counts, base_number)
    adopted = chair == "yes" if by_chair else counts.yes >= needed
    return Result(
        counts=counts,
        all_members=all_members,
        entitled=entitled,
        received=received,
        base_number=base_number,
        needed=needed,
        adopted=adopted if agrees else None,
        tie_by_chair=by_chair and agrees,
        agrees=agrees,
    )


def _base_number(base: Base, counts: Counts, all_members: int) -> int:
    if base == "all_members":
        return all_members
    return counts.total if base == "cast" else counts.yes + counts.no


def _is_tie(rule: Rule, counts: Counts, base_number: int) -> bool:
    """Whether both sides are equal and yes stands exactly at the share that it must exceed.

    Ten to ten among forty members is no tie that somebody could break: half of all members is far away.
    """
    share = Fraction(rule.numerator, rule.denominator) * base_number
    return counts.yes == counts.no > 0 and counts.yes == share


def _needed(rule: Rule, base_number: int) -> int:
    """The least number of yes-votes that is enough; never none."""
    share = Fraction(rule.numerator, rule.denominator) * base_number
    return max(1, floor(share) + 1 if rule.strict else ceil(share))


def with_ballots(
    result: Result,
    *,
    roll: list[tuple[str, Choice | None]] | None = None,
    trackers: list[tuple[str, Choice]] | None = None,
) -> Result:
    """Add to a result what was counted, so that anybody can count again."""
    return msgspec.structs.replace(result, roll=roll, trackers=trackers)
