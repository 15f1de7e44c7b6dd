"""Questions about archives, and about what must be kept, that other rooms of the house may ask."""

from datetime import datetime
from typing import Any, NamedTuple, cast

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from icabinet.archive import rules
from icabinet.archive.tables import (
    ArchiveRow,
    DoomedRow,
    ErasedFileRow,
    ErasedMeetingRow,
    HoldRow,
    RetentionRow,
)
from icabinet.journal import reading
from icabinet.journal.tables import EntryRow, StreamRow
from icabinet.languages import ZONE, local
from icabinet.meetings.queries import ended_meetings, meeting_row
from icabinet.papers.queries import papers_of
from icabinet.tasks.queries import count_open

_FILED, _SIGNED = "papers.filed", "signing.signed"
_ATTACHED, _DETACHED = ("conclusions.file_added", "tasks.file_added"), "conclusions.file_removed"
# What in the journal names bytes of the storage, as `sha`.
WITH_BYTES = (_FILED, _SIGNED, *_ATTACHED)


class Attached(NamedTuple):
    """A file that goes with a conclusion or a task."""

    file: str
    sha: str
    filename: str


class Filed(NamedTuple):
    """A paper as it was filed, whether it is still shown or not."""

    paper: str
    title: str
    filename: str
    sha: str


class Kept(NamedTuple):
    """A meeting that has ended, how long it is kept, and how far it is archived."""

    meeting: Any
    standing: rules.Standing


def archives_of(session: Session, stream: str) -> list[ArchiveRow]:
    """Return the archives of a meeting, the latest first."""
    query = select(ArchiveRow).where(ArchiveRow.stream == stream)
    return list(session.scalars(query.order_by(ArchiveRow.at.desc(), ArchiveRow.id)))


def archive_under_way(session: Session, stream: str) -> str | None:
    """Return the archive that is being made of a meeting, None if there is none."""
    return session.scalar(
        select(ArchiveRow.id).where(ArchiveRow.stream == stream, ArchiveRow.state == rules.ORDERED).limit(1)
    )


def ordered(session: Session) -> list[tuple[str, str]]:
    """Return (stream, archive) of what is yet to be made, the oldest first."""
    query = select(ArchiveRow.stream, ArchiveRow.id).where(ArchiveRow.state == rules.ORDERED).order_by(ArchiveRow.at)
    return [(stream, archive) for stream, archive in session.execute(query)]


def fullest_taken(session: Session, stream: str) -> ArchiveRow | None:
    """Return the archive that has most of the meeting among those that were taken along, None if none was."""
    taken = (ArchiveRow.stream == stream, ArchiveRow.state == rules.MADE, ArchiveRow.taken_at.is_not(None))
    return session.scalar(select(ArchiveRow).where(*taken).order_by(ArchiveRow.seq.desc()).limit(1))


def hold_of(session: Session, stream: str) -> HoldRow | None:
    """Return what was last said of whether the meeting is kept in any case, None if nothing was."""
    return session.get(HoldRow, stream)


def filed_in(session: Session, stream: str) -> list[Filed]:
    """Return every paper that was ever filed in a meeting."""
    return [_filed(entry.fact) for entry in reading.entries_named(session, stream, (_FILED,))]


def attached_files(session: Session, stream: str) -> list[Attached]:
    """Return what goes with conclusions and tasks, in the order in which it came, without what was taken away again."""
    gone = {cast("Any", entry.fact).file for entry in reading.entries_named(session, stream, (_DETACHED,))}
    facts = (cast("Any", entry.fact) for entry in reading.entries_named(session, stream, _ATTACHED))
    return [Attached(fact.file, fact.sha, fact.filename) for fact in facts if fact.file not in gone]


def signed_files(session: Session, stream: str) -> dict[str, str]:
    """Return the SHA-256 of the file with all signatures, of every document of a meeting that was signed."""
    entries = reading.entries_named(session, stream, (_SIGNED,))
    return {fact.document: fact.sha for fact in (cast("Any", entry.fact) for entry in entries)}


def files_of(session: Session, stream: str) -> set[str]:
    """Return the SHA-256 of all files that are a meeting's: papers, signed documents, what was attached, archives."""
    named = {cast("Any", entry.fact).sha for entry in reading.entries_named(session, stream, WITH_BYTES)}
    return named | {row.sha for row in archives_of(session, stream) if row.sha}


