"""What a call says: which event, when, and of which meeting; for more the program asks by its key.

No more is said on purpose: whoever reads a call on its way, or in somebody's log, learns little.
"""

import json
from typing import Any

from sqlalchemy.orm import Session

from icabinet import clock
from icabinet.extensions import services
from icabinet.hooks.keeping import secret_of
from icabinet.hooks.parcels import Call
from icabinet.hooks.signing import signed
from icabinet.hooks.tables import HookRow
from icabinet.meetings.queries import meetings_in
from icabinet.meetings.tables import MeetingRow
from icabinet.publications.tables import AnnouncementRow

TRIAL = "trial"
_API = "/api/v1/published/meetings/"


def calls_for(session: Session, hook: HookRow, rows: list[AnnouncementRow]) -> list[Call]:
    """Return a signed request for each announcement, in order."""
    meetings = meetings_in(session, {row.stream for row in rows})
    return [_call(hook, name_of(row), _event(row, meetings[row.stream])) for row in rows]


def trial_for(hook: HookRow, id: str) -> Call:
    """Return a signed request that means nothing, to see whether it arrives."""
    return _call(hook, id, {"id": id, "type": TRIAL, "at": clock.now_ms()})


def name_of(row: AnnouncementRow) -> str:
    """Return what an event is called, at each attempt the same."""
    return f"{row.stream.partition(':')[2]}-{row.number}"


def _event(row: AnnouncementRow, meeting: MeetingRow) -> dict[str, Any]:
    return {
        "id": name_of(row),
        "type": row.event,
        "at": row.at,
        "seq": row.number,
        "about": row.about or None,
        "meeting": {
            "id": meeting.id,
            "title": meeting.title,
            "body": {"id": meeting.body, "name": meeting.body_name},
            "state": meeting.state,
            "called_off": bool(meeting.called_off),
            "starts_at": meeting.starts_at,
            "minutes": meeting.minutes,
        },
        "url": f"{services().settings.origin}{_API}{meeting.id}",
    }


def _call(hook: HookRow, id: str, event: dict[str, Any]) -> Call:
    body = json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()
    headers = signed(secret_of(hook.id, hook.serial), id, clock.now_ms() // 1000, body)
    return Call(url=hook.url, headers=headers, body=body)
