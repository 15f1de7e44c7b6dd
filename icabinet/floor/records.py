"""What people see of the floor."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.floor.rules import DEFAULT_LIMIT_S
from icabinet.floor.tables import QueueRow, SpeakerRow
from icabinet.journal.records import EVERYONE, Views, records


@records("floor")
def floor(session: Session, stream: str, _ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    row = session.get(QueueRow, stream)
    limit_s = row.limit_s if row else DEFAULT_LIMIT_S
    yield "now", [(EVERYONE, {"open": row.open if row else True, "limit_s": limit_s})]


@records("speakers")
def speakers(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    query = select(SpeakerRow).where(SpeakerRow.stream == stream)
    for row in session.scalars(query if ids is None else query.where(SpeakerRow.id.in_(ids))):
        yield row.id, [(EVERYONE, speaker_record(row))]


def speaker_record(row: SpeakerRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "item": row.item,
        "person": row.person,
        "kind": row.kind,
        "subject": row.subject,
        "state": row.state,
        "position": row.position,
        "asked_at": row.asked_at,
        "started_at": row.started_at,
        "ended_at": row.ended_at,
        "limit_s": row.limit_s,
    }
