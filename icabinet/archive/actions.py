"""What people, and the desk that makes them, may do with the archives of a meeting."""

from icabinet import ids
from icabinet.archive import rules
from icabinet.archive.facts import (
    ArchiveFailed,
    ArchiveMade,
    ArchiveOrdered,
    ArchiveTaken,
    FileErased,
    HoldSet,
    MeetingErased,
)
from icabinet.archive.queries import (
    archive_under_way,
    filed_in,
    files_of,
    fullest_taken,
    hold_of,
    is_erased,
    standing_of,
)
from icabinet.archive.tables import ArchiveRow, DoomedRow, ErasedFileRow
from icabinet.journal import erasing
from icabinet.journal.actions import ANY_STATE, Args, action
from icabinet.journal.records import family_of, snapshot
from icabinet.journal.turns import Turn
from icabinet.meetings.queries import body_of, stream_of
from icabinet.papers.queries import is_filed, views_in
from icabinet.text import clean

_ENDED = frozenset({"ended"})


class OneArchive(Args, frozen=True):
    id: str


@action("archive.make", OneArchive, permission="archive.make", when=_ENDED)
def make(turn: Turn, args: OneArchive) -> None:
    """Have the meeting made into one file."""
    turn.check_free(ArchiveRow, ids.check(args.id))
    rules.check_may_order(archive_under_way(turn.session, turn.stream))
    turn.record(ArchiveOrdered(archive=args.id))


class FinishArchive(Args, frozen=True):
    id: str
    sha: str
    size: int
    files: int
    seq: int
    head: str
    withheld: int = 0


@action("archive.finish", FinishArchive, permission="archive.finish", when=ANY_STATE, inside=True)
def finish(turn: Turn, args: FinishArchive) -> None:
    """Say that the file is there and was checked."""
    row = turn.get(ArchiveRow, args.id)
    rules.check_is_ordered(row.id, row.state)
    turn.record(
        ArchiveMade(
            archive=row.id,
            sha=args.sha,
            size=args.size,
            files=args.files,
            seq=args.seq,
            head=args.head,
            withheld=args.withheld,
        )
    )


class FailArchive(Args, frozen=True):
    id: str
    reason: str


@action("archive.fail", FailArchive, permission="archive.finish", when=ANY_STATE, inside=True)
def fail(turn: Turn, args: FailArchive) -> None:
    """Say that the file could not be made, and why."""
    row = turn.get(ArchiveRow, args.id)
    rules.check_is_ordered(row.id, row.state)
    turn.record(ArchiveFailed(archive=row.id, reason=args.reason))


@action("archive.take", OneArchive, permission="archive.take", when=ANY_STATE, inside=True)
def take(turn: Turn, args: OneArchive) -> dict[str, object]:
    """Take an archive along; answers with what is sent."""
    row = turn.get(ArchiveRow, args.id)
    rules.check_is_made(row.id, row.state)
    turn.record(ArchiveTaken(archive=row.id))
    return {"sha": row.sha, "size": row.size}


class SetHold(Args, frozen=True):
    held: bool
    why: str


@action("archive.set_hold", SetHold, permission="archive.hold", when=ANY_STATE)
def set_hold(turn: Turn, args: SetHold) -> None:
    """Say that the meeting must be kept in any case, or need not any more."""
    turn.record(HoldSet(held=args.held, why=clean(args.why, "why", longest=rules.LONGEST_WHY)))


class EraseFile(Args, frozen=True):
    paper: str
    why: str


@action("archive.erase_file", EraseFile, permission="archive.erase_file", when=ANY_STATE)
def erase_file(turn: Turn, args: EraseFile) -> None:
    """Have the bytes of a paper destroyed that was taken away, as one that should never have been filed."""
    hold = hold_of(turn.session, turn.stream)
    rules.check_not_held(hold is not None and hold.held, hold.why if hold else "")
    shas = {filed.paper: filed.sha for filed in filed_in(turn.session, turn.stream)}
    sha = rules.check_may_erase_file(
        args.paper,
        shas.get(args.paper),
        is_shown=is_filed(turn.session, turn.stream, args.paper),
        is_erased=turn.session.get(ErasedFileRow, (turn.stream, args.paper)) is not None,
    )
    why = rules.check_why(clean(args.why, "why", longest=rules.LONGEST_WHY))
    turn.record(FileErased(paper=args.paper, sha=sha, why=why))
    _doom(turn, {sha})


class EraseMeeting(Args, frozen=True):
    """by: the administrator who has it done."""

    by: str
    why: str


@action("archive.erase", EraseMeeting, permission="archive.erase", when=ANY_STATE, inside=True, private="archive.erase")
def erase(turn: Turn, args: EraseMeeting) -> None:
    """Take away all that a stream of a meeting says, once its period is over; of its entries the hashes stay."""
    session, stream = turn.session, turn.stream
    if is_erased(session, stream):
        return
    years = rules.check_may_erase(standing_of(session, turn.meeting), turn.at)
    why = rules.check_why(clean(args.why, "why", longest=rules.LONGEST_WHY))
    archive = fullest_taken(session, stream_of(turn.meeting))
    sha = archive.sha if archive else ""
    is_notebook = family_of(stream) == "notebook"
    body = "" if is_notebook else body_of(session, turn.meeting)
    gone, spans = list(snapshot(session, stream)), erasing.spans_before(session, stream, turn.seq)
    if not is_notebook:
        _doom(turn, files_of(session, stream))
        turn.discard(views_in(turn.meeting))
    turn.erase(spans)
    turn.record(MeetingErased(spans=spans, by=args.by, why=why, years=years, archive=sha, body=body), gone=gone)


def _doom(turn: Turn, shas: set[str]) -> None:
    """Have bytes destroyed by the desk that does it, after it has looked once more whether anybody needs them."""
    for sha in shas:
        turn.session.merge(DoomedRow(sha=sha, at=turn.at))
