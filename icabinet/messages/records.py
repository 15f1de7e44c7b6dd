"""What people see of messages: a call is its caller's and the desk's, the line its readers', a broadcast everyone's."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.journal.records import DESK, EVERYONE, Views, person_tag, records
from icabinet.messages.queries import offered
from icabinet.messages.tables import BroadcastRow, HelpCallRow, LineRow


@records("help")
def help_offered(session: Session, stream: str, _ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    yield "now", [(EVERYONE, {"kinds": offered(session, stream)})]


@records("calls")
def calls(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    query = select(HelpCallRow).where(HelpCallRow.stream == stream)
    for row in session.scalars(query if ids is None else query.where(HelpCallRow.id.in_(ids))):
        body = call_record(row)
        yield row.id, [(person_tag(row.person), body), (DESK, body)]


@records("broadcast")
def broadcast(session: Session, stream: str, _ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    row = session.get(BroadcastRow, stream)
    if row is not None:
        yield "now", [(EVERYONE, {"id": row.id, "text": row.text, "by": row.by, "at": row.at, "until": row.until})]


@records("line")
def line(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    query = select(LineRow).where(LineRow.stream == stream)
    for row in session.scalars(query if ids is None else query.where(LineRow.id.in_(ids))):
        body = {"id": row.id, "by": row.by, "text": row.text, "position": row.position, "at": row.at}
        yield row.id, [(person_tag(person), body) for person in row.readers]


def call_record(row: HelpCallRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "person": row.person,
        "kind": row.kind,
        "note": row.note,
        "state": row.state,
        "position": row.position,
        "at": row.at,
        "taken_by": row.taken_by,
        "taken_at": row.taken_at,
        "done_at": row.done_at,
    }
