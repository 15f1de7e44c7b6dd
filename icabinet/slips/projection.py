"""How each fact changes the slips. Nothing else writes them."""

from typing import Any

from msgspec import to_builtins
from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.journal.facts import Entry, projects
from icabinet.polls.majority import ONE
from icabinet.slips.facts import (
    SlipAnswered,
    SlipClosed,
    SlipEdited,
    SlipExtended,
    SlipMade,
    SlipReminded,
    SlipReported,
    SlipSent,
    SlipWithdrawn,
)
from icabinet.slips.questions import Draft
from icabinet.slips.tables import ReplyRow, SlipRow


@projects(SlipMade)
def make(session: Session, entry: Entry, fact: SlipMade) -> list[str]:
    chair = fact.chair.person if fact.chair else None
    row = SlipRow(stream=entry.stream, id=_id(entry), state="draft", chair=chair, by=entry.actor, at=entry.at)
    row.extensions, row.reported, row.reason = [], [], ""
    row.asked = row.answered = row.all_members = row.all_weights = 0
    _say(row, fact.draft)
    session.add(row)
    return [_key(entry)]


@projects(SlipEdited)
def edit(session: Session, entry: Entry, fact: SlipEdited) -> list[str]:
    row = _slip(session, entry)
    row.chair = fact.chair.person if fact.chair else None
    _say(row, fact.draft)
    return [_key(entry)]


@projects(SlipSent)
def send(session: Session, entry: Entry, fact: SlipSent) -> list[str]:
    row = _slip(session, entry)
    row.state, row.sent_at, row.remind_at = "sent", entry.at, fact.remind_at
    row.asked, row.all_members, row.all_weights = len(fact.members), fact.all_members, fact.all_weights
    session.add_all(
        ReplyRow(
            stream=entry.stream,
            person=member.person,
            rank=member.rank,
            name=member.name,
            weight=fact.weights.get(member.person, ONE),
            late=False,
            by="",
            voices=[],
            reminders=0,
        )
        for member in fact.members
    )
    return [_key(entry), *(_reply_key(member.person) for member in fact.members)]


@projects(SlipAnswered)
def answer(session: Session, entry: Entry, fact: SlipAnswered) -> list[str]:
    reply = session.get_one(ReplyRow, (entry.stream, fact.person))
    if reply.answered_at is None:
        _slip(session, entry).answered += 1
    reply.answers, reply.answered_at = to_builtins(fact.answers), entry.at
    reply.late, reply.by = fact.late, fact.by
    reply.voices = sorted({*reply.voices, fact.by} - {""})
    return [_key(entry), _reply_key(fact.person)]


@projects(SlipReminded)
def remind(session: Session, entry: Entry, fact: SlipReminded) -> list[str]:
    row = _slip(session, entry)
    if row.remind_at is not None and row.remind_at <= entry.at:
        row.remind_at = None
    for person in fact.persons:
        reply = session.get_one(ReplyRow, (entry.stream, person))
        reply.reminders, reply.reminded_at = reply.reminders + 1, entry.at
    return [_key(entry), *map(_reply_key, fact.persons)]


@projects(SlipExtended)
def extend(session: Session, entry: Entry, fact: SlipExtended) -> list[str]:
    row = _slip(session, entry)
    said = {"from": row.deadline_at, "to": fact.deadline_at, "reason": fact.reason, "by": entry.actor, "at": entry.at}
    row.extensions = [*row.extensions, said]
    row.deadline_at, row.remind_at = fact.deadline_at, fact.remind_at
    return [_key(entry)]


@projects(SlipClosed)
def close(session: Session, entry: Entry, fact: SlipClosed) -> list[str]:
    row = _slip(session, entry)
    row.state, row.closed_at, row.remind_at = "closed", entry.at, None
    row.result = to_builtins(fact.result)
    return [_key(entry), *_reply_keys(session, entry)]


@projects(SlipWithdrawn)
def withdraw(session: Session, entry: Entry, fact: SlipWithdrawn) -> list[str]:
    row = _slip(session, entry)
    row.state, row.closed_at, row.remind_at, row.reason = "withdrawn", entry.at, None, fact.reason
    return [_key(entry)]


@projects(SlipReported)
def report(session: Session, entry: Entry, fact: SlipReported) -> list[str]:
    row = _slip(session, entry)
    row.reported = [*row.reported, {"meeting": fact.meeting, "item": fact.item, "at": entry.at}]
    return [_key(entry)]


def _say(row: SlipRow, draft: Draft) -> None:
    said: dict[str, Any] = to_builtins(draft)
    row.subject, row.explanation, row.deadline_at = draft.subject, draft.explanation, draft.deadline_at
    row.questions, row.ways, row.rule = said["questions"], said["ways"], said["rule"]
    row.takes_late = draft.ways.late == "marked"


def _slip(session: Session, entry: Entry) -> SlipRow:
    return session.get_one(SlipRow, (entry.stream, _id(entry)))


def _reply_keys(session: Session, entry: Entry) -> list[str]:
    query = select(ReplyRow.person).where(ReplyRow.stream == entry.stream).order_by(ReplyRow.person)
    return [_reply_key(person) for person in session.scalars(query)]


def _id(entry: Entry) -> str:
    return entry.stream.partition(":")[2]


def _key(entry: Entry) -> str:
    return f"slips/{_id(entry)}"


def _reply_key(person: str) -> str:
    return f"replies/{person}"
