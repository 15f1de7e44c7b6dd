"""Ranked choice: instant run-off. Pure.

In each round a ballot counts for the best of its options that is still in. Who has more than half of these wins; else
the last goes out. Of several last ones all go out who together have less than the next; else the one that had least in
the latest round in which they differed; if there is none, the round ends undecided: a machine draws no lots.
"""

from collections.abc import Sequence

import msgspec


class Round(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """votes: [option, number] of those still in, by option; exhausted: what counts for none of them any more."""

    votes: list[tuple[int, int]]
    exhausted: int
    out: list[int]


class Runoff(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`tied` are those between whom the last round could not decide."""

    rounds: list[Round]
    winner: int | None
    tied: list[int]


def run_off(options: int, ballots: Sequence[tuple[Sequence[int], int]]) -> Runoff:
    """Decide between so many options by ballots of (options, the best first; number they count for)."""
    standing = list(range(options))
    rounds: list[Round] = []
    while True:
        votes, exhausted = _counted(standing, ballots)
        winner = next((option for option in standing if 2 * votes[option] > sum(votes.values())), None)
        out, tied = ([], []) if winner is not None else _last(votes, rounds)
        rounds.append(Round(votes=sorted(votes.items()), exhausted=exhausted, out=out))
        if winner is not None or not out:
            return Runoff(rounds=rounds, winner=winner, tied=tied)
        standing = [option for option in standing if option not in out]


def _counted(standing: Sequence[int], ballots: Sequence[tuple[Sequence[int], int]]) -> tuple[dict[int, int], int]:
    votes, exhausted = dict.fromkeys(standing, 0), 0
    for order, number in ballots:
        best = next((option for option in order if option in votes), None)
        if best is None:
            exhausted += number
        else:
            votes[best] += number
    return votes, exhausted


def _last(votes: dict[int, int], rounds: Sequence[Round]) -> tuple[list[int], list[int]]:
    """Return who goes out, or else between whom it cannot be decided."""
    least = min(votes.values())
    last = [option for option, number in votes.items() if number == least]
    others = [number for number in votes.values() if number > least]
    if others and least * len(last) < min(others):
        return last, []
    for earlier in reversed(rounds):
        had = dict(earlier.votes)
        fewest = min(had[option] for option in last)
        last = [option for option in last if had[option] == fewest]
        if len(last) == 1:
            break
    return (last, []) if len(last) == 1 else ([], last)
