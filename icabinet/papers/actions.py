"""What people, and the worker, may do with papers."""

from icabinet import ids
from icabinet.agenda.queries import check_item
from icabinet.errors import Invalid
from icabinet.journal.actions import ANY_STATE, Args, action
from icabinet.journal.turns import Turn
from icabinet.papers import rules
from icabinet.papers.expecting.facts import PaperSupplied
from icabinet.papers.expecting.rules import check_may_supply, is_late
from icabinet.papers.expecting.tables import ExpectedRow
from icabinet.papers.facts import (
    ConversionStarted,
    IssuerNamed,
    PaperCancelled,
    PaperCompared,
    PaperConverted,
    PaperFailed,
    PaperFiled,
    PaperGrouped,
    PaperRefiled,
    PaperRemoved,
    PaperRenamed,
    PaperRetried,
)
from icabinet.papers.groups import kinds_in, offered
from icabinet.papers.queries import newer_than
from icabinet.papers.restricting.actions import Restriction, record_restriction
from icabinet.papers.restricting.rules import check_no_stamp
from icabinet.papers.tables import PaperRow
from icabinet.people.lists import choosing
from icabinet.text import clean


class FilePaper(Args, frozen=True):
    id: str
    item: str | None
    title: str
    filename: str
    sha: str
    size: int
    restriction: Restriction | None = None
    expected: str | None = None


@action("papers.file", FilePaper, permission="papers.file", inside=True)
def file(turn: Turn, args: FilePaper) -> None:
    """File an upload that arrived whole; `expected`: it is what was waited for under this id."""
    turn.check_free(PaperRow, ids.check(args.id))
    awaited = None if args.expected is None else turn.get(ExpectedRow, args.expected)
    if awaited is not None:
        check_may_supply(awaited.id, awaited.state)
    check_item(turn.session, turn.stream, args.item)
    check_no_stamp(f"{args.title}, {args.filename}")
    rules.check_size(args.size)
    if args.restriction is not None:
        # First of all, so that nobody else is ever told of the paper.
        record_restriction(turn, args.id, args.restriction)
    turn.record(
        PaperFiled(
            paper=args.id,
            item=args.item,
            title=clean(args.title, "title", longest=300),
            filename=clean(args.filename, "filename", longest=300),
            sha=args.sha,
            size=args.size,
        )
    )
    if awaited is not None:
        turn.record(PaperSupplied(expected=awaited.id, paper=args.id, late=is_late(awaited.due_at, turn.at)))


class ReplacePaper(Args, frozen=True):
    id: str
    replaces: str
    filename: str
    sha: str
    size: int
    title: str = ""


@action("papers.replace", ReplacePaper, permission="papers.file", inside=True)
def replace(turn: Turn, args: ReplacePaper) -> None:
    """File an upload that arrived whole as a new version of a paper, with its title unless another is given."""
    turn.check_free(PaperRow, ids.check(args.id))
    old = turn.get(PaperRow, args.replaces)
    rules.check_may_replace(old.id, old.state, newer_than(turn.session, turn.stream, old.id))
    check_no_stamp(f"{args.title}, {args.filename}")
    rules.check_size(args.size)
    turn.record(
        PaperFiled(
            paper=args.id,
            item=old.item,
            title=clean(args.title or old.title, "title", longest=300),
            filename=clean(args.filename, "filename", longest=300),
            sha=args.sha,
            size=args.size,
            replaces=old.id,
        )
    )


class RenamePaper(Args, frozen=True):
    id: str
    title: str


@action("papers.rename", RenamePaper, permission="papers.file", when=ANY_STATE)
def rename(turn: Turn, args: RenamePaper) -> None:
    """Give a paper another title."""
    row = turn.get(PaperRow, args.id)
    check_no_stamp(args.title)
    turn.record(PaperRenamed(paper=row.id, title=clean(args.title, "title", longest=300)))


class GroupPaper(Args, frozen=True):
    id: str
    group: str


@action("papers.group", GroupPaper, permission="papers.file", when=ANY_STATE)
def group(turn: Turn, args: GroupPaper) -> None:
    """Say what kind of document a paper is; with "" its name says it."""
    row = turn.get(PaperRow, args.id)
    if args.group not in ("", row.group, *offered(kinds_in(turn.session))):
        raise Invalid(where="group", why="unknown")
    turn.record(PaperGrouped(paper=row.id, group=args.group))


