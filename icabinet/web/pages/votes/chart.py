"""The bars of a result, and on each the line that it had to reach; all on one scale. Pure."""

from decimal import Decimal
from typing import NamedTuple

from icabinet.polls.saying import Count, Saying
from icabinet.web.pages.votes.reading import Vote


class Bar(NamedTuple):
    """kind: of its colour; said: the number; share, line: of the scale, in percent; None: nothing to reach."""

    kind: str
    label: str
    said: str
    share: Decimal
    line: Decimal | None


class Chart(NamedTuple):
    """needed: what the line says, where all bars need the same."""

    bars: list[Bar]
    needed: str


def chart(vote: Vote, saying: Saying) -> Chart | None:
    """Return the bars of a motion, of options, or of each of a list by its yes-votes; None of a run-off."""
    if not vote.result.outcomes:
        return None
    has_line = vote.rule.kind == "share" or (vote.shape.form == "motion" and vote.rule.kind == "relative")
    counted = _counted(vote, saying)
    scale = max(1, *(number for _, _, number, _ in counted), *_ends(vote, has_line=has_line))
    bars = [
        Bar(
            kind=kind,
            label=label,
            said=saying.number(vote.count(number)),
            share=_percent(number, scale),
            line=_percent(need, scale) if has_line and need is not None else None,
        )
        for kind, label, number, need in counted
    ]
    return Chart(bars, _needed(vote, saying) if has_line else "")


def _counted(vote: Vote, saying: Saying) -> list[tuple[str, str, int, int | None]]:
    """Return (kind, label, number, needed) of each bar."""
    result, first = vote.result, vote.counts(vote.result.outcomes[0])
    if vote.shape.form == "motion":
        bars = [
            ("yes", saying.choice("yes"), first.yes, result.outcomes[0].needed),
            ("no", saying.choice("no"), first.no, None),
        ]
    else:
        bars = [
            ("chosen" if option in result.winners else "option", name, vote.counts(outcome).yes, outcome.needed)
            for option, (name, outcome) in enumerate(zip(vote.shape.options, result.outcomes, strict=True))
        ]
    if vote.shape.form == "each":
        return bars
    figures = result.weights if vote.rule.unit == "weight" and result.weights else result.heads
    others = [("abstain", first.abstain), ("missing", max(0, figures.entitled - first.total))]
    if first.invalid:
        others.insert(1, ("invalid", first.invalid))
    return [*bars, *((kind, saying.choice(kind), number, None) for kind, number in others)]


def _ends(vote: Vote, *, has_line: bool) -> list[int]:
    outcomes = vote.result.outcomes
    return [*(one.base_number for one in outcomes), *(one.needed for one in outcomes if has_line)]


def _needed(vote: Vote, saying: Saying) -> str:
    _ = saying.say
    needs: set[Count] = {vote.count(outcome.needed) for outcome in vote.result.outcomes}
    if len(needs) > 1:
        return ""
    return _("needed: {count}").format(count=saying.number(needs.pop()))


def _percent(number: int, scale: int) -> Decimal:
    return (Decimal(100) * number / scale).quantize(Decimal("0.01"))
