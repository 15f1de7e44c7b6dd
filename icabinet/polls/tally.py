"""From ballots to a result: counted in heads and, where they differ, in weights; then held against the rule. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

import msgspec

from icabinet.polls.majority import ONE, Counts, Figures, Rule, base_number, is_enough, is_tie, needed, quorum_needed
from icabinet.polls.runoff import Round, run_off
from icabinet.polls.shapes import ABSTAIN, Choice, Shape, answers, picks

Verdict = Literal["adopted", "rejected", "tie", "no_quorum", "blocked", "elected", "partly_elected", "not_elected"]


class Ballot(NamedTuple):
    """text: as `shapes` says, None for one that cannot be read; weight in millionths."""

    text: str | None
    weight: int = ONE


class Outcome(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was counted for the motion or for one option, and what was needed, in the rule's unit.

    counts: heads; weights: millionths, null where all weigh the same. For an option among others, `no` are the
    ballots for others only.
    """

    counts: Counts
    weights: Counts | None
    base_number: int
    needed: int
    enough: bool


class Taken(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The quorum: how many took part, how many had to.

    apart: how many more took part from afar, where that does not count for the quorum.
    """

    number: int
    needed: int
    met: bool
    apart: int = 0


class Turnout(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is known beside the ballots.

    heads, weights: the figures in each unit; weighted: whether votes weigh differently; received: ballots that were
    acknowledged; apart: of those who took part, who does not count for the quorum; chair: the chair's own choice in a
    named vote on a motion, None otherwise.
    """

    heads: Figures
    weights: Figures
    weighted: bool
    received: int
    chair: Choice | None = None
    apart: int = 0


class Decided(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Outcomes: of the motion, or of each option in order; none of ranked ones, which have rounds."""

    verdict: Verdict
    outcomes: list[Outcome]
    winners: list[int]
    tied: list[int]
    rounds: list[Round]
    quorum: Taken | None
    by_chair: bool
    agrees: bool


def decide(
    shape: Shape, rule: Rule, ballots: Sequence[Ballot], turnout: Turnout, totals: Sequence[Counts] = ()
) -> Decided:
    """Count and conclude. `totals`: hands or papers counted in the room, for the motion or for each option."""
    outcomes = [_outcome(shape, rule, counted, turnout) for counted in _counted(shape, ballots, totals)]
    quorum = _quorum(rule, turnout)
    counted = len(ballots) + (totals[0].total if totals else 0)
    agrees = counted == turnout.received <= turnout.heads.entitled
    found = _concluded(shape, rule, ballots, outcomes, turnout)
    if not agrees:
        found = _Found("blocked")
    elif quorum and not quorum.met:
        found = _Found("no_quorum", rounds=found.rounds)
    return Decided(
        verdict=found.verdict,
        outcomes=outcomes,
        winners=list(found.winners),
        tied=list(found.tied),
        rounds=list(found.rounds),
        quorum=quorum,
        by_chair=found.by_chair,
        agrees=agrees,
    )


class _Found(NamedTuple):
    verdict: Verdict
    winners: Sequence[int] = ()
    tied: Sequence[int] = ()
    rounds: Sequence[Round] = ()
    by_chair: bool = False


def _concluded(
    shape: Shape, rule: Rule, ballots: Sequence[Ballot], outcomes: Sequence[Outcome], turnout: Turnout
) -> _Found:
    if shape.form == "motion":
        return _on_motion(rule, outcomes[0], turnout)
    if shape.form == "each":
        winners = [option for option, outcome in enumerate(outcomes) if outcome.enough]
        return _Found(_elected(len(winners), len(outcomes)), winners)
    if shape.form == "ranked":
        return _on_ranked(shape, rule, ballots)
    return _on_options(rule, outcomes, seats=shape.most)


def _on_motion(rule: Rule, outcome: Outcome, turnout: Turnout) -> _Found:
    if is_tie(rule, counts_in_unit(rule, outcome), _figures(rule, turnout)):
        if rule.tie == "revote":
            return _Found("tie")
        if rule.tie == "chair_side" and turnout.chair in ("yes", "no"):
            return _Found("adopted" if turnout.chair == "yes" else "rejected", by_chair=True)
    return _Found("adopted" if outcome.enough else "rejected")


def _on_options(rule: Rule, outcomes: Sequence[Outcome], seats: int) -> _Found:
    """Those with most votes, of those with enough; where the last seats are between equals, none of these has one."""
    number = {option: counts_in_unit(rule, outcome).yes for option, outcome in enumerate(outcomes) if outcome.enough}
    order = sorted(number, key=lambda option: (-number[option], option))
    if len(order) <= seats:
        return _Found(_elected(len(order), seats), sorted(order))
    edge = number[order[seats - 1]]
    if number[order[seats]] < edge:
        return _Found("elected", sorted(order[:seats]))
    winners = [option for option in order if number[option] > edge]
    return _Found("tie", sorted(winners), sorted(option for option in order if number[option] == edge))


def _on_ranked(shape: Shape, rule: Rule, ballots: Sequence[Ballot]) -> _Found:
    readable = [
        (picks(ballot.text), ballot.weight if rule.unit == "weight" else 1)
        for ballot in ballots
        if ballot.text not in (None, ABSTAIN)
    ]
    if not readable:
        return _Found("not_elected")
    found = run_off(len(shape.options), readable)
    if found.winner is None:
        return _Found("tie", (), found.tied, found.rounds)
    return _Found("elected", (found.winner,), (), found.rounds)


def _elected(winners: int, seats: int) -> Verdict:
    if not winners:
        return "not_elected"
    return "elected" if winners == seats else "partly_elected"


class _Sum(NamedTuple):
    heads: Counts
    weights: Counts


def _counted(shape: Shape, ballots: Sequence[Ballot], totals: Sequence[Counts]) -> list[_Sum]:
    """Count for the motion, or for each option."""
    if shape.form == "ranked":
        return []
    places = range(1 if shape.form == "motion" else len(shape.options))
    return [
        _sum([(_said(shape, ballot.text, place), ballot.weight) for ballot in ballots], totals[place : place + 1])
        for place in places
    ]


def _said(shape: Shape, text: str | None, option: int) -> Choice | None:
    """Return what a ballot says of an option."""
    if text is None:
        return None
    if shape.form == "motion":
        return text  # type: ignore[return-value]
    if shape.form == "each":
        return answers(text)[option]
    if text == ABSTAIN:
        return "abstain"
    return "yes" if option in picks(text) else "no"


def _sum(said: Iterable[tuple[Choice | None, int]], totals: Sequence[Counts]) -> _Sum:
    heads: Counter[str] = Counter()
    weights: Counter[str] = Counter()
    for choice, weight in said:
        heads[choice or "invalid"] += 1
        weights[choice or "invalid"] += weight
    for counts in totals:
        for name in counts.__struct_fields__:
            heads[name] += getattr(counts, name)
            weights[name] += getattr(counts, name) * ONE
    return _Sum(_counts(heads), _counts(weights))


def _counts(found: Mapping[str, int]) -> Counts:
    return Counts(yes=found["yes"], no=found["no"], abstain=found["abstain"], invalid=found["invalid"])


def _outcome(shape: Shape, rule: Rule, counted: _Sum, turnout: Turnout) -> Outcome:
    in_weights = rule.unit == "weight"
    in_unit = counted.weights if in_weights else counted.heads
    figures = _figures(rule, turnout)
    if rule.kind == "relative" and shape.form in ("one", "several"):
        # Between options the others are no objection: one vote may be most.
        in_unit = msgspec.structs.replace(in_unit, no=0)
    return Outcome(
        counts=counted.heads,
        weights=counted.weights if turnout.weighted or in_weights else None,
        base_number=base_number(rule.base, in_unit, figures),
        needed=needed(rule, in_unit, figures),
        enough=is_enough(rule, in_unit, figures),
    )


def _figures(rule: Rule, turnout: Turnout) -> Figures:
    return turnout.weights if rule.unit == "weight" else turnout.heads


def counts_in_unit(rule: Rule, outcome: Outcome) -> Counts:
    """Return what was counted in the rule's unit."""
    return outcome.weights if rule.unit == "weight" and outcome.weights else outcome.counts


def _quorum(rule: Rule, turnout: Turnout) -> Taken | None:
    """A quorum is of heads, whatever the votes weigh."""
    if rule.quorum is None:
        return None
    least = quorum_needed(rule.quorum, turnout.heads)
    number = turnout.heads.present - turnout.apart
    return Taken(number=number, needed=least, met=number >= least, apart=turnout.apart)
