"""How each fact changes the floor. Nothing else writes it."""

from sqlalchemy.orm import Session

from icabinet.floor.facts import FloorAsked, FloorWithdrawn, QueueSet, SpeakerCalled, SpeechEnded
from icabinet.floor.tables import QueueRow, SpeakerRow
from icabinet.journal.facts import Entry, projects


@projects(FloorAsked)
def ask(session: Session, entry: Entry, fact: FloorAsked) -> list[str]:
    session.add(
        SpeakerRow(
            stream=entry.stream,
            id=fact.speaker,
            person=fact.person,
            item=fact.item,
            kind=fact.kind,
            subject=fact.subject,
            state="waiting",
            position=entry.seq,
            asked_at=entry.at,
        )
    )
    return [_key(fact.speaker)]


@projects(FloorWithdrawn)
def withdraw(session: Session, entry: Entry, fact: FloorWithdrawn) -> list[str]:
    session.delete(_speaker(session, entry, fact.speaker))
    return [_key(fact.speaker)]


@projects(SpeakerCalled)
def call(session: Session, entry: Entry, fact: SpeakerCalled) -> list[str]:
    row = _speaker(session, entry, fact.speaker)
    row.state, row.started_at, row.limit_s = "speaking", entry.at, fact.limit_s
    return [_key(fact.speaker)]


@projects(SpeechEnded)
def end(session: Session, entry: Entry, fact: SpeechEnded) -> list[str]:
    row = _speaker(session, entry, fact.speaker)
    row.state, row.ended_at = "done", entry.at
    return [_key(fact.speaker)]


@projects(QueueSet)
def set_queue(session: Session, entry: Entry, fact: QueueSet) -> list[str]:
    session.merge(QueueRow(stream=entry.stream, open=fact.open, limit_s=fact.limit_s))
    return ["floor/now"]


def _speaker(session: Session, entry: Entry, speaker: str) -> SpeakerRow:
    return session.get_one(SpeakerRow, (entry.stream, speaker))


def _key(speaker: str) -> str:
    return f"speakers/{speaker}"
