"""What the secretary, and the units, may do with papers that are expected."""

from typing import Any

from icabinet import ids
from icabinet.agenda.queries import check_item
from icabinet.errors import Conflict
from icabinet.journal.actions import Args, Nothing, action
from icabinet.journal.turns import Turn
from icabinet.papers.expecting import rules
from icabinet.papers.expecting.facts import (
    ExpectationChanged,
    ExpectationDropped,
    PaperExpected,
    PaperSupplied,
    SubmissionReturned,
    UnitsReminded,
    Why,
)
from icabinet.papers.expecting.queries import due_in, expected_of, told_of
from icabinet.papers.expecting.tables import ExpectedRow
from icabinet.papers.tables import PaperRow
from icabinet.text import clean


class Expectation(Args, frozen=True):
    """`due_at`: ms, None: without; `remind_days`: so many days before it, and when it is over; 0: not."""

    id: str
    title: str
    unit: str
    item: str | None = None
    due_at: int | None = None
    remind_days: int = rules.USUAL_DAYS


class Expect(Args, frozen=True):
    papers: list[Expectation]


@action("papers.expect", Expect, permission="papers.file")
def expect(turn: Turn, args: Expect) -> None:
    """Say which papers are expected, from whom, and until when: all of them, or none."""
    rules.check_room(len(expected_of(turn.session, turn.stream)) + len(args.papers))
    for one in args.papers:
        turn.check_free(ExpectedRow, ids.check(one.id))
        turn.record(PaperExpected(expected=one.id, **_said(turn, one)))


@action("papers.change_expected", Expectation, permission="papers.file")
def change_expected(turn: Turn, args: Expectation) -> None:
    """Say anew what is expected, from whom, and until when."""
    row = turn.get(ExpectedRow, args.id)
    turn.record(ExpectationChanged(expected=row.id, **_said(turn, args)))


class OneExpected(Args, frozen=True):
    id: str


@action("papers.drop_expected", OneExpected, permission="papers.file")
def drop_expected(turn: Turn, args: OneExpected) -> None:
    """Wait for a paper no longer; what was filed for it stays."""
    turn.record(ExpectationDropped(expected=turn.get(ExpectedRow, args.id).id))


class Return(Args, frozen=True):
    id: str
    reason: str


@action("papers.return", Return, permission="papers.file")
def give_back(turn: Turn, args: Return) -> None:
    """Give back what a unit has delivered, and say why."""
    row = turn.get(ExpectedRow, args.id)
    rules.check_submitted(row.id, row.state)
    reason = clean(args.reason, "reason", longest=1000)
    told = sorted({*told_of(turn.session, [row]), row.by} - {""})
    turn.record(SubmissionReturned(expected=row.id, paper=row.paper or "", reason=reason, told=told))


class Supply(Args, frozen=True):
    id: str
    paper: str


@action("papers.supply", Supply, permission="papers.file")
def supply(turn: Turn, args: Supply) -> None:
    """Say which of the papers that are filed is the one that was expected."""
    row, paper = turn.get(ExpectedRow, args.id), turn.get(PaperRow, args.paper)
    rules.check_may_supply(row.id, row.state)
    turn.record(PaperSupplied(expected=row.id, paper=paper.id, late=rules.is_late(row.due_at, paper.at)))


class RemindUnits(Args, frozen=True):
    """`expected`: only about these, of those that are missing; about all of them if none is named."""

    expected: tuple[str, ...] = ()


@action("papers.remind_units", RemindUnits, permission="papers.file")
def remind_units(turn: Turn, args: RemindUnits) -> None:
    """Remind the units of the papers that are missing."""
    rows = {row.id: row for row in expected_of(turn.session, turn.stream)}
    missing = rules.to_remind({name: row.state for name, row in rows.items()}, args.expected)
    _remind(turn, [rows[name] for name in missing], "asked")


@action("papers.remind_units_in_time", permission="papers.keep_time", inside=True)
def remind_units_in_time(turn: Turn, _args: Nothing) -> None:
    """Remind the units of what is missing and due soon, or over."""
    due = due_in(turn.session, turn.stream, turn.at)
    if not due:
        raise Conflict
    for why in ("soon", "overdue"):
        if rows := [row for row in due if (why == "overdue") == rules.is_over(row.due_at, turn.at)]:
            _remind(turn, rows, why)


def _remind(turn: Turn, rows: list[ExpectedRow], why: Why) -> None:
    told = told_of(turn.session, rows)
    turn.record(UnitsReminded(expected=sorted(row.id for row in rows), told=told, why=why))


def _said(turn: Turn, one: Expectation) -> dict[str, Any]:
    check_item(turn.session, turn.stream, one.item)
    return {
        "item": one.item,
        "title": clean(one.title, "title", longest=300),
        "unit": clean(one.unit, "unit", empty=True),
        "due_at": rules.check_due(one.due_at),
        "remind_days": rules.check_days(one.remind_days),
    }
