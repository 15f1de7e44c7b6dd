"""How each fact changes invitations, and what word others' facts mean for people. Nothing else writes it."""

from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy.orm import Session

from icabinet.invitations import queries
from icabinet.invitations.facts import InvitationsSent, InvitationWritten, InvitedReminded
from icabinet.invitations.queries import invitees, letter_of
from icabinet.invitations.rules import remind_at
from icabinet.invitations.tables import InviteeRow, LetterRow, MailingRow
from icabinet.journal.facts import Entry, Fact, follows, projects
from icabinet.meetings.queries import meeting_row
from icabinet.slips.queries import replies_of

_LETTER = "letter/now"


@projects(InvitationWritten)
def write(session: Session, entry: Entry, fact: InvitationWritten) -> list[str]:
    session.merge(LetterRow(stream=entry.stream, remind_at=None, **msgspec.structs.asdict(fact)))
    _plan(session, entry)
    return [_LETTER]


@projects(InvitationsSent)
def send(session: Session, entry: Entry, fact: InvitationsSent) -> list[str]:
    known = invitees(session, entry.stream)
    for person in fact.persons:
        before = known.get(person)
        about = queries.CHANGED if before else queries.INVITED
        _tell(session, entry, [person], about, before.told if before else None)
        session.merge(
            InviteeRow(
                stream=entry.stream,
                person=person,
                told=msgspec.to_builtins(fact.what),
                at=entry.at,
                reminders=before.reminders if before else 0,
                reminded_at=before.reminded_at if before else None,
            )
        )
    _plan(session, entry)
    return [_LETTER, *_keys(fact.persons)]


@projects(InvitedReminded)
def remind(session: Session, entry: Entry, fact: InvitedReminded) -> list[str]:
    _tell(session, entry, fact.persons, queries.REMINDED)
    for person in fact.persons:
        row = session.get_one(InviteeRow, (entry.stream, person))
        row.reminders, row.reminded_at = row.reminders + 1, entry.at
    letter = session.get(LetterRow, entry.stream)
    if letter is not None and letter.remind_at is not None and letter.remind_at <= entry.at:
        letter.remind_at = None
    return [_LETTER, *_keys(fact.persons)]


@follows("meetings.edited")
def plan_again(session: Session, entry: Entry, _fact: Fact) -> list[str]:
    _plan(session, entry)
    return [_LETTER]


@follows("meetings.participant_removed")
def uninvite(session: Session, entry: Entry, fact: Any) -> list[str]:
    return _uninvite(session, entry, [fact.person])


@follows("meetings.called_off")
def uninvite_all(session: Session, entry: Entry, _fact: Fact) -> list[str]:
    return [*_uninvite(session, entry, invitees(session, entry.stream)), *forget_reminder(session, entry, _fact)]


@follows("meetings.started")
def forget_reminder(session: Session, entry: Entry, _fact: Fact) -> list[str]:
    letter = session.get(LetterRow, entry.stream)
    if letter is not None:
        letter.remind_at = None
    return [_LETTER]


@follows("slips.sent")
def tell_asked(session: Session, entry: Entry, fact: Any) -> list[str]:
    return _tell(session, entry, [member.person for member in fact.members], queries.ASKED)


@follows("slips.reminded")
def tell_again(session: Session, entry: Entry, fact: Any) -> list[str]:
    return _tell(session, entry, fact.persons, queries.ASKED_AGAIN)


@follows("slips.extended")
def tell_more_time(session: Session, entry: Entry, _fact: Fact) -> list[str]:
    silent = [reply.person for reply in replies_of(session, entry.stream) if reply.answered_at is None]
    return _tell(session, entry, silent, queries.MORE_TIME)


@follows("slips.withdrawn")
def tell_withdrawn(session: Session, entry: Entry, _fact: Fact) -> list[str]:
    return _tell(session, entry, [reply.person for reply in replies_of(session, entry.stream)], queries.WITHDRAWN)


@follows("tasks.reminded")
def tell_of_task(session: Session, entry: Entry, fact: Any) -> list[str]:
    return _tell(session, entry, fact.persons, queries.TASK_DUE, {"task": fact.task})


@follows("papers.units_reminded")
def tell_of_papers(session: Session, entry: Entry, fact: Any) -> list[str]:
    for person, expected in fact.told.items():
        _tell(session, entry, [person], queries.PAPERS_DUE, {"expected": expected, "why": fact.why})
    return []


@follows("papers.returned")
def tell_of_returned(session: Session, entry: Entry, fact: Any) -> list[str]:
    return _tell(session, entry, fact.told, queries.PAPER_RETURNED, {"expected": [fact.expected]})


def _tell(
    session: Session, entry: Entry, persons: Iterable[str], about: str, more: dict[str, Any] | None = None
) -> list[str]:
    for person in persons:
        row = MailingRow(stream=entry.stream, number=entry.seq, person=person, about=about, at=entry.at)
        row.more = more
        session.add(row)
    return []


def _uninvite(session: Session, entry: Entry, persons: Iterable[str]) -> list[str]:
    """Tell those who were invited that they are not to come."""
    known = invitees(session, entry.stream)
    gone = [person for person in persons if person in known]
    _tell(session, entry, gone, queries.CANCELLED)
    for person in gone:
        known[person].told = None
    return _keys(gone)


def _plan(session: Session, entry: Entry) -> None:
    """Reckon anew when people are reminded; nobody is before somebody was invited."""
    session.flush()
    row = session.get(LetterRow, entry.stream)
    if row is None:
        unwritten = letter_of(session, entry.stream)._asdict() | {"copies": []}
        row = session.merge(LetterRow(stream=entry.stream, **unwritten))
    meeting = meeting_row(session, entry.stream.partition(":")[2])
    planned = bool(invitees(session, entry.stream)) and meeting.state == "planned"
    row.remind_at = remind_at(meeting.starts_at, row.remind_h, entry.at) if planned else None


def _keys(persons: Iterable[str]) -> list[str]:
    return [f"invited/{person}" for person in persons]
