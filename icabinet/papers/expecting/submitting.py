"""A unit delivers a paper; the secretary lets it pass. Until then the desk alone sees it, and the unit's own people."""

from icabinet import ids
from icabinet.journal.actions import Args, action
from icabinet.journal.turns import Turn
from icabinet.papers import rules as papers_rules
from icabinet.papers import versions
from icabinet.papers.expecting import rules
from icabinet.papers.expecting.actions import OneExpected
from icabinet.papers.expecting.facts import PaperSubmitted, SubmissionApproved
from icabinet.papers.expecting.queries import units_in
from icabinet.papers.expecting.tables import ExpectedRow
from icabinet.papers.facts import PaperFiled, PaperRemoved
from icabinet.papers.queries import newer_than
from icabinet.papers.restricting.actions import Restriction, record_restriction
from icabinet.papers.restricting.rules import check_no_stamp
from icabinet.papers.tables import PaperRow
from icabinet.text import clean


class Submit(Args, frozen=True):
    """`id`: of the paper that is filed by it."""

    id: str
    expected: str
    filename: str
    sha: str
    size: int
    note: str = ""


@action("papers.submit", Submit, permission="papers.submit", inside=True)
def submit(turn: Turn, args: Submit) -> None:
    """Deliver an upload that arrived whole for what is expected from one's unit; once more, as a new version."""
    turn.check_free(PaperRow, ids.check(args.id))
    row = turn.get(ExpectedRow, args.expected)
    rules.check_may_submit(row.id, row.state, row.unit, units_in(turn.session, turn.actor, turn.stream))
    check_no_stamp(f"{row.title}, {args.filename}")
    papers_rules.check_size(args.size)
    before = turn.session.get(PaperRow, (turn.stream, row.paper)) if row.paper else None
    if before is not None:
        newer = newer_than(turn.session, turn.stream, before.id)
        papers_rules.check_may_replace(before.id, before.state, newer)
    record_restriction(turn, args.id, Restriction(units=[row.unit]))
    turn.record(
        PaperFiled(
            paper=args.id,
            item=row.item,
            title=row.title,
            filename=clean(args.filename, "filename", longest=300),
            sha=args.sha,
            size=args.size,
            replaces=before.id if before else None,
        )
    )
    late = rules.is_late(row.due_at, turn.at)
    note = clean(args.note, "note", longest=1000, empty=True)
    turn.record(PaperSubmitted(expected=row.id, paper=args.id, note=note, late=late))


@action("papers.approve", OneExpected, permission="papers.file")
def approve(turn: Turn, args: OneExpected) -> None:
    """Let what a unit has delivered pass to everybody; what it had delivered before it is taken away."""
    row = turn.get(ExpectedRow, args.id)
    rules.check_submitted(row.id, row.state)
    paper = turn.get(PaperRow, row.paper or "")
    rules.check_readable(paper.id, paper.state)
    for older in versions.family(turn.session, turn.stream, paper.id):
        if older.id != paper.id:
            turn.record(PaperRemoved(paper=older.id))
    record_restriction(turn, paper.id, Restriction())
    turn.record(SubmissionApproved(expected=row.id, paper=paper.id))
