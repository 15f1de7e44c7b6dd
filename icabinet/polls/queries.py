"""Questions about votes that other rooms of the house may ask."""

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.attendance.queries import present_persons, stand_ins
from icabinet.meetings.queries import body_of, participants_of, stream_of
from icabinet.people.bodies import default_preset, seats_of
from icabinet.polls import majority
from icabinet.polls.electorate import Electorate, Member, Snapshot, snapshot
from icabinet.polls.majority import Rule
from icabinet.polls.recusing.queries import recused
from icabinet.polls.rules import PollStillOpen
from icabinet.polls.shapes import Shape
from icabinet.polls.tables import PollRow, VoterRow


def check_none_open(session: Session, stream: str) -> None:
    """Refuse while a vote is open, or waits for the keys with which it is counted."""
    running = PollRow.state.in_(("open", "ended"))
    poll = session.scalar(select(PollRow.id).where(PollRow.stream == stream, running))
    if poll is not None:
        raise PollStillOpen(id=poll)


def asked(row: PollRow) -> Shape:
    """Return what is asked in the vote."""
    return msgspec.convert(row.shape, Shape)


def default_rule(session: Session, meeting: str, shape: Shape) -> Rule:
    """Return the body's own majority rule; options are chosen by most votes."""
    preset = default_preset(session, body_of(session, meeting)) if shape.form in ("motion", "each") else "relative"
    rule = majority.preset(preset)
    return msgspec.structs.replace(rule, tie="rejected") if shape.form == "each" and rule.tie == "chair_side" else rule


def snapshot_of(session: Session, meeting: str, row: PollRow) -> Snapshot:
    """Return who may vote at this moment, and of how many."""
    stream = stream_of(meeting)
    return snapshot(
        _members(session, meeting),
        msgspec.convert(row.electorate, Electorate),
        msgspec.convert(row.rule, Rule),
        present=present_persons(session, stream),
        held=stand_ins(session, stream),
        recused=recused(session, stream, row.item) if row.item else (),
    )


def due_polls(session: Session, now: int) -> list[tuple[str, str]]:
    """Return (stream, poll) of the open votes whose time is over."""
    query = select(PollRow.stream, PollRow.id).where(PollRow.state == "open", PollRow.closes_at <= now)
    return [(stream, poll) for stream, poll in session.execute(query.order_by(PollRow.closes_at))]


def voters_of(session: Session, stream: str, poll: str) -> list[VoterRow]:
    query = select(VoterRow).where(VoterRow.stream == stream, VoterRow.poll == poll)
    return list(session.scalars(query.order_by(VoterRow.person)))


def persons_of(session: Session, stream: str, poll: str) -> list[str]:
    """Return who may vote."""
    query = select(VoterRow.person).where(VoterRow.stream == stream, VoterRow.poll == poll)
    return list(session.scalars(query.order_by(VoterRow.person)))


def _members(session: Session, meeting: str) -> list[Member]:
    """The seats of the body that have a vote, and whoever else was given one in this meeting."""
    seats = seats_of(session, body_of(session, meeting))
    members = {
        seat.person: Member(person=seat.person, unit=seat.unit, weight=seat.weight, entitled=False) for seat in seats
    }
    for part in participants_of(session, meeting):
        if part.entitled:
            weight = members[part.person].weight if part.person in members else majority.ONE
            members[part.person] = Member(person=part.person, unit=part.unit, weight=weight)
    return list(members.values())