def taken_away(session: Session, stream: str) -> list[Filed]:
    """Return the papers that were taken away again and whose bytes are still here."""
    shown = papers_of(session, stream)
    gone = set(session.scalars(select(ErasedFileRow.paper).where(ErasedFileRow.stream == stream)))
    return [filed for filed in filed_in(session, stream) if filed.paper not in shown | gone]


def erased_files(session: Session) -> set[tuple[str, str]]:
    """Return (stream, paper) of every paper whose bytes were destroyed."""
    return {(stream, paper) for stream, paper in session.execute(select(ErasedFileRow.stream, ErasedFileRow.paper))}


def kept_archives(session: Session) -> list[str]:
    """Return the SHA-256 of every archive that is kept here."""
    return list(session.scalars(select(ArchiveRow.sha).where(ArchiveRow.state == rules.MADE)))


def doomed(session: Session) -> list[DoomedRow]:
    """Return the bytes that wait to be destroyed."""
    return list(session.scalars(select(DoomedRow).order_by(DoomedRow.at)))


def is_needed(session: Session, sha: str) -> bool:
    """Whether bytes are still those of a paper that is not erased, or of an archive."""
    bodies = select(EntryRow.stream, EntryRow.body).where(EntryRow.name.in_(WITH_BYTES), EntryRow.body.contains(sha))
    gone = erased_files(session)
    found = [(stream, msgspec.json.decode(body or "null")) for stream, body in session.execute(bodies)]
    if any(said["sha"] == sha and (stream, said.get("paper")) not in gone for stream, said in found):
        return True
    return sha in kept_archives(session)


def retentions(session: Session) -> dict[tuple[str, bool], RetentionRow]:
    """Return how long meetings are kept, by body and whether they were held in writing."""
    return {(row.body, row.written): row for row in session.scalars(select(RetentionRow))}


def standing_of(session: Session, meeting: str) -> rules.Standing:
    """Return how it stands with a meeting that somebody wants erased."""
    row = meeting_row(session, meeting)
    return _standing(session, row, session.get(RetentionRow, (row.body, row.written)))


def kept_meetings(session: Session) -> list[Kept]:
    """Return the meetings that have ended and whose body has a period, those first that may be erased soonest."""
    periods = retentions(session)
    found = [
        Kept(row, _standing(session, row, periods[row.body, row.written]))
        for row in ended_meetings(session)
        if (row.body, row.written) in periods
    ]
    return sorted(found, key=lambda one: (one.standing.due_at or 0, one.meeting.id))


def erased_meetings(session: Session) -> list[ErasedMeetingRow]:
    """Return the meetings of which only hashes are left, the latest first; not their notebooks."""
    query = select(ErasedMeetingRow).where(ErasedMeetingRow.stream.like("meeting:%"))
    return list(session.scalars(query.order_by(ErasedMeetingRow.at.desc())))


def is_erased(session: Session, stream: str) -> bool:
    return session.get(ErasedMeetingRow, stream) is not None


def notebooks_of(session: Session, meeting: str) -> list[str]:
    """Return the streams of everybody's notes in a meeting that are not erased yet."""
    query = select(StreamRow.id).where(StreamRow.id.like(f"notebook:{meeting}:%")).order_by(StreamRow.id)
    return [stream for stream in session.scalars(query) if not is_erased(session, stream)]


def _standing(session: Session, row: Any, period: RetentionRow | None) -> rules.Standing:
    ended = row.ended_at or row.starts_at
    hold = hold_of(session, row.stream)
    own = EntryRow.name.startswith(rules.OWN)
    last = session.scalar(select(func.max(EntryRow.seq)).where(EntryRow.stream == row.stream, ~own)) or 0
    taken = fullest_taken(session, row.stream)
    return rules.Standing(
        state=row.state,
        years=period.years if period else None,
        due_at=_due_at(ended, period.years) if period else None,
        held=hold is not None and hold.held,
        why=hold.why if hold else "",
        last=last,
        archived=taken.seq if taken else 0,
        tasks=count_open(session, row.stream),
    )


def _due_at(ended_at: int, years: int) -> int:
    """Return from when on a meeting may be erased, ms: the law counts whole years after the one in which it ended."""
    return int(datetime(local(ended_at).year + years + 1, 1, 1, tzinfo=ZONE).timestamp() * 1000)


def _filed(fact: Any) -> Filed:
    return Filed(fact.paper, fact.title, fact.filename, fact.sha)
