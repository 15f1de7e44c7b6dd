"""Questions about slips that other rooms of the house may ask."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from icabinet.attendance.queries import stood_in_for
from icabinet.database import portions
from icabinet.meetings.queries import meetings_of
from icabinet.polls.majority import Rule
from icabinet.slips.counting import Members, Reply, Whole
from icabinet.slips.questions import Answer, Question, Ways
from icabinet.slips.tables import ReplyRow, SlipRow


class Mine(NamedTuple):
    """A slip as it concerns somebody. replies: their own, and those of members for whom they stand in."""

    slip: SlipRow
    body: str
    role: str
    replies: list[ReplyRow]


def slip_of(session: Session, stream: str) -> SlipRow:
    """Return the slip of a stream, which exists."""
    return session.get_one(SlipRow, (stream, stream.partition(":")[2]))


def questions_of(row: SlipRow) -> tuple[Question, ...]:
    return msgspec.convert(row.questions, tuple[Question, ...])


def ways_of(row: SlipRow) -> Ways:
    return msgspec.convert(row.ways, Ways)


def rule_of(row: SlipRow) -> Rule:
    return msgspec.convert(row.rule, Rule)


def whole_of(row: SlipRow) -> Whole | None:
    """Return the result, None as long as there is none."""
    return msgspec.convert(row.result, Whole) if row.result else None


def answers_of(row: ReplyRow) -> list[Answer] | None:
    return msgspec.convert(row.answers, list[Answer]) if row.answers is not None else None


def members_of(row: SlipRow) -> Members:
    return Members(row.all_members, row.all_weights, row.chair)


def said_by(row: ReplyRow) -> Reply:
    return Reply(row.person, answers_of(row), row.weight, row.late, row.by)


def replies_of(session: Session, stream: str) -> list[ReplyRow]:
    """Return who is asked, in order of precedence."""
    query = select(ReplyRow).where(ReplyRow.stream == stream)
    return list(session.scalars(query.order_by(ReplyRow.rank, ReplyRow.name, ReplyRow.person)))


def missing(session: Session, row: SlipRow) -> set[str]:
    """Return who has not answered."""
    query = select(ReplyRow.person).where(ReplyRow.stream == row.stream, ReplyRow.answered_at.is_(None))
    return set(session.scalars(query))


def missing_in(session: Session, streams: Sequence[str]) -> dict[str, list[str]]:
    """Return the names of who has not answered, by stream, in order of precedence."""
    found: dict[str, list[str]] = {}
    query = select(ReplyRow).where(ReplyRow.answered_at.is_(None)).order_by(ReplyRow.rank, ReplyRow.name)
    for row in _all(session, query, ReplyRow.stream, streams):
        found.setdefault(row.stream, []).append(row.name)
    return found


def replies_in(session: Session, streams: Sequence[str]) -> dict[str, list[ReplyRow]]:
    """Return everybody who is asked, by stream."""
    found: dict[str, list[ReplyRow]] = {}
    for row in _all(session, select(ReplyRow), ReplyRow.stream, streams):
        found.setdefault(row.stream, []).append(row)
    return found


def slips_of(session: Session, person: str) -> list[Mine]:
    """Return the slips that somebody writes, leads or is asked by; the latest first."""
    roles = {row.stream: (row.body_name, role) for row, role in meetings_of(session, person, written=True)}
    streams = list(roles)
    rows = _all(session, select(SlipRow), SlipRow.stream, streams)
    held = {stream: members for stream, members in stood_in_for(session, person).items() if stream in roles}
    mine = (ReplyRow.person == person, *(_held(stream, members) for stream, members in held.items()))
    replies: dict[str, list[ReplyRow]] = {}
    for reply in _all(session, select(ReplyRow).where(or_(*mine)), ReplyRow.stream, streams):
        replies.setdefault(reply.stream, []).append(reply)
    found = [Mine(row, *roles[row.stream], replies.get(row.stream, [])) for row in rows]
    return sorted(found, key=lambda one: (-(one.slip.sent_at or one.slip.at), one.slip.id))


def waiting_for(session: Session, person: str, now: int) -> int:
    """Return how many answers somebody can give now, and has not."""
    query = (
        select(func.count())
        .select_from(ReplyRow)
        .join(SlipRow, SlipRow.stream == ReplyRow.stream)
        .where(ReplyRow.answered_at.is_(None), SlipRow.state == "sent")
        .where(or_(SlipRow.takes_late.is_(True), SlipRow.deadline_at > now))
    )
    held = [_held(stream, members) for stream, members in stood_in_for(session, person).items()]
    return session.scalar(query.where(or_(ReplyRow.person == person, *held))) or 0


def due_slips(session: Session, now: int) -> list[tuple[str, str]]:
    """Return (stream, slip) of those that close by themselves now."""
    query = select(SlipRow.stream, SlipRow.id).where(SlipRow.state == "sent", SlipRow.deadline_at <= now)
    return _pairs(session, query.where(SlipRow.takes_late.is_(False)).order_by(SlipRow.deadline_at))


def to_be_reminded(session: Session, now: int) -> list[tuple[str, str]]:
    """Return (stream, slip) of those whose members are to be reminded now."""
    query = select(SlipRow.stream, SlipRow.id).where(SlipRow.state == "sent", SlipRow.remind_at <= now)
    return _pairs(session, query.order_by(SlipRow.remind_at))


def _pairs(session: Session, query: Select[str, str]) -> list[tuple[str, str]]:
    return [(stream, slip) for stream, slip in session.execute(query)]


def _held(stream: str, members: Collection[str]) -> ColumnElement[bool]:
    return and_(ReplyRow.stream == stream, ReplyRow.person.in_(members))


def _all(session: Session, query: Select[Any], column: Any, streams: Sequence[str]) -> list[Any]:
    return [row for some in portions(streams) for row in session.scalars(query.where(column.in_(some)))]
