"""What those who are invited answer."""

from icabinet.attendance import rules
from icabinet.attendance.facts import Answered
from icabinet.errors import NotFound
from icabinet.journal.actions import Args, action
from icabinet.journal.turns import Turn
from icabinet.meetings.queries import part_of
from icabinet.text import clean


class AnswerInvitation(Args, frozen=True):
    """`answer`: `accepted`, `declined` or `substitute` with a reason, "" for undecided.

    A `substitute` is a participant; a `name` is of somebody whom the secretary is to invite.
    """

    answer: str
    reason: str = ""
    substitute: str = ""
    name: str = ""


@action("attendance.answer", AnswerInvitation, permission="attendance.answer")
def answer(turn: Turn, args: AnswerInvitation) -> None:
    """Say whether one will come, why not, or who comes instead. The last word counts."""
    _answer(turn, turn.actor, args)


class AnswerFor(AnswerInvitation, frozen=True, kw_only=True):
    person: str


@action("attendance.answer_for", AnswerFor, permission="attendance.mark")
def answer_for(turn: Turn, args: AnswerFor) -> None:
    """Note what somebody has answered by other ways."""
    _answer(turn, args.person, args)


class AnswerByLink(AnswerInvitation, frozen=True):
    """As in `attendance.answer`."""


@action("attendance.answer_by_link", AnswerByLink, permission="attendance.answer", inside=True)
def answer_by_link(turn: Turn, args: AnswerByLink) -> None:
    """Take the answer of whoever has the link of somebody's invitation."""
    _answer(turn, turn.actor, args, by_link=True)


def _answer(turn: Turn, person: str, args: AnswerInvitation, *, by_link: bool = False) -> None:
    for one in filter(None, (person, args.substitute)):
        if part_of(turn.session, turn.meeting, one) is None:
            raise NotFound(kind="participants", id=one)
    reason = clean(args.reason, "reason", longest=500, empty=True)
    name = clean(args.name, "name", empty=True)
    rules.check_answer(args.answer, reason, args.substitute, name, person)
    said = {"answer": args.answer, "reason": reason, "substitute": args.substitute, "name": name}
    turn.record(Answered(person=person, by_link=by_link, **said))
