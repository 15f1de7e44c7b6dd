"""How each fact changes what is known of archives. Nothing else writes it."""

from sqlalchemy.orm import Session

from icabinet.archive.facts import (
    ArchiveFailed,
    ArchiveMade,
    ArchiveOrdered,
    ArchiveTaken,
    FileErased,
    HoldSet,
    MeetingErased,
)
from icabinet.archive.rules import FAILED, MADE, ORDERED
from icabinet.archive.tables import ArchiveRow, ErasedFileRow, ErasedMeetingRow, HoldRow
from icabinet.journal.facts import Entry, projects

_HOLD = "archive_holds/now"


@projects(ArchiveOrdered)
def order(session: Session, entry: Entry, fact: ArchiveOrdered) -> list[str]:
    session.add(ArchiveRow(stream=entry.stream, id=fact.archive, state=ORDERED, by=entry.actor, at=entry.at))
    return [_key(fact.archive)]


@projects(ArchiveMade)
def make(session: Session, entry: Entry, fact: ArchiveMade) -> list[str]:
    row = _row(session, entry, fact.archive)
    row.state, row.made_at, row.reason = MADE, entry.at, ""
    row.sha, row.size, row.files, row.withheld = fact.sha, fact.size, fact.files, fact.withheld
    row.seq, row.head = fact.seq, fact.head
    return [_key(fact.archive)]


@projects(ArchiveFailed)
def fail(session: Session, entry: Entry, fact: ArchiveFailed) -> list[str]:
    row = _row(session, entry, fact.archive)
    row.state, row.reason = FAILED, fact.reason
    return [_key(fact.archive)]


@projects(ArchiveTaken)
def take(session: Session, entry: Entry, fact: ArchiveTaken) -> list[str]:
    row = _row(session, entry, fact.archive)
    row.taken_by, row.taken_at = entry.actor, entry.at
    return [_key(fact.archive)]


@projects(HoldSet)
def hold(session: Session, entry: Entry, fact: HoldSet) -> list[str]:
    session.merge(HoldRow(stream=entry.stream, held=fact.held, why=fact.why, by=entry.actor, at=entry.at))
    return [_HOLD]


@projects(FileErased)
def erase_file(session: Session, entry: Entry, fact: FileErased) -> list[str]:
    row = ErasedFileRow(stream=entry.stream, paper=fact.paper, sha=fact.sha, why=fact.why, by=entry.actor, at=entry.at)
    session.add(row)
    return [f"erased_files/{fact.paper}"]


@projects(MeetingErased)
def erase(session: Session, entry: Entry, fact: MeetingErased) -> list[str]:
    said = {"body": fact.body, "by": fact.by, "why": fact.why, "years": fact.years, "archive": fact.archive}
    session.merge(ErasedMeetingRow(stream=entry.stream, at=entry.at, **said))
    return []


def _row(session: Session, entry: Entry, archive: str) -> ArchiveRow:
    return session.get_one(ArchiveRow, (entry.stream, archive))


def _key(archive: str) -> str:
    return f"archives/{archive}"
