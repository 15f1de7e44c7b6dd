"""A slip that is out, and the clock: reminding, giving more time, closing; by hand, and by the product in time."""

from icabinet.journal.actions import ANY_STATE, Args, Nothing, action
from icabinet.journal.turns import Turn
from icabinet.slips import rules
from icabinet.slips.counting import Whole, result_of
from icabinet.slips.facts import SlipClosed, SlipExtended, SlipReminded
from icabinet.slips.queries import members_of, missing, questions_of, replies_of, rule_of, said_by, ways_of
from icabinet.slips.tables import SlipRow
from icabinet.text import clean


class Remind(Args, frozen=True):
    """`persons`: only these, of those who have not answered; all of them if nobody is named."""

    persons: tuple[str, ...] = ()


@action("slips.remind", Remind, permission="slips.run", when=ANY_STATE)
def remind(turn: Turn, args: Remind) -> None:
    """Remind those who have not answered."""
    row = _slip(turn)
    turn.record(SlipReminded(persons=rules.to_remind(row.id, row.state, missing(turn.session, row), args.persons)))


@action("slips.remind_in_time", permission="slips.keep_time", when=ANY_STATE, inside=True)
def remind_in_time(turn: Turn, _args: Nothing) -> None:
    """Remind those who have not answered, some hours before the deadline."""
    row = _slip(turn)
    rules.check_is_time(row.id, row.state, turn.at, row.remind_at)
    # Where everybody has answered it is noted, too, so that nobody looks again.
    turn.record(SlipReminded(persons=sorted(missing(turn.session, row))))


class Extend(Args, frozen=True):
    deadline_at: int
    reason: str


@action("slips.extend", Extend, permission="slips.run", when=ANY_STATE)
def extend(turn: Turn, args: Extend) -> None:
    """Give more time, and say why."""
    row = _slip(turn)
    rules.check_may_extend(row.id, row.state, turn.at, row.deadline_at, args.deadline_at)
    turn.record(
        SlipExtended(
            deadline_at=args.deadline_at,
            reason=clean(args.reason, "reason", longest=500),
            remind_at=rules.remind_at(args.deadline_at, ways_of(row).remind_h, turn.at),
        )
    )


@action("slips.close", permission="slips.run", when=ANY_STATE)
def close(turn: Turn, _args: Nothing) -> None:
    """Close the slip for ever and count, once the deadline has passed or everybody has answered."""
    row = _slip(turn)
    rules.check_may_close(row.id, row.state, turn.at, row.deadline_at, missing=row.asked - row.answered)
    turn.record(SlipClosed(result=_result(turn, row)))


@action("slips.time_out", permission="slips.keep_time", when=ANY_STATE, inside=True)
def time_out(turn: Turn, _args: Nothing) -> None:
    """Close a slip whose deadline has passed and that takes no late answers."""
    row = _slip(turn)
    rules.check_is_due(row.id, row.state, turn.at, row.deadline_at, takes_late=row.takes_late)
    turn.record(SlipClosed(result=_result(turn, row)))


def _slip(turn: Turn) -> SlipRow:
    return turn.get(SlipRow, turn.meeting)


def _result(turn: Turn, row: SlipRow) -> Whole:
    replies = [said_by(reply) for reply in replies_of(turn.session, turn.stream)]
    return result_of(questions_of(row), rule_of(row), ways_of(row), replies, members_of(row))
