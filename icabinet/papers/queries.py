"""Questions about papers that other rooms of the house may ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from sqlalchemy import Delete, Row, delete, func, select
from sqlalchemy.orm import Session

from icabinet.errors import NotFound
from icabinet.extensions import services
from icabinet.meetings.queries import role_of
from icabinet.papers import rules, versions
from icabinet.papers.restricting.rules import check_no_stamp
from icabinet.papers.rights import is_guarded, may_read
from icabinet.papers.sightings import ViewRow
from icabinet.papers.tables import PaperRow
from icabinet.text import clean

_UNFINISHED = ("uploaded", "converting")
_LONGEST_NAME = 300


def states_of(session: Session, stream: str) -> dict[str, str]:
    """Return the state of every paper of the stream that no newer version stands for, by its id."""
    newest = (PaperRow.stream == stream, PaperRow.replaced_by.is_(None))
    found = session.execute(select(PaperRow.id, PaperRow.state).where(*newest))
    return {paper: state for paper, state in found}  # noqa: C416 - rows are no pairs to a type checker


def papers_of(session: Session, stream: str) -> set[str]:
    """Return the ids of the meeting's papers, of all their versions, whatever their state."""
    return set(session.scalars(select(PaperRow.id).where(PaperRow.stream == stream)))


def is_filed(session: Session, stream: str, paper: str) -> bool:
    """Whether the meeting has this paper, in whatever state, and not taken away again."""
    return session.get(PaperRow, (stream, paper)) is not None


def views_in(meeting: str) -> Delete:
    """Return what deletes the record of who was sent which page in a meeting."""
    return delete(ViewRow).where(ViewRow.meeting == meeting)


def papers_under(session: Session, stream: str, item: str) -> int:
    """How many papers are filed under the item."""
    query = select(func.count()).select_from(PaperRow)
    return session.scalar(query.where(PaperRow.stream == stream, PaperRow.item == item)) or 0


def checked_upload(filename: str, size: int) -> str:
    """Return by which name a file that goes with something else is kept; refuse what must not be here."""
    rules.check_size(size)
    check_no_stamp(filename)
    return clean(filename, "filename", longest=_LONGEST_NAME)


def check_may_read(session: Session, stream: str, paper: str, person: str) -> PaperRow:
    """Return the stream's paper, or refuse as if there were none if it is not for this person."""
    row = session.get(PaperRow, (stream, paper))
    if row is None or not may_read(session, row, person, role_of(session, stream.partition(":")[2], person)):
        raise NotFound(kind="papers", id=paper)
    return row


def check_page_of(session: Session, stream: str, paper: str, page: int, person: str) -> None:
    """Refuse unless the stream has this paper for this person, it can be read, and it has such a page."""
    row = check_may_read(session, stream, paper, person)
    rules.check_page(paper, row.state, page, len(row.sizes or ()))


def sha_of(stream: str, paper: str) -> str | None:
    """Return the SHA-256 of the paper's original, or None if there is no such paper any more."""
    with services().db.reading() as session:
        row = session.get(PaperRow, (stream, paper))
    return row.sha if row else None


def is_guarded_paper(stream: str, paper: str) -> bool:
    """Whether no picture of the paper's pages may be kept."""
    with services().db.reading() as session:
        row = session.get(PaperRow, (stream, paper))
        return row is not None and is_guarded(session, row)


@dataclass(frozen=True)
class PaperFile:
    """A paper's original: its SHA-256, its name and its number of bytes."""

    sha: str
    filename: str
    size: int


def paper_file(stream: str, paper: str) -> PaperFile | None:
    """Return what is known of the paper's original, or None if there is no such paper any more."""
    with services().db.reading() as session:
        row = session.get(PaperRow, (stream, paper))
    return PaperFile(row.sha, row.filename, row.size) if row else None


def is_unfinished(stream: str, paper: str) -> bool:
    """Whether the paper is there and waits to be converted, or is being converted."""
    with services().db.reading() as session:
        row = session.get(PaperRow, (stream, paper))
    return row is not None and row.state in _UNFINISHED


def unfinished(session: Session, sha: str | None = None) -> Sequence[Row[str, str, str]]:
    """Return (stream, paper, sha) of every conversion that was not finished, or of these bytes; the oldest first."""
    waiting = select(PaperRow.stream, PaperRow.id, PaperRow.sha).where(PaperRow.state.in_(_UNFINISHED))
    if sha is not None:
        waiting = waiting.where(PaperRow.sha == sha)
    return session.execute(waiting.order_by(PaperRow.at)).all()


def converted_before(session: Session, sha: str, filename: str) -> dict[str, Any] | None:
    """Return what came of the same bytes under a name of the same kind, in whatever meeting; None if nothing did.

    It is what the action `papers.finish_conversion` takes.
    """
    suffix = PurePath(filename).suffix.lower()
    for row in with_bytes(session, sha):
        if row.state == "ready" and PurePath(row.filename).suffix.lower() == suffix:
            return {"kind": row.kind, "renderer": row.renderer, "sizes": row.sizes, "converter": row.converter}
    return None


def not_compared(session: Session) -> Sequence[Row[str, str]]:
    """Return (stream, paper) of every readable version that is yet to be compared with the one before."""
    waiting = (PaperRow.replaces.is_not(None), PaperRow.unchanged.is_(None), PaperRow.state == "ready")
    return session.execute(select(PaperRow.stream, PaperRow.id).where(*waiting)).all()


def to_compare(stream: str, paper: str) -> tuple[str, str] | None:
    """Return the SHA-256 of the version before and of this one; None if there is nothing to compare any more."""
    with services().db.reading() as session:
        row = session.get(PaperRow, (stream, paper))
        old = versions.before(session, row) if row and row.state == "ready" and row.unchanged is None else None
        return (old.sha, row.sha) if row and old else None


def with_bytes(session: Session, sha: str) -> list[PaperRow]:
    """Return the papers, of all meetings, whose original has this SHA-256."""
    return list(session.scalars(select(PaperRow).where(PaperRow.sha == sha)))


def newer_than(session: Session, stream: str, paper: str) -> str | None:
    """Return the version that was filed after this one, readable or not; None for the newest."""
    row = session.get(PaperRow, (stream, paper))
    if row is not None and row.replaced_by:
        return row.replaced_by
    after = select(PaperRow.id).where(PaperRow.stream == stream, PaperRow.replaces == paper)
    return session.scalar(after.order_by(PaperRow.version.desc()).limit(1))


def versions_of(session: Session, stream: str, paper: str) -> list[str]:
    """Return the ids of a paper and of all its other versions."""
    return [row.id for row in versions.family(session, stream, paper)]


def pages_kept(session: Session, stream: str, old: str, new: str, person: str) -> dict[int, int]:
    """Return, of each page of an older version that looks the same in a newer one, its number there.

    Refuses with `not_a_version` unless the one came of the other and is for this person, and with `not_compared` until
    that is known.
    """
    row, kept = session.get(PaperRow, (stream, new)), None
    if row is not None and not may_read(session, row, person, role_of(session, stream.partition(":")[2], person)):
        row = None
    while row is not None and row.id != old:
        if row.replaces is None:
            row = None
            break
        if row.unchanged is None:
            raise rules.NotCompared(id=row.id)
        kept = rules.pages_through(row.unchanged, kept)
        row = session.get(PaperRow, (stream, row.replaces))
    if row is None or kept is None:
        raise rules.NotAVersion(old=old, new=new)
    return kept
