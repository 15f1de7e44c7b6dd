"""How each fact changes the table of papers that are expected. Nothing else writes it."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from icabinet.journal.facts import Entry, Fact, follows, projects
from icabinet.papers.expecting.facts import (
    ExpectationChanged,
    ExpectationDropped,
    PaperExpected,
    PaperSubmitted,
    PaperSupplied,
    SubmissionApproved,
    SubmissionReturned,
    UnitsReminded,
)
from icabinet.papers.expecting.rules import remind_at, unit_key
from icabinet.papers.expecting.tables import ExpectedRow
from icabinet.papers.facts import PaperFiled, PaperRemoved


@projects(PaperExpected)
def expect(session: Session, entry: Entry, fact: PaperExpected) -> list[str]:
    last = session.scalar(select(func.max(ExpectedRow.position)).where(ExpectedRow.stream == entry.stream)) or 0
    row = ExpectedRow(stream=entry.stream, id=fact.expected, position=last + 1, state="missing", late=False)
    row.item, row.title, row.due_at = fact.item, fact.title, fact.due_at
    row.unit, row.unit_key = fact.unit, unit_key(fact.unit)
    row.note = row.by = row.reason = row.decided_by = ""
    row.returns, row.remind_days = 0, fact.remind_days
    _plan(row, entry)
    session.add(row)
    return [_key(row)]


@projects(ExpectationChanged)
def change(session: Session, entry: Entry, fact: ExpectationChanged) -> list[str]:
    row = _row(session, entry, fact.expected)
    row.item, row.title, row.due_at = fact.item, fact.title, fact.due_at
    row.unit, row.unit_key, row.remind_days = fact.unit, unit_key(fact.unit), fact.remind_days
    _plan(row, entry)
    if row.delivered_at is not None:
        row.late = fact.due_at is not None and row.delivered_at > fact.due_at
    return [_key(row), *_paper_key(row)]


@projects(ExpectationDropped)
def drop(session: Session, entry: Entry, fact: ExpectationDropped) -> list[str]:
    row = _row(session, entry, fact.expected)
    session.delete(row)
    return [_key(row), *_paper_key(row)]


@projects(PaperSubmitted)
def submit(session: Session, entry: Entry, fact: PaperSubmitted) -> list[str]:
    row = _row(session, entry, fact.expected)
    row.state, row.paper, row.late, row.note = "submitted", fact.paper, fact.late, fact.note
    row.by, row.delivered_at = entry.actor, entry.at
    _plan(row, entry)
    return [_key(row), *_paper_key(row)]


@projects(SubmissionApproved)
def approve(session: Session, entry: Entry, fact: SubmissionApproved) -> list[str]:
    return _decide(session, entry, fact.expected, "approved", "")


@projects(SubmissionReturned)
def give_back(session: Session, entry: Entry, fact: SubmissionReturned) -> list[str]:
    row = _row(session, entry, fact.expected)
    row.returns += 1
    return _decide(session, entry, fact.expected, "returned", fact.reason)


@projects(PaperSupplied)
def supply(session: Session, entry: Entry, fact: PaperSupplied) -> list[str]:
    row = _row(session, entry, fact.expected)
    row.paper, row.late, row.by, row.delivered_at = fact.paper, fact.late, entry.actor, entry.at
    return _decide(session, entry, fact.expected, "approved", "")


@projects(UnitsReminded)
def remind(session: Session, entry: Entry, fact: UnitsReminded) -> list[str]:
    rows = [_row(session, entry, expected) for expected in fact.expected]
    for row in rows:
        row.reminded_at = entry.at
        _plan(row, entry)
    return [_key(row) for row in rows]


@follows("papers.filed")
def go_with_version(session: Session, entry: Entry, fact: PaperFiled) -> list[str]:
    """A new version of what was delivered is what was delivered."""
    rows = _delivered(session, entry.stream, fact.replaces) if fact.replaces else []
    for row in rows:
        row.paper = fact.paper
    return [_key(row) for row in rows]


@follows("papers.removed")
def miss(session: Session, entry: Entry, fact: PaperRemoved) -> list[str]:
    """What is taken away is missing again."""
    rows = _delivered(session, entry.stream, fact.paper)
    for row in rows:
        row.paper, row.state, row.late, row.delivered_at = None, "missing", False, None
        _plan(row, entry)
    return [_key(row) for row in rows]


@follows("agenda.item_removed")
def leave_item(session: Session, entry: Entry, fact: Fact) -> list[str]:
    """An item that is off the agenda takes nothing with it: the paper is expected for the meeting."""
    item = getattr(fact, "item", "")
    query = select(ExpectedRow).where(ExpectedRow.stream == entry.stream, ExpectedRow.item == item)
    rows = session.scalars(query).all()
    for row in rows:
        row.item = None
    return [_key(row) for row in rows]


@follows("meetings.started")
@follows("meetings.called_off")
def remind_no_more(session: Session, entry: Entry, _fact: Fact) -> list[str]:
    """What has not come by then is the secretary's own business."""
    query = select(ExpectedRow).where(ExpectedRow.stream == entry.stream, ExpectedRow.remind_at.is_not(None))
    rows = session.scalars(query).all()
    for row in rows:
        row.remind_at = None
    return [_key(row) for row in rows]


def _plan(row: ExpectedRow, entry: Entry) -> None:
    row.remind_at = remind_at(row.state, row.due_at, row.remind_days, entry.at)


def _decide(session: Session, entry: Entry, expected: str, state: str, reason: str) -> list[str]:
    row = _row(session, entry, expected)
    row.state, row.reason, row.decided_by, row.decided_at = state, reason, entry.actor, entry.at
    _plan(row, entry)
    return [_key(row), *_paper_key(row)]


def _delivered(session: Session, stream: str, paper: str) -> list[ExpectedRow]:
    return list(session.scalars(select(ExpectedRow).where(ExpectedRow.stream == stream, ExpectedRow.paper == paper)))


def _row(session: Session, entry: Entry, expected: str) -> ExpectedRow:
    return session.get_one(ExpectedRow, (entry.stream, expected))


def _key(row: ExpectedRow) -> str:
    return f"expected/{row.id}"


def _paper_key(row: ExpectedRow) -> list[str]:
    return [f"papers/{row.paper}"] if row.paper else []
