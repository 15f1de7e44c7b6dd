"""Questions about the floor that other rooms of the house may ask."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.floor.kinds import GENERAL
from icabinet.floor.ordering import waiting_in
from icabinet.floor.settings import DEFAULT_LIMIT_S, FloorRules, kept
from icabinet.floor.tables import FloorRow, QueueRow, SpeakerRow
from icabinet.meetings.queries import body_of
from icabinet.people.bodies import default_floor


@dataclass(frozen=True)
class Queue:
    open: bool = True
    limit_s: int = DEFAULT_LIMIT_S


def rules_of(session: Session, stream: str) -> FloorRules:
    """Return the rules of the meeting's floor: its own, or until there are any those of the body."""
    row = session.get(FloorRow, stream)
    said = row.rules if row else default_floor(session, body_of(session, stream.partition(":")[2]))
    return kept(said)


def has_own_rules(session: Session, stream: str) -> bool:
    """Whether the meeting has rules of its own."""
    return session.get(FloorRow, stream) is not None


def queue_of(session: Session, stream: str, queue: str) -> Queue:
    """Return how a queue stands; of which nothing was said, as the general one does, or as the rules have it."""
    row = session.get(QueueRow, (stream, queue)) or session.get(QueueRow, (stream, GENERAL))
    return Queue(row.open, row.limit_s) if row else Queue(limit_s=rules_of(session, stream).limit_s)


def speakers_of(session: Session, stream: str, *states: str) -> list[SpeakerRow]:
    """Return the requests, in any state or in one of these, as they asked."""
    query = select(SpeakerRow).where(SpeakerRow.stream == stream)
    if states:
        query = query.where(SpeakerRow.state.in_(states))
    return list(session.scalars(query.order_by(SpeakerRow.position, SpeakerRow.id)))


def spoken_since(session: Session, stream: str, item: str, at: int) -> bool:
    """Whether anybody was given the floor on an item at a moment (ms) or later."""
    query = select(SpeakerRow.id).where(SpeakerRow.stream == stream, SpeakerRow.item == item)
    return session.scalar(query.where(SpeakerRow.started_at >= at).limit(1)) is not None


def queues_known(session: Session, stream: str) -> list[str]:
    """Return the queues of which something was said, or in which somebody ever asked; the general one always."""
    said = session.scalars(select(QueueRow.queue).where(QueueRow.stream == stream))
    asked = session.scalars(select(SpeakerRow.queue).where(SpeakerRow.stream == stream).distinct())
    return sorted({GENERAL, *said, *asked})


def order_of(session: Session, stream: str, queue: str) -> list[str]:
    """Return the ids of those who wait in the queue, in the order in which they are called."""
    return waiting_in(queue, speakers_of(session, stream), rules_of(session, stream))
