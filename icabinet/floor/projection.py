"""How each fact changes the floor. Nothing else writes it."""

import msgspec
from sqlalchemy.orm import Session

from icabinet.floor.facts import (
    AskedAnonymously,
    CallTakenBack,
    EndingTakenBack,
    FloorAsked,
    FloorRulesSet,
    FloorWithdrawn,
    QueueCleared,
    QueueReordered,
    QueueSet,
    QueueSorted,
    SpeakerCalled,
    SpeechEnded,
    SpeechExtended,
    SpeechPaused,
    SpeechResumed,
    WithdrawnAnonymously,
)
from icabinet.floor.kinds import GENERAL, QUESTIONS
from icabinet.floor.queries import queues_known, rules_of, speakers_of
from icabinet.floor.rules import ON_THE_FLOOR
from icabinet.floor.tables import FloorRow, QueueRow, SpeakerRow
from icabinet.journal.facts import Entry, Fact, follows, projects
from icabinet.meetings.queries import part_of


@projects(AskedAnonymously)
@projects(FloorAsked)
def ask(session: Session, entry: Entry, fact: FloorAsked | AskedAnonymously) -> list[str]:
    row = SpeakerRow(
        stream=entry.stream,
        id=fact.speaker,
        person=fact.person,
        item=fact.item,
        queue=fact.queue or fact.item or GENERAL,
        kind=fact.kind,
        subject=fact.subject,
        under=fact.under,
        category=fact.category,
        rank=fact.rank,
        paper=fact.paper,
        page=fact.page,
        anonymous=isinstance(fact, AskedAnonymously),
        state="waiting",
        position=entry.seq,
        asked_at=entry.at,
    )
    session.add(row)
    return _touched(row)


@projects(WithdrawnAnonymously)
@projects(FloorWithdrawn)
def withdraw(session: Session, entry: Entry, fact: FloorWithdrawn | WithdrawnAnonymously) -> list[str]:
    row = _speaker(session, entry, fact.speaker)
    session.delete(row)
    return _touched(row)


@projects(QueueCleared)
def clear(session: Session, entry: Entry, fact: QueueCleared) -> list[str]:
    rows = [row for row in speakers_of(session, entry.stream, "waiting") if row.queue == fact.queue]
    for row in rows:
        session.delete(row)
    return [_queue(fact.queue), *(_key(row.id) for row in rows)]


@projects(QueueReordered)
def reorder(session: Session, entry: Entry, fact: QueueReordered) -> list[str]:
    rows = [_speaker(session, entry, speaker) for speaker in fact.order]
    for row, position in zip(rows, sorted(row.position for row in rows), strict=True):
        row.position, row.fixed = position, True
    return [_queue(fact.queue), *map(_key, fact.order)]


@projects(QueueSorted)
def sort(session: Session, entry: Entry, fact: QueueSorted) -> list[str]:
    rows = [row for row in speakers_of(session, entry.stream, "waiting") if row.queue == fact.queue and row.fixed]
    asked = sorted(rows, key=lambda row: (row.asked_at, row.position))
    for row, position in zip(asked, sorted(row.position for row in rows), strict=True):
        row.position, row.fixed = position, False
    return [_queue(fact.queue), *(_key(row.id) for row in rows)]


# --- speaking ---


@projects(SpeakerCalled)
def call(session: Session, entry: Entry, fact: SpeakerCalled) -> list[str]:
    row = _speaker(session, entry, fact.speaker)
    row.state, row.limit_s, row.anonymous = "speaking", fact.limit_s, False
    row.started_at = row.since = entry.at
    row.item = row.item or fact.item
    part = part_of(session, entry.stream.partition(":")[2], row.person)
    row.unit = part.unit if part else ""
    return _spoke(session, row)


@projects(SpeechPaused)
def pause(session: Session, entry: Entry, fact: SpeechPaused) -> list[str]:
    row = _speaker(session, entry, fact.speaker)
    _stop_clock(row, entry.at)
    row.state, row.paused = "paused", fact.by
    return _spoke(session, row)


