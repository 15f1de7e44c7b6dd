"""What people may do with a slip. It is the whole of its stream: a meeting in writing has one."""

from icabinet.agenda.queries import check_item
from icabinet.attendance.queries import stand_ins
from icabinet.errors import NotFound
from icabinet.journal.actions import ANY_STATE, Args, Nothing, action
from icabinet.journal.turns import IdTaken, Turn
from icabinet.meetings.queries import body_of, role_of, stream_of
from icabinet.papers.queries import states_of
from icabinet.people import bodies, policy
from icabinet.people.tables import BodyRow
from icabinet.polls import majority
from icabinet.polls.majority import ONE, Rule
from icabinet.slips import rules
from icabinet.slips.facts import (
    SlipAnswered,
    SlipEdited,
    SlipMade,
    SlipReported,
    SlipSent,
    SlipWithdrawn,
)
from icabinet.slips.parties import asked_of, party_of
from icabinet.slips.queries import questions_of, ways_of
from icabinet.slips.questions import (
    Answer,
    Draft,
    Question,
    Ways,
    check_ways,
    checked_answers,
    checked_questions,
)
from icabinet.slips.tables import ReplyRow, SlipRow
from icabinet.text import clean, clean_lines


class WriteSlip(Args, frozen=True):
    """`rule`, if given, instead of the `preset`; without either the body's own. chair: a person of the body."""

    subject: str
    questions: list[Question]
    deadline_at: int
    explanation: str = ""
    ways: Ways = Ways()
    preset: str = ""
    rule: Rule | None = None
    chair: str | None = None


class MakeSlip(WriteSlip, frozen=True, kw_only=True):
    body: str


@action("slips.make", MakeSlip, permission="slips.write")
def make(turn: Turn, args: MakeSlip) -> dict[str, object]:
    """Write a slip for a body; whoever makes it is its secretary."""
    if not turn.is_new:
        raise IdTaken(id=turn.meeting)
    body = turn.session.get(BodyRow, args.body)
    if body is None:
        raise NotFound(kind="body", id=args.body)
    turn.record(
        SlipMade(
            body=body.id,
            body_name=body.name,
            secretary=party_of(turn.session, body.id, turn.actor, outside=True),
            chair=None if args.chair is None else party_of(turn.session, body.id, args.chair),
            draft=_draft(turn, body.id, args),
        )
    )
    return {"id": turn.meeting}


@action("slips.edit", WriteSlip, permission="slips.write", when=ANY_STATE)
def edit(turn: Turn, args: WriteSlip) -> None:
    """Say all of the slip anew, as long as it is not sent."""
    row = _slip(turn)
    rules.check_may_edit(row.id, row.state)
    body = body_of(turn.session, turn.meeting)
    chair = None if args.chair is None else party_of(turn.session, body, args.chair)
    turn.record(SlipEdited(draft=_draft(turn, body, args), chair=chair))


@action("slips.send", permission="slips.run", when=ANY_STATE)
def send(turn: Turn, _args: Nothing) -> None:
    """Ask everybody who has a seat with a vote in the body now."""
    row = _slip(turn)
    asked = asked_of(turn.session, body_of(turn.session, turn.meeting))
    papers = states_of(turn.session, turn.stream).values()
    rules.check_may_send(row.id, row.state, turn.at, row.deadline_at, asked=len(asked.members), papers=papers)
    turn.record(
        SlipSent(
            members=asked.members,
            weights={person: weight for person, weight in asked.weights.items() if weight != ONE},
            all_members=asked.all_members,
            all_weights=asked.all_weights,
            remind_at=rules.remind_at(row.deadline_at, ways_of(row).remind_h, turn.at),
        )
    )


class AnswerSlip(Args, frozen=True):
    """One answer to each question, in order. `member`: for whom, if one stands in for somebody."""

    answers: list[Answer]
    member: str | None = None


@action("slips.answer", AnswerSlip, permission="slips.answer", when=ANY_STATE)
def answer(turn: Turn, args: AnswerSlip) -> None:
    """Answer the slip, or change one's answer while that may be done."""
    row, member = _slip(turn), args.member or turn.actor
    reply = turn.session.get(ReplyRow, (turn.stream, member))
    rules.check_may_answer(
        row.id,
        row.state,
        turn.at,
        row.deadline_at,
        may=reply is not None and rules.may_answer_for(turn.actor, member, stand_ins(turn.session, turn.stream)),
        has_answered=reply is not None and reply.answered_at is not None,
        changeable=ways_of(row).changeable,
        takes_late=row.takes_late,
    )
    turn.record(
        SlipAnswered(
            person=member,
            answers=checked_answers(questions_of(row), args.answers),
            late=rules.is_late(turn.at, row.deadline_at),
            by="" if member == turn.actor else turn.actor,
        )
    )


class Withdraw(Args, frozen=True):
    """`reason`: needed once the slip is sent."""

    reason: str = ""


@action("slips.withdraw", Withdraw, permission="slips.run", when=ANY_STATE)
def withdraw(turn: Turn, args: Withdraw) -> None:
    """Call the slip off; what was answered counts for nothing."""
    row = _slip(turn)
    rules.check_may_withdraw(row.id, row.state)
    turn.record(SlipWithdrawn(reason=clean(args.reason, "reason", longest=500, empty=row.state == "draft")))


class Report(Args, frozen=True):
    meeting: str
    item: str


@action("slips.report", Report, permission="slips.run", when=ANY_STATE)
def report(turn: Turn, args: Report) -> None:
    """Note that the result stands on the agenda of a meeting that one prepares."""
    row = _slip(turn)
    rules.check_may_report(row.id, row.state)
    role = role_of(turn.session, args.meeting, turn.actor)
    if role is None:
        raise NotFound(kind="meeting", id=args.meeting)
    policy.check(role, "agenda.edit")
    check_item(turn.session, stream_of(args.meeting), args.item)
    turn.record(SlipReported(meeting=args.meeting, item=args.item))


def _slip(turn: Turn) -> SlipRow:
    return turn.get(SlipRow, turn.meeting)


def _draft(turn: Turn, body: str, args: WriteSlip) -> Draft:
    questions = checked_questions(args.questions)
    check_ways(questions, args.ways)
    return Draft(
        subject=clean(args.subject, "subject", longest=300),
        explanation=clean_lines(args.explanation, "explanation", longest=8_000, empty=True),
        questions=questions,
        deadline_at=rules.check_deadline(args.deadline_at),
        ways=args.ways,
        rule=_rule(turn, body, args),
    )


def _rule(turn: Turn, body: str, args: WriteSlip) -> Rule:
    if args.rule is not None:
        return majority.checked(args.rule)
    return majority.preset(args.preset or bodies.default_preset(turn.session, body))
