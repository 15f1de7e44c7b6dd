"""Questions about invitations."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.invitations.facts import What
from icabinet.invitations.rules import USUAL_REMINDER_H
from icabinet.invitations.tables import InviteeRow, LetterRow
from icabinet.meetings.queries import meeting_row

# What word there is for people: of a meeting, of a slip, of a task, and of papers that are expected from them.
INVITED, CHANGED, CANCELLED, REMINDED = "invited", "changed", "cancelled", "reminded"
ASKED, ASKED_AGAIN, MORE_TIME, WITHDRAWN = "asked", "asked_again", "more_time", "withdrawn"
TASK_DUE = "task_due"
PAPERS_DUE, PAPER_RETURNED = "papers_due", "paper_returned"


class Letter(NamedTuple):
    """What the letter says besides what the meeting knows; remind_at: when people are reminded next, ms."""

    number: str = ""
    issued_in: str = ""
    note: str = ""
    signer: str = ""
    signer_office: str = ""
    copies: Sequence[str] = ()
    remind_h: int = USUAL_REMINDER_H
    remind_at: int | None = None


def what_of(session: Session, meeting: str) -> What:
    """Return what there is to know of a meeting now."""
    row = meeting_row(session, meeting)
    return What(
        title=row.title, starts_at=row.starts_at, minutes=row.minutes, place=row.place, online_url=row.online_url
    )


def told(row: InviteeRow) -> What | None:
    """Return what somebody knows of the meeting; None if they are not to come."""
    return msgspec.convert(row.told, What) if row.told is not None else None


def invitees(session: Session, stream: str) -> dict[str, InviteeRow]:
    """Return, by person, who was invited and is to come."""
    query = select(InviteeRow).where(InviteeRow.stream == stream)
    return {row.person: row for row in session.scalars(query) if row.told is not None}


def letter_of(session: Session, stream: str) -> Letter:
    """Return the letter; an empty one if nothing was written yet."""
    row = session.get(LetterRow, stream)
    return Letter(**{name: getattr(row, name) for name in Letter._fields}) if row else Letter()


def due_reminders(session: Session, now: int) -> list[tuple[str, str]]:
    """Return (stream, stream) of the meetings of which people are to be reminded now."""
    query = select(LetterRow.stream).where(LetterRow.remind_at <= now).order_by(LetterRow.remind_at)
    return [(stream, stream) for stream in session.scalars(query)]
