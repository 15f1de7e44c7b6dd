"""What the desk sees of papers that are expected."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy.orm import Session

from icabinet.journal.records import DESK, Views, records
from icabinet.papers.expecting.queries import expected_of
from icabinet.papers.expecting.tables import ExpectedRow

_FIELDS = (
    "id", "item", "position", "title", "unit", "due_at", "state", "paper", "late", "note", "by", "delivered_at",
    "reason", "returns", "decided_by", "decided_at", "reminded_at", "remind_days", "remind_at",
)  # fmt: skip


@records("expected")
def expected(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    for row in expected_of(session, stream):
        if ids is None or row.id in ids:
            yield row.id, [(DESK, expected_record(row))]


def expected_record(row: ExpectedRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _FIELDS}