@projects(SpeechResumed)
def resume(session: Session, entry: Entry, fact: SpeechResumed) -> list[str]:
    row = _speaker(session, entry, fact.speaker)
    row.state, row.paused, row.since = "speaking", "", entry.at
    return [_key(row.id)]


@projects(SpeechExtended)
def extend(session: Session, entry: Entry, fact: SpeechExtended) -> list[str]:
    row = _speaker(session, entry, fact.speaker)
    row.limit_s = (row.limit_s or 0) + fact.seconds
    return [_key(row.id)]


@projects(SpeechEnded)
def end(session: Session, entry: Entry, fact: SpeechEnded) -> list[str]:
    row = _speaker(session, entry, fact.speaker)
    _end(row, entry.at)
    return _spoke(session, row)


@projects(CallTakenBack)
def take_call_back(session: Session, entry: Entry, fact: CallTakenBack) -> list[str]:
    row = _speaker(session, entry, fact.speaker)
    row.state, row.limit_s, row.unit, row.started_at, row.since = "waiting", None, "", None, None
    if row.queue in (GENERAL, QUESTIONS):
        row.item = None
    keys = _spoke(session, row)
    return [*keys, *_go_on(session, entry, fact.resumed, fact.paused)] if fact.resumed else keys


@projects(EndingTakenBack)
def take_ending_back(session: Session, entry: Entry, fact: EndingTakenBack) -> list[str]:
    return _go_on(session, entry, fact.speaker, fact.paused)


@follows("meetings.ended")
def end_all(session: Session, entry: Entry, _fact: Fact) -> list[str]:
    """Nobody speaks beyond the end of the meeting."""
    rows = speakers_of(session, entry.stream, *ON_THE_FLOOR)
    for row in rows:
        _end(row, entry.at)
    return [key for row in rows for key in _spoke(session, row)]


# --- settings ---


@projects(QueueSet)
def set_queue(session: Session, entry: Entry, fact: QueueSet) -> list[str]:
    session.merge(QueueRow(stream=entry.stream, queue=fact.queue, open=fact.open, limit_s=fact.limit_s))
    return _all_queues(session, entry.stream) if fact.queue == GENERAL else [_queue(fact.queue)]


@projects(FloorRulesSet)
def set_rules(session: Session, entry: Entry, fact: FloorRulesSet) -> list[str]:
    session.merge(FloorRow(stream=entry.stream, rules=msgspec.to_builtins(fact.rules, order="deterministic")))
    return ["floor/now", *_all_queues(session, entry.stream)]


def _go_on(session: Session, entry: Entry, speaker: str, paused: str) -> list[str]:
    """The speech has gone on all the time, or stood still if it was paused."""
    row = _speaker(session, entry, speaker)
    row.state, row.paused = "paused" if paused else "speaking", paused
    row.since, row.ended_at = None if paused else row.ended_at, None
    return _spoke(session, row)


def _end(row: SpeakerRow, at: int) -> None:
    _stop_clock(row, at)
    row.state, row.paused, row.ended_at = "done", "", at


def _stop_clock(row: SpeakerRow, at: int) -> None:
    if row.since is not None:
        row.spoken_ms, row.since = row.spoken_ms + at - row.since, None


def _speaker(session: Session, entry: Entry, speaker: str) -> SpeakerRow:
    return session.get_one(SpeakerRow, (entry.stream, speaker))


def _touched(row: SpeakerRow) -> list[str]:
    return [_key(row.id), _queue(row.queue)]


def _spoke(session: Session, row: SpeakerRow) -> list[str]:
    """Who has spoken comes later elsewhere, too, where the floor goes to whoever has spoken least."""
    is_fair = rules_of(session, row.stream).order != "asked"
    return [_key(row.id), *(_all_queues(session, row.stream) if is_fair else [_queue(row.queue)])]


def _all_queues(session: Session, stream: str) -> list[str]:
    return [_queue(queue) for queue in queues_known(session, stream)]


def _queue(queue: str) -> str:
    return f"queues/{queue}"


def _key(speaker: str) -> str:
    return f"speakers/{speaker}"
