"""What a tablet may keep of a meeting for a time without network, and until when."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet import clock
from icabinet.meetings.queries import part_of, stream_of
from icabinet.meetings.tables import MeetingRow
from icabinet.papers.rights import is_guarded, may_read
from icabinet.papers.tables import PaperRow
from icabinet.people.sessions import Viewer

_MINUTE_MS = 60_000
_DAY_MS = 24 * 3600 * 1000


def keepable(session: Session, asking: Viewer, meeting: str, days: int) -> tuple[int, dict[str, str]] | None:
    """Return until when (ms) this meeting may be kept, and which papers (id: SHA-256); None if nothing of it may.

    Guarded papers never: nobody would know who looks at them.
    """
    part = part_of(session, meeting, asking.person) if asking.meeting in (None, meeting) else None
    until = _until(session.get_one(MeetingRow, (stream_of(meeting), meeting)), days) if part else 0
    if part is None or until <= clock.now_ms():
        return None
    rows = session.scalars(select(PaperRow).where(PaperRow.stream == stream_of(meeting), PaperRow.state == "ready"))
    return until, {
        row.id: row.sha
        for row in rows
        if may_read(session, row, asking.person, part.role) and not is_guarded(session, row)
    }


def _until(meeting: MeetingRow, days: int) -> int:
    """Some days after its end: as it was, or as it is planned, and never before it is over."""
    planned = meeting.starts_at + meeting.minutes * _MINUTE_MS
    ends = meeting.ended_at or (max(planned, clock.now_ms()) if meeting.state == "live" else planned)
    return ends + days * _DAY_MS if days else 0
