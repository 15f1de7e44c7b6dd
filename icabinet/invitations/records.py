"""What people see of invitations: the desk all of it, and everybody their own."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.invitations.tables import InviteeRow, LetterRow
from icabinet.journal.records import DESK, Views, person_tag, records


@records("letter")
def letter(session: Session, stream: str, _ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    row = session.get(LetterRow, stream)
    if row is not None:
        yield "now", [(DESK, letter_record(row))]


@records("invited")
def invited(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    query = select(InviteeRow).where(InviteeRow.stream == stream)
    for row in session.scalars(query if ids is None else query.where(InviteeRow.person.in_(ids))):
        # Who is not to come any more is no longer invited, to those who know that they were.
        body = invitee_record(row) if row.told is not None else None
        yield row.person, [(person_tag(row.person), body), (DESK, body)]


def letter_record(row: LetterRow) -> dict[str, Any]:
    return {
        "number": row.number,
        "issued_in": row.issued_in,
        "note": row.note,
        "signer": row.signer,
        "signer_office": row.signer_office,
        "copies": row.copies,
        "remind_h": row.remind_h,
        "remind_at": row.remind_at,
    }


def invitee_record(row: InviteeRow) -> dict[str, Any]:
    return {
        "person": row.person,
        "told": row.told,
        "at": row.at,
        "reminders": row.reminders,
        "reminded_at": row.reminded_at,
    }
