"""How each fact changes messages. Nothing else writes them."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from icabinet.journal.facts import Entry, projects
from icabinet.messages.facts import (
    BroadcastEnded,
    BroadcastSent,
    CallClosed,
    CallTaken,
    HelpCalled,
    HelpOffered,
    LineSaid,
)
from icabinet.messages.tables import BroadcastRow, HelpCallRow, HelpRow, LineRow


@projects(HelpOffered)
def offer(session: Session, entry: Entry, fact: HelpOffered) -> list[str]:
    session.merge(HelpRow(stream=entry.stream, kinds=fact.kinds))
    return ["help/now"]


@projects(HelpCalled)
def call(session: Session, entry: Entry, fact: HelpCalled) -> list[str]:
    session.add(
        HelpCallRow(
            stream=entry.stream,
            id=fact.call,
            person=fact.person,
            kind=fact.kind,
            note=fact.note,
            state="waiting",
            position=entry.seq,
            at=entry.at,
        )
    )
    return [_key(fact.call)]


@projects(CallTaken)
def take(session: Session, entry: Entry, fact: CallTaken) -> list[str]:
    row = session.get_one(HelpCallRow, (entry.stream, fact.call))
    row.state, row.taken_by, row.taken_at = "taken", entry.actor, entry.at
    return [_key(fact.call)]


@projects(CallClosed)
def close(session: Session, entry: Entry, fact: CallClosed) -> list[str]:
    row = session.get_one(HelpCallRow, (entry.stream, fact.call))
    row.state, row.done_at = "done", entry.at
    return [_key(fact.call)]


@projects(BroadcastSent)
def broadcast(session: Session, entry: Entry, fact: BroadcastSent) -> list[str]:
    row = BroadcastRow(stream=entry.stream, id=fact.broadcast, text=fact.text, by=entry.actor, at=entry.at)
    row.until = fact.until
    session.merge(row)
    return ["broadcast/now"]


@projects(BroadcastEnded)
def end_broadcast(session: Session, entry: Entry, _fact: BroadcastEnded) -> list[str]:
    session.execute(delete(BroadcastRow).where(BroadcastRow.stream == entry.stream))
    return ["broadcast/now"]


@projects(LineSaid)
def say(session: Session, entry: Entry, fact: LineSaid) -> list[str]:
    session.add(
        LineRow(
            stream=entry.stream,
            id=fact.message,
            by=entry.actor,
            text=fact.text,
            readers=fact.to,
            position=entry.seq,
            at=entry.at,
        )
    )
    return [f"line/{fact.message}"]


def _key(call: str) -> str:
    return f"calls/{call}"
