"""What the secretary, and the units, may do with papers that are expected."""

from icabinet import ids
from icabinet.agenda.queries import check_item
from icabinet.journal.actions import Args, action
from icabinet.journal.turns import Turn
from icabinet.papers.expecting import rules
from icabinet.papers.expecting.facts import (
    ExpectationChanged,
    ExpectationDropped,
    PaperExpected,
    PaperSupplied,
    SubmissionReturned,
    UnitsReminded,
)
from icabinet.papers.expecting.queries import expected_of
from icabinet.papers.expecting.tables import ExpectedRow
from icabinet.papers.tables import PaperRow
from icabinet.text import clean


class Expectation(Args, frozen=True):
    id: str
    title: str
    unit: str
    item: str | None = None
    due_at: int | None = None


class Expect(Args, frozen=True):
    papers: list[Expectation]


@action("papers.expect", Expect, permission="papers.file")
def expect(turn: Turn, args: Expect) -> None:
    """Say which papers are expected, from whom, and until when: all of them, or none."""
    rules.check_room(len(expected_of(turn.session, turn.stream)) + len(args.papers))
    for one in args.papers:
        turn.check_free(ExpectedRow, ids.check(one.id))
        item, title, unit, due_at = _said(turn, one)
        turn.record(PaperExpected(expected=one.id, item=item, title=title, unit=unit, due_at=due_at))


@action("papers.change_expected", Expectation, permission="papers.file")
def change_expected(turn: Turn, args: Expectation) -> None:
    """Say anew what is expected, from whom, and until when."""
    row = turn.get(ExpectedRow, args.id)
    item, title, unit, due_at = _said(turn, args)
    turn.record(ExpectationChanged(expected=row.id, item=item, title=title, unit=unit, due_at=due_at))


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
    turn.record(SubmissionReturned(expected=row.id, paper=row.paper or "", reason=reason))


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
    states = {row.id: row.state for row in expected_of(turn.session, turn.stream)}
    turn.record(UnitsReminded(expected=rules.to_remind(states, args.expected)))


def _said(turn: Turn, one: Expectation) -> tuple[str | None, str, str, int | None]:
    check_item(turn.session, turn.stream, one.item)
    title, unit = clean(one.title, "title", longest=300), clean(one.unit, "unit", empty=True)
    return one.item, title, unit, rules.check_due(one.due_at)
