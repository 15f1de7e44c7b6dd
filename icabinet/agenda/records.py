"""What people see of the agenda."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy.orm import Session

from icabinet.agenda.queries import items_of
from icabinet.agenda.rules import numbered
from icabinet.agenda.tables import ItemRow
from icabinet.journal.records import EVERYONE, Views, records


@records("items")
def items(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    rows = items_of(session, stream)
    numbers = numbered((row.id, row.parent, row.position) for row in rows)
    for row in rows:
        if ids is None or row.id in ids:
            yield row.id, [(EVERYONE, item_record(row, numbers[row.id]))]


def item_record(row: ItemRow, number: str) -> dict[str, Any]:
    return {
        "id": row.id,
        "parent": row.parent,
        "position": row.position,
        "number": number,
        "title": row.title,
        "minutes": row.minutes,
        "presenter": row.presenter,
        "starts": row.starts,
        "state": row.state,
        "opened_at": row.opened_at,
        "closed_at": row.closed_at,
        "since": row.since,
        "spent_ms": row.spent_ms,
    }
