"""What people see of a meeting."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.journal.records import EVERYONE, Views, records, root
from icabinet.meetings.tables import MeetingRow, ParticipantRow


@root("meeting")
def is_there(session: Session, stream: str) -> bool:
    return session.get(MeetingRow, (stream, stream.partition(":")[2])) is not None


@records("meetings")
def meetings(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    query = select(MeetingRow).where(MeetingRow.stream == stream)
    for row in session.scalars(query if ids is None else query.where(MeetingRow.id.in_(ids))):
        yield row.id, [(EVERYONE, meeting_record(row))]


@records("participants")
def participants(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    query = select(ParticipantRow).where(ParticipantRow.stream == stream)
    for row in session.scalars(query if ids is None else query.where(ParticipantRow.person.in_(ids))):
        yield row.person, [(EVERYONE, participant_record(row))]


def meeting_record(row: MeetingRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "title": row.title,
        "body": {"id": row.body, "name": row.body_name},
        "written": row.written,
        "state": row.state,
        "called_off": row.called_off,
        "place": row.place,
        "online_url": row.online_url,
        "starts_at": row.starts_at,
        "minutes": row.minutes,
        "kind": {"id": row.kind, "name": row.kind_name} if row.kind else None,
        "started_at": row.started_at,
        "ended_at": row.ended_at,
    }


def participant_record(row: ParticipantRow) -> dict[str, Any]:
    return {
        "person": row.person,
        "name": row.name,
        "title": row.title,
        "unit": row.unit,
        "rank": row.rank,
        "role": row.role,
        "entitled": row.entitled,
    }
