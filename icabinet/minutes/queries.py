"""Questions about documents that other rooms of the house may ask."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from icabinet.errors import NotFound
from icabinet.minutes.kinds import MINUTES
from icabinet.minutes.tables import DocumentRow, PassageRow, RemarkRow, RevisionRow


def documents_of(session: Session, stream: str) -> list[DocumentRow]:
    """Return the documents of a meeting, the oldest first."""
    query = select(DocumentRow).where(DocumentRow.stream == stream)
    return list(session.scalars(query.order_by(DocumentRow.at, DocumentRow.id)))


def document_row(session: Session, stream: str, document: str) -> DocumentRow:
    """Return a document, or refuse with `not_found`."""
    row = session.get(DocumentRow, (stream, document))
    if row is None:
        raise NotFound(kind="documents", id=document)
    return row


def passages_of(session: Session, stream: str, document: str, *, gone: bool = False) -> list[PassageRow]:
    """Return the passages in order; with those that were removed if wanted."""
    query = select(PassageRow).where(PassageRow.stream == stream, PassageRow.document == document)
    if not gone:
        query = query.where(PassageRow.gone.is_(False))
    return list(session.scalars(query.order_by(PassageRow.place, PassageRow.key)))


def revisions_of(session: Session, stream: str, document: str, key: str) -> list[RevisionRow]:
    """Return what a passage ever said, the latest first."""
    mine = (RevisionRow.stream == stream, RevisionRow.document == document, RevisionRow.key == key)
    return list(session.scalars(select(RevisionRow).where(*mine).order_by(RevisionRow.number.desc())))


def remarks_of(session: Session, stream: str, document: str) -> list[RemarkRow]:
    """Return what was remarked, the oldest first."""
    query = select(RemarkRow).where(RemarkRow.stream == stream, RemarkRow.document == document)
    return list(session.scalars(query.order_by(RemarkRow.at, RemarkRow.id)))


def minutes_of(session: Session, stream: str) -> DocumentRow | None:
    """Return the minutes of a meeting, None if they are not begun."""
    return session.scalar(select(DocumentRow).where(DocumentRow.stream == stream, DocumentRow.kind == MINUTES))


def next_number(session: Session, body: str, kind: str, year: int) -> int:
    """Return the number after the last one that the body gave to such a document in the year."""
    given = select(func.max(DocumentRow.number)).where(
        DocumentRow.body == body, DocumentRow.kind == kind, DocumentRow.year == year
    )
    return (session.scalar(given) or 0) + 1


def is_taken(session: Session, body: str, kind: str, year: int, number: int) -> bool:
    """Whether such a document of the body has the number in the year."""
    same = (DocumentRow.kind == kind, DocumentRow.year == year, DocumentRow.number == number)
    return session.scalar(select(DocumentRow.id).where(DocumentRow.body == body, *same)) is not None
