"""Which papers somebody may search: this is the one place that decides it."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Row, and_, select
from sqlalchemy.orm import Session

from icabinet.meetings.queries import stream_of
from icabinet.meetings.tables import MeetingRow, ParticipantRow
from icabinet.papers.rights import hidden_from, read_ahead
from icabinet.papers.tables import PaperRow
from icabinet.people import policy
from icabinet.people.sessions import Viewer
from icabinet.search.tables import TextRow

_READABLE = (
    select(
        PaperRow.stream, PaperRow.id, PaperRow.item, PaperRow.title, PaperRow.sha, PaperRow.renderer,
        MeetingRow.id.label("meeting"), MeetingRow.starts_at, ParticipantRow.role, TextRow.id.label("text"),
    )
    .join(ParticipantRow, ParticipantRow.stream == PaperRow.stream)
    .join(MeetingRow, MeetingRow.stream == PaperRow.stream)
    .outerjoin(TextRow, and_(TextRow.sha == PaperRow.sha, TextRow.renderer == PaperRow.renderer))
    .where(PaperRow.state == "ready")
)  # fmt: skip


def readable(session: Session, asking: Viewer, *, meeting: str | None = None, old: bool = False) -> list[Row[Any]]:
    """Return the papers that this viewer may read now, each with its meeting and `text`, None if it is not indexed.

    Nothing of any other paper may be looked at on behalf of this viewer: no hit, no count, no title. With `meeting`,
    only of this one; with `old`, versions too that have been replaced.
    """
    if asking.meeting not in (None, meeting or asking.meeting):
        return []
    query = _READABLE.where(ParticipantRow.person == asking.person)
    if not old:
        query = query.where(PaperRow.replaced_by.is_(None))
    if only := meeting or asking.meeting:
        query = query.where(PaperRow.stream == stream_of(only))
    return list(_permitted(session, asking.person, session.execute(query).all()))


def _permitted(session: Session, person: str, rows: Sequence[Any]) -> Iterator[Row[Any]]:
    roles = {row.stream: row.role for row in rows if policy.may(row.role, "papers.read")}
    read_ahead(session, roles)
    hidden = {stream: hidden_from(session, stream, person, role) for stream, role in roles.items()}
    return (row for row in rows if row.stream in roles and row.id not in hidden[row.stream])