class NameIssuer(Args, frozen=True):
    """issuer: a line of the list of those who issue documents; "" for nobody."""

    id: str
    issuer: str


@action("papers.name_issuer", NameIssuer, permission="papers.file", when=ANY_STATE)
def name_issuer(turn: Turn, args: NameIssuer) -> None:
    """Say who has issued a paper."""
    row = turn.get(PaperRow, args.id)
    issuer, name = choosing.issuer(turn.session, args.issuer, (row.issuer, row.issuer_name))
    turn.record(IssuerNamed(paper=row.id, issuer=issuer, issuer_name=name))


class RefilePaper(Args, frozen=True):
    id: str
    item: str | None


@action("papers.refile", RefilePaper, permission="papers.file")
def refile(turn: Turn, args: RefilePaper) -> None:
    """File a paper under another item, or under the whole meeting."""
    row = turn.get(PaperRow, args.id)
    check_item(turn.session, turn.stream, args.item)
    turn.record(PaperRefiled(paper=row.id, item=args.item))


class OnePaper(Args, frozen=True):
    id: str


@action("papers.remove", OnePaper, permission="papers.file")
def remove(turn: Turn, args: OnePaper) -> None:
    """Take a paper out of sight; its bytes and the record of it stay."""
    turn.record(PaperRemoved(paper=turn.get(PaperRow, args.id).id))


@action("papers.retry", OnePaper, permission="papers.file")
def retry(turn: Turn, args: OnePaper) -> None:
    """Try once more to convert a paper that failed."""
    row = turn.get(PaperRow, args.id)
    rules.check_may_retry(row.id, row.state)
    turn.record(PaperRetried(paper=row.id))


@action("papers.cancel", OnePaper, permission="papers.file")
def cancel(turn: Turn, args: OnePaper) -> None:
    """Give up a conversion that waits or is under way."""
    row = turn.get(PaperRow, args.id)
    rules.check_may_cancel(row.id, row.state)
    turn.record(PaperCancelled(paper=row.id))


@action("papers.start_conversion", OnePaper, permission="papers.convert", when=ANY_STATE, inside=True)
def start_conversion(turn: Turn, args: OnePaper) -> dict[str, object]:
    """Take the paper to convert it; answers with what the converter needs to know."""
    row = turn.get(PaperRow, args.id)
    rules.check_may_convert(row.id, row.state)
    turn.record(ConversionStarted(paper=row.id, attempt=row.attempts + 1))
    return {"sha": row.sha, "filename": row.filename, "attempt": row.attempts}


class FinishConversion(Args, frozen=True):
    id: str
    kind: str
    renderer: str
    sizes: list[list[float]]
    converter: str = ""


@action("papers.finish_conversion", FinishConversion, permission="papers.convert", when=ANY_STATE, inside=True)
def finish_conversion(turn: Turn, args: FinishConversion) -> None:
    """Say that the paper can be read."""
    row = turn.get(PaperRow, args.id)
    rules.check_is_converting(row.id, row.state)
    turn.record(
        PaperConverted(paper=row.id, kind=args.kind, renderer=args.renderer, sizes=args.sizes, converter=args.converter)
    )


class FailConversion(Args, frozen=True):
    id: str
    reason: str


@action("papers.fail_conversion", FailConversion, permission="papers.convert", when=ANY_STATE, inside=True)
def fail_conversion(turn: Turn, args: FailConversion) -> None:
    """Say that the paper cannot be read, and why."""
    row = turn.get(PaperRow, args.id)
    rules.check_is_converting(row.id, row.state)
    turn.record(PaperFailed(paper=row.id, reason=args.reason))


class FinishComparison(Args, frozen=True):
    id: str
    unchanged: list[int]


@action("papers.finish_comparison", FinishComparison, permission="papers.convert", when=ANY_STATE, inside=True)
def finish_comparison(turn: Turn, args: FinishComparison) -> None:
    """Say which pages are as they were in the version before."""
    row = turn.get(PaperRow, args.id)
    rules.check_compared(row.id, len(row.sizes or ()), args.unchanged)
    turn.record(PaperCompared(paper=row.id, unchanged=args.unchanged))
