"""What people see of signatures: that a document is signed, by whom, and since when."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.journal.records import EVERYONE, Views, records
from icabinet.signing.tables import SignatureRow


@records("signatures")
def signatures(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    query = select(SignatureRow).where(SignatureRow.stream == stream)
    for row in session.scalars(query if ids is None else query.where(SignatureRow.id.in_(ids))):
        yield row.id, [(EVERYONE, signature_record(row))]


def signature_record(row: SignatureRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "document": row.document,
        "place": row.place,
        "by": row.person,
        "at": row.at,
        "sha": row.sha,
        "level": row.level,
        "name": row.certificate["name"],
    }
