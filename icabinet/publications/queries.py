"""Questions about publications, and about what programs are to be told."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.meetings.queries import stream_of
from icabinet.publications.rules import PUBLIC, WITHDRAWN
from icabinet.publications.tables import AnnouncementRow, PublicationRow


def publication_of(session: Session, meeting: str, what: str) -> PublicationRow | None:
    """Return what is, or was, published of a meeting."""
    return session.get(PublicationRow, (stream_of(meeting), what))


def publications_of(session: Session, stream: str) -> dict[str, PublicationRow]:
    """Return what is, or was, published of a meeting, by what it is."""
    return {row.what: row for row in session.scalars(select(PublicationRow).where(PublicationRow.stream == stream))}


def state_of(row: PublicationRow | None) -> str | None:
    """Return whether it is to be read now, None if it never was."""
    return None if row is None else PUBLIC if row.withdrawn_at is None else WITHDRAWN


def published(session: Session, most: int, body: str | None = None) -> list[PublicationRow]:
    """Return what everybody may read now, of all bodies or of one, the latest first."""
    query = select(PublicationRow).where(PublicationRow.withdrawn_at.is_(None))
    if body is not None:
        query = query.where(PublicationRow.body == body)
    order = (PublicationRow.at.desc(), PublicationRow.stream, PublicationRow.what)
    return list(session.scalars(query.order_by(*order).limit(most)))


def bodies_published(session: Session) -> list[tuple[str, str]]:
    """Return (id, name) of the bodies of which there is something to be read, by name."""
    query = select(PublicationRow.body, PublicationRow.body_name, PublicationRow.at)
    found = session.execute(query.where(PublicationRow.withdrawn_at.is_(None)).order_by(PublicationRow.at))
    # What a body is called now, it was called in the last one.
    return sorted({body: name for body, name, _ in found}.items(), key=lambda one: one[1])


def announced_in(session: Session, stream: str) -> Sequence[AnnouncementRow]:
    """Return what programs are told of a meeting, in order."""
    query = select(AnnouncementRow).where(AnnouncementRow.stream == stream)
    return session.scalars(query.order_by(AnnouncementRow.number)).all()
