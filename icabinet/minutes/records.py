"""What people see of documents: that there are any, and how it stands with them. What they say is on their pages."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.journal.records import DESK, EVERYONE, Views, person_tag, records
from icabinet.minutes.kinds import number_words
from icabinet.minutes.tables import DocumentRow, RemarkRow


@records("documents")
def documents(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    for row in session.scalars(select(DocumentRow).where(DocumentRow.stream == stream)):
        if ids is None or row.id in ids:
            told = document_record(row)
            desk = {**told, "revision": row.revision, "by": row.by, "forwarded": row.forwarded}
            yield row.id, [(DESK, desk)] if row.state == "draft" else [(DESK, desk), (EVERYONE, told)]


@records("remarks")
def remarks(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    """A remark is between whoever made it and the desk."""
    for row in session.scalars(select(RemarkRow).where(RemarkRow.stream == stream)):
        if ids is None or row.id in ids:
            body = remark_record(row)
            yield row.id, [(person_tag(row.by), body), (DESK, body)]


def document_record(row: DocumentRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "kind": row.kind,
        "about": row.about,
        "item": row.item,
        "state": row.state,
        "at": row.at,
        "circulated_at": row.circulated_at,
        "closes_at": row.closes_at,
        "issued_at": row.issued_at,
        "number": number_words(row.kind, row.number, row.symbol) if row.state == "issued" else None,
        "seq": row.seq,
        "head": row.head,
        "approved": row.approved,
    }


def remark_record(row: RemarkRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "document": row.document,
        "key": row.key,
        "text": row.text,
        "by": row.by,
        "at": row.at,
        "state": row.state,
        "reply": row.reply,
        "answered_by": row.answered_by,
        "answered_at": row.answered_at,
    }
