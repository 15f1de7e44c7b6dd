"""Who is invited, what they know, how their e-mail fared and what they answer: the secretary's list."""

from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy.orm import Session

from icabinet.attendance.queries import answer_of
from icabinet.attendance.tables import InvitationRow
from icabinet.extensions import services
from icabinet.invitations.facts import What
from icabinet.invitations.queries import Letter, invitees, letter_of, what_of
from icabinet.invitations.rules import is_invited
from icabinet.invitations.tables import InviteeRow
from icabinet.meetings.queries import participants_of, stream_of
from icabinet.meetings.records import participant_record
from icabinet.people.accounts import names_of
from icabinet.people.mail import Reader, readers
from icabinet.post import deliveries
from icabinet.post.composing import OF_MEETINGS
from icabinet.post.deliveries import Sent
from icabinet.web.pages.reading import Record, meeting_of

NEW, STALE, KNOWS, GONE = "new", "stale", "knows", "gone"


@dataclass(frozen=True)
class Guest:
    """state: not invited yet, does not know the latest (of which `changes`), knows all, or is not to come any more."""

    person: str
    name: str
    part: Record | None
    reader: Reader | None
    state: str
    changes: list[str]
    row: InviteeRow | None
    answer: InvitationRow | None
    instead: str
    sent: list[Sent] = field(default_factory=list)


@dataclass(frozen=True)
class Other:
    """Word that was no invitation, for somebody who may take no part: of papers that are missing, or of a task."""

    name: str
    sent: Sent


@dataclass(frozen=True)
class Inviting:
    """All of it. counts: how many there are in each state, and of each answer; others: word of papers and tasks."""

    letter: Letter
    guests: list[Guest]
    counts: dict[str, int]
    others: list[Other]

    @property
    def unsent(self) -> int:
        """How many messages failed, or wait to be tried again."""
        states = (deliveries.WAITING, deliveries.FAILED)
        sent = [*(one for guest in self.guests for one in guest.sent), *(other.sent for other in self.others)]
        return sum(one.delivery is not None and one.delivery.state in states for one in sent)

    @property
    def without_address(self) -> list[Guest]:
        return [guest for guest in self.guests if guest.part and not (guest.reader and guest.reader.address)]


def inviting(meeting: str) -> tuple[Record, Inviting]:
    """Return the meeting's record and who is invited to it."""
    record, _role = meeting_of(meeting)
    with services().db.reading() as session:
        return record, _inviting(session, meeting)


def _inviting(session: Session, meeting: str) -> Inviting:
    stream = stream_of(meeting)
    parts = {part.person: part for part in participants_of(session, meeting) if is_invited(part.role)}
    sent: dict[str, list[Sent]] = {}
    others: list[Sent] = []
    for one in deliveries.of_meeting(session, stream):
        if one.mailing.about in OF_MEETINGS:
            sent.setdefault(one.mailing.person, []).append(one)
        else:
            others.append(one)
    persons = [*parts, *(person for person in sent if person not in parts)]
    known, rows, what = readers(session, persons), invitees(session, stream), what_of(session, meeting)
    names = names_of([*persons, *(one.mailing.person for one in others)])
    guests = []
    for person in persons:
        part, row, said = parts.get(person), rows.get(person), answer_of(session, stream, person)
        changes = _changes(row, what)
        guests.append(
            Guest(
                person=person,
                name=part.name if part else names.get(person, person),
                part=participant_record(part) if part else None,
                reader=known.get(person),
                state=GONE if part is None else NEW if row is None else STALE if changes else KNOWS,
                changes=changes,
                row=row,
                answer=said,
                instead=_instead(said, parts) if said else "",
                sent=sent.get(person, []),
            )
        )
    told = [Other(names.get(one.mailing.person, one.mailing.person), one) for one in reversed(others)]
    return Inviting(letter_of(session, stream), guests, _counts(guests), told)


def _changes(row: InviteeRow | None, what: What) -> list[str]:
    """Return which fields are not as somebody knows them."""
    if row is None or row.told is None:
        return []
    return [name for name, value in msgspec.structs.asdict(what).items() if row.told[name] != value]


def _instead(said: InvitationRow, parts: dict[str, Any]) -> str:
    chosen = parts.get(said.substitute)
    return chosen.name if chosen else said.name


def _counts(guests: list[Guest]) -> dict[str, int]:
    here = [guest for guest in guests if guest.part]
    states = {state: sum(guest.state == state for guest in here) for state in (NEW, STALE, KNOWS)}
    answers = {
        answer: sum(guest.answer is not None and guest.answer.answer == answer for guest in here)
        for answer in ("accepted", "declined", "substitute")
    }
    silent = sum(guest.row is not None and not (guest.answer and guest.answer.answer) for guest in here)
    return {**states, **answers, "silent": silent, "all": len(here)}
