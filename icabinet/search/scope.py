"""Which papers somebody may search: this is the one place that decides it."""

from collections.abc import Sequence
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

_MINE = select(ParticipantRow.stream, ParticipantRow.role)
_READABLE = (
    select(
        PaperRow.stream, PaperRow.id, PaperRow.item, PaperRow.title, TextRow.id.label("text"),
        MeetingRow.id.label("meeting"), MeetingRow.starts_at,
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
    only = meeting or asking.meeting
    mine = [ParticipantRow.person == asking.person, *([ParticipantRow.stream == stream_of(only)] if only else [])]
    roles = {row.stream: row.role for row in session.execute(_MINE.where(*mine))}
    query = _READABLE.where(*mine) if old else _READABLE.where(*mine, PaperRow.replaced_by.is_(None))
    return _permitted(session, asking.person, roles, session.execute(query).all())


def _permitted(session: Session, person: str, roles: dict[str, str], rows: Sequence[Any]) -> list[Row[Any]]:
    read_ahead(session, roles)
    closed = {stream for stream, role in roles.items() if not policy.may(role, "papers.read")}
    hidden = {(stream, paper) for stream in roles for paper in hidden_from(session, stream, person, roles[stream])}
    if not closed and not hidden:
        # Of thousands of papers mostly none is hidden: then none is looked at.
        return list(rows)
    return [row for row in rows if row.stream not in closed and (row.stream, row.id) not in hidden]
