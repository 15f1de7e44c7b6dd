"""Questions about papers that are expected, and about whom they are expected from."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.meetings.queries import meetings_in, part_of, participants_of
from icabinet.papers.expecting.rules import unit_key
from icabinet.papers.expecting.tables import ExpectedRow
from icabinet.people.bodies import units_of, units_with_people


class Wanted(NamedTuple):
    """A paper that is expected, and the meeting."""

    expected: ExpectedRow
    meeting: str
    meeting_title: str
    starts_at: int


def expected_of(session: Session, stream: str) -> list[ExpectedRow]:
    """Return what is expected for a meeting, in the order in which it was asked for."""
    query = select(ExpectedRow).where(ExpectedRow.stream == stream)
    return list(session.scalars(query.order_by(ExpectedRow.position)))


def late_papers(session: Session, stream: str) -> set[str]:
    """Return the papers that came after they were due."""
    query = select(ExpectedRow.paper).where(ExpectedRow.stream == stream, ExpectedRow.late.is_(True))
    return {paper for paper in session.scalars(query) if paper}


def units_in(session: Session, person: str, stream: str | None = None) -> set[str]:
    """Return the keys of the units that somebody belongs to, and of the one that they speak for in a meeting."""
    part = part_of(session, stream.partition(":")[2], person) if stream else None
    return set(map(unit_key, [*units_of(session, person), *([part.unit] if part else [])])) - {""}


def told_of(session: Session, rows: Iterable[ExpectedRow]) -> dict[str, list[str]]:
    """Return, by person, which of a meeting's papers are expected from a unit of theirs."""
    told: dict[str, set[str]] = defaultdict(set)
    members = [(person, unit_key(unit)) for person, unit in units_with_people(session)]
    for row in rows:
        parts = participants_of(session, row.stream.partition(":")[2])
        belongs = [*members, *((part.person, unit_key(part.unit)) for part in parts)]
        for person in {person for person, key in belongs if key and key == row.unit_key}:
            told[person].add(row.id)
    return {person: sorted(ids) for person, ids in sorted(told.items())}


def due_reminders(session: Session, now: int) -> list[str]:
    """Return the streams with papers of which units are to be reminded now."""
    return list(session.scalars(select(ExpectedRow.stream).where(ExpectedRow.remind_at <= now).distinct()))


def due_in(session: Session, stream: str, now: int) -> list[ExpectedRow]:
    query = select(ExpectedRow).where(ExpectedRow.stream == stream, ExpectedRow.remind_at <= now)
    return list(session.scalars(query.order_by(ExpectedRow.position)))


def prepares_for(session: Session, stream: str, person: str) -> bool:
    """Whether a paper of the meeting is expected from one of the person's units."""
    keys = units_in(session, person, stream)
    query = select(ExpectedRow.id).where(ExpectedRow.stream == stream, ExpectedRow.unit_key.in_(keys)).limit(1)
    return bool(keys) and session.scalar(query) is not None


def wanted_from(session: Session, person: str) -> list[Wanted]:
    """Return what is expected from the person's units for meetings that are not over; what is due first comes first."""
    keys = units_in(session, person)
    rows = session.scalars(select(ExpectedRow).where(ExpectedRow.unit_key.in_(keys))).all() if keys else []
    meetings = meetings_in(session, {row.stream for row in rows})
    coming = [(row, meetings[row.stream]) for row in rows if meetings[row.stream].state != "ended"]
    found = [Wanted(row, meeting.id, meeting.title, meeting.starts_at) for row, meeting in coming]
    return sorted(found, key=lambda one: (one.expected.due_at or one.starts_at, one.starts_at, one.expected.position))
