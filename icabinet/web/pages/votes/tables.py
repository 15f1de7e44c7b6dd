"""What a result says as tables: the same on the page, in the workbook and in the record."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from icabinet.polls.majority import ONE, Counts
from icabinet.polls.rules import Rolled
from icabinet.polls.saying import Saying
from icabinet.text import called
from icabinet.web.pages.votes.reading import Vote

Cell = str | int | Decimal
_CHOICES = ("yes", "no", "abstain", "invalid")


class Table(NamedTuple):
    """numbers: the columns whose cells are numbers."""

    title: str
    head: list[str]
    rows: list[list[Cell]]
    numbers: list[int]


def numbers(vote: Vote, saying: Saying) -> list[tuple[str, Cell]]:
    """Return all that was put into the arithmetic, by what it is called."""
    _, result = saying.say, vote.result
    found: list[tuple[str, Cell]] = [
        (_("All members"), result.heads.all_members),
        (_("Entitled to vote"), result.heads.entitled),
        (_("Taking part"), result.heads.present),
        (_("Ballots received"), result.received),
    ]
    if result.weights:
        found += [
            (_("All members, by weight"), Decimal(result.weights.all_members) / ONE),
            (_("Entitled to vote, by weight"), Decimal(result.weights.entitled) / ONE),
            (_("Taking part, by weight"), Decimal(result.weights.present) / ONE),
        ]
    if result.quorum:
        found.append((_("Needed for a quorum"), result.quorum.needed))
    return found


def tables(vote: Vote, saying: Saying) -> list[Table]:
    """Return the tables of what was counted."""
    return [*_counts(vote, saying), *_rounds(vote, saying)]


def _counts(vote: Vote, saying: Saying) -> Iterator[Table]:
    _, outcomes = saying.say, vote.result.outcomes
    if not outcomes:
        return
    is_motion = vote.shape.form == "motion"
    head = [*([] if is_motion else [_("Option")]), *map(saying.choice, _CHOICES), _("Needed"), _("Out of")]
    has_need = vote.rule.kind != "no_objection" and not (vote.rule.kind == "relative" and not is_motion)
    rows: list[list[Cell]] = []
    for place, outcome in enumerate(outcomes):
        counts = vote.counts(outcome)
        need: list[Cell] = [vote.count(outcome.needed), vote.count(outcome.base_number)] if has_need else ["–", "–"]
        said = [vote.count(getattr(counts, choice)) for choice in _CHOICES]
        rows.append([*_named(vote, place), *said, *need])
    title = _("Votes counted, by weight") if vote.rule.unit == "weight" else _("Votes counted")
    yield Table(title, head, rows, [*range(0 if is_motion else 1, len(head))])
    # Beside what the rule counts by, how many people that were.
    if vote.rule.unit == "weight" or any(outcome.weights for outcome in outcomes):
        yield _beside(vote, saying)


def _named(vote: Vote, place: int) -> list[Cell]:
    """Return what a row begins with; a motion has but one."""
    return [] if vote.shape.form == "motion" else [vote.shape.options[place]]


def _beside(vote: Vote, saying: Saying) -> Table:
    _, is_motion = saying.say, vote.shape.form == "motion"
    by_heads = vote.rule.unit == "weight"
    rows: list[list[Cell]] = []
    for place, outcome in enumerate(vote.result.outcomes):
        counts: Counts = outcome.counts if by_heads else outcome.weights or outcome.counts
        said = [getattr(counts, choice) for choice in _CHOICES]
        rows.append([*_named(vote, place), *(said if by_heads else [Decimal(number) / ONE for number in said])])
    head = [*([] if is_motion else [_("Option")]), *map(saying.choice, _CHOICES)]
    title = _("The same in heads") if by_heads else _("The same by weight")
    return Table(title, head, rows, [*range(0 if is_motion else 1, len(head))])


def _rounds(vote: Vote, saying: Saying) -> Iterator[Table]:
    """A column for each round of a run-off; who is out has no number any more."""
    _, rounds = saying.say, vote.result.rounds
    if vote.shape.form != "ranked" or not rounds:
        return
    had = [dict(one.votes) for one in rounds]
    head = [_("Option"), *(_("Round {number}").format(number=number) for number in range(1, len(rounds) + 1))]
    rows: list[list[Cell]] = [
        [name, *(vote.count(votes[option]) if option in votes else "–" for votes in had)]
        for option, name in enumerate(vote.shape.options)
    ]
    rows.append([_("Counting for none any more"), *(vote.count(one.exhausted) for one in rounds)])
    yield Table(_("Votes by round"), head, rows, [*range(1, len(head))])


class Called(NamedTuple):
    """A line of the roll call as people read it; notes: who cast it, whether on paper, what it weighs."""

    person: str
    name: str
    office: str
    unit: str
    ballot: str | None
    said: str
    notes: list[str]
    opinion: str


def roll_call(vote: Vote, saying: Saying, *, by_name: bool = False) -> list[Called]:
    """Return the roll call in order of precedence, or by name; nothing of a vote without names."""
    lines = [_called(vote, saying, line) for line in vote.result.roll or ()]
    return sorted(lines, key=lambda line: called(line.name)) if by_name else lines


def _called(vote: Vote, saying: Saying, line: Rolled) -> Called:
    _, person = saying.say, vote.person(line.person)
    notes = [
        _("cast by {name}").format(name=vote.person(line.by)["name"]) if line.by else "",
        _("on paper") if line.paper else "",
        _("weight {weight}").format(weight=saying.number(Decimal(line.weight) / ONE)) if line.weight else "",
    ]
    return Called(
        person=line.person,
        name=person["name"],
        office=person["title"],
        unit=person["unit"],
        ballot=line.ballot,
        said=saying.ballot(vote.shape, line.ballot),
        notes=[note for note in notes if note],
        opinion=line.opinion,
    )


def represented(vote: Vote) -> list[tuple[str, str]]:
    """Return (member, who casts for the member), by name."""
    pairs = [(vote.person(member)["name"], vote.person(by)["name"]) for member, by in vote.poll["held"].items()]
    return sorted(pairs, key=lambda pair: called(pair[0]))
