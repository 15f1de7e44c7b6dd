"""From answers to a result: who is silent, who agrees, and what the body's rule makes of it. Pure."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from icabinet.polls.electorate import figures
from icabinet.polls.majority import ONE, Rule
from icabinet.polls.rules import Result
from icabinet.polls.shapes import CHOICES, Choice
from icabinet.polls.tally import Ballot, Turnout, decide
from icabinet.slips.questions import Answer, Question, Ways, ballot_of, rule_for


class Reply(NamedTuple):
    """What somebody who was asked said, if anything. weight: in millionths; by: who answered for the member, or ""."""

    person: str
    answers: Sequence[Answer] | None
    weight: int = ONE
    late: bool = False
    by: str = ""


class Counted(Result, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The result of one question. said: how often each choice was taken; those who are silent are in none of them."""

    said: dict[str, int]


class Line(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What one member answered; without answers: nothing."""

    person: str
    answers: list[Answer] | None = None
    late: bool = False
    by: str = ""


class Whole(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The result of a slip. asked = answered + silent; late are among those who answered.

    agreed_by_silence: how many of the yes to each question are silence.
    """

    asked: int
    answered: int
    late: int
    silent: int
    agreed_by_silence: int
    questions: list[Counted]
    roll: list[Line]


class Members(NamedTuple):
    """Of how many: all members of the body with a vote, in heads and in millionths; and who chairs."""

    heads: int
    weights: int
    chair: str | None = None


def result_of(
    questions: Sequence[Question], rule: Rule, ways: Ways, replies: Sequence[Reply], members: Members
) -> Whole:
    """Count and conclude. `replies`: of everybody who was asked, in the order of the roll."""
    silent = [reply for reply in replies if reply.answers is None]
    return Whole(
        asked=len(replies),
        answered=len(replies) - len(silent),
        late=sum(reply.late for reply in replies),
        silent=len(silent),
        agreed_by_silence=len(silent) if ways.silence else 0,
        questions=[
            _counted(question, rule_for(question, rule), place, replies, members, silence=ways.silence)
            for place, question in enumerate(questions)
        ],
        roll=[_line(reply) for reply in replies],
    )


def _counted(
    question: Question, rule: Rule, place: int, replies: Sequence[Reply], members: Members, *, silence: bool
) -> Counted:
    said = Counter(dict.fromkeys(question.choices, 0))
    ballots: dict[str, Ballot] = {}
    for reply in replies:
        if reply.answers is not None:
            said[reply.answers[place].choice] += 1
            ballots[reply.person] = Ballot(ballot_of(reply.answers[place]), reply.weight)
        elif silence:
            ballots[reply.person] = Ballot(CHOICES[0], reply.weight)
    turnout = _turnout(replies, ballots, members)
    found = decide(question.shape, rule, list(ballots.values()), turnout)
    fields = {name: getattr(found, name) for name in found.__struct_fields__}
    weights = turnout.weights if turnout.weighted else None
    return Counted(**fields, heads=turnout.heads, weights=weights, received=turnout.received, said=dict(said))


def _turnout(replies: Sequence[Reply], ballots: dict[str, Ballot], members: Members) -> Turnout:
    heads, weights = figures(
        {reply.person: reply.weight for reply in replies},
        list(ballots),
        all_members=members.heads,
        all_weights=members.weights,
    )
    return Turnout(
        heads=heads,
        weights=weights,
        weighted=any(reply.weight != ONE for reply in replies),
        received=len(ballots),
        chair=_side(ballots.get(members.chair or "")),
    )


def _side(ballot: Ballot | None) -> Choice | None:
    return ballot.text if ballot and ballot.text in CHOICES else None


def _line(reply: Reply) -> Line:
    answers = None if reply.answers is None else list(reply.answers)
    return Line(person=reply.person, answers=answers, late=reply.late, by=reply.by)
