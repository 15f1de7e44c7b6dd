"""What the pages of a meeting are made of: its records, as the asker may see them."""

from collections.abc import Collection
from typing import Any

from sqlalchemy.orm import Session

from icabinet import ids
from icabinet.errors import NotFound
from icabinet.extensions import services
from icabinet.journal.records import DESK, EVERYONE, person_tag, seen_by, snapshot
from icabinet.meetings.queries import part_of, stream_of
from icabinet.meetings.records import meeting_record
from icabinet.meetings.tables import MeetingRow
from icabinet.people import policy
from icabinet.web.security import viewer

Record = dict[str, Any]


def meeting_of(meeting: str) -> tuple[Record, str]:
    """Return the meeting's record and the asker's role in it, or refuse with `not_found`."""
    with services().db.reading() as session:
        role = _role(session, meeting)
        return meeting_record(session.get_one(MeetingRow, (stream_of(meeting), meeting))), role


def records_of(
    meeting: str, permission: str, kinds: Collection[str] | None = None
) -> tuple[dict[str, list[Record]], str]:
    """Return the meeting's records by kind, or those of some kinds, and the asker's role; refuse without permission."""
    with services().db.reading() as session:
        role = _role(session, meeting)
        policy.check(role, permission)
        views = snapshot(session, stream_of(meeting), kinds)
    tags = {EVERYONE, person_tag(viewer().person), *([DESK] if role in policy.DESK_ROLES else [])}
    return _by_kind(seen_by(tags, views)), role


def _role(session: Session, meeting: str) -> str:
    asker = viewer()
    known = asker.meeting in (None, ids.check(meeting, "meeting"))
    part = part_of(session, meeting, asker.person) if known else None
    if part is None:
        raise NotFound(kind="meeting", id=meeting)
    return part.role


def _by_kind(seen: dict[str, Record | None]) -> dict[str, list[Record]]:
    kinds: dict[str, list[Record]] = {}
    for key, body in seen.items():
        if body is not None:
            kinds.setdefault(key.partition("/")[0], []).append(body)
    return kinds
