"""Lists of meetings for doors that serve programs: coming or past, of some bodies and units, or of a person."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, or_, select, tuple_
from sqlalchemy.orm import Session

from icabinet.errors import Invalid
from icabinet.meetings.queries import stream_of
from icabinet.meetings.tables import MeetingRow, ParticipantRow

MOST = 200
# A meeting that never began is past from the next day on, as on people's first page.
_DAY_MS = 24 * 3_600_000
_SPLIT = "."


class Within(NamedTuple):
    """Which meetings are reached: those of some bodies (None: of all), or at which somebody is for one of these units.

    person: of these only those that the person takes part in.
    """

    bodies: Collection[str] | None = None
    units: Collection[str] = ()
    person: str | None = None


class Span(NamedTuple):
    """What to list. since, until: of the time at which they begin, ms; after: the last one of the page before."""

    past: bool
    now: int
    since: int | None = None
    until: int | None = None
    after: str = ""
    most: int = 50


def listed(session: Session, within: Within, span: Span) -> tuple[list[MeetingRow], str | None]:
    """Return a page of meetings, and after what the next one begins, None at the end.

    Coming ones by time, past ones the latest first. What is asked in writing is no meeting here.
    """
    if not 0 < span.most <= MOST:
        raise Invalid(where="limit", why="range", most=MOST)
    place = tuple_(MeetingRow.starts_at, MeetingRow.id)
    coming = or_(MeetingRow.state == "live", _not_over(span.now))
    query = select(MeetingRow).where(_reached(within), ~coming if span.past else coming)
    if span.since is not None:
        query = query.where(MeetingRow.starts_at >= span.since)
    if span.until is not None:
        query = query.where(MeetingRow.starts_at < span.until)
    if span.after:
        last = _parsed(span.after)
        query = query.where(place < tuple_(*last) if span.past else place > tuple_(*last))
    order = (MeetingRow.starts_at, MeetingRow.id)
    query = query.order_by(*(column.desc() for column in order) if span.past else order)
    found = list(session.scalars(query.limit(span.most + 1)))
    page = found[: span.most]
    return page, f"{page[-1].starts_at}{_SPLIT}{page[-1].id}" if len(found) > span.most else None


def reached(session: Session, within: Within, meeting: str) -> MeetingRow | None:
    """Return the meeting, if it is one of these."""
    query = select(MeetingRow).where(MeetingRow.stream == stream_of(meeting), _reached(within))
    return session.scalar(query)


def all_of(session: Session, within: Within, since: int) -> list[MeetingRow]:
    """Return all of these meetings that begin at a time (ms) or later, the earliest first."""
    query = select(MeetingRow).where(_reached(within), MeetingRow.starts_at >= since)
    return list(session.scalars(query.order_by(MeetingRow.starts_at, MeetingRow.id)))


def streams_within(within: Within) -> Select[str]:
    """Return what selects the streams of these meetings."""
    return select(MeetingRow.stream).where(_reached(within))


def _reached(within: Within) -> ColumnElement[bool]:
    reached: list[ColumnElement[bool]] = [MeetingRow.written.is_(False)]
    if within.bodies is not None:
        for_them = select(ParticipantRow.stream).where(ParticipantRow.unit.in_(within.units))
        reached.append(or_(MeetingRow.body.in_(within.bodies), MeetingRow.stream.in_(for_them)))
    if within.person is not None:
        theirs = select(ParticipantRow.stream).where(ParticipantRow.person == within.person)
        reached.append(MeetingRow.stream.in_(theirs))
    return and_(*reached)


def _not_over(now: int) -> ColumnElement[bool]:
    return and_(MeetingRow.state == "planned", MeetingRow.starts_at >= now - _DAY_MS)


def _parsed(after: str) -> tuple[int, str]:
    at, _, meeting = after.partition(_SPLIT)
    if not (at.isdecimal() and at.isascii() and len(at) <= 15 and meeting):  # noqa: PLR2004 - digits of a time in ms
        raise Invalid(where="after", why="unknown")
    return int(at), meeting
