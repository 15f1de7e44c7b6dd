"""How each fact changes threads and comments, and what follows for them from a mark's end. Nothing else writes them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.comments.facts import (
    CommentEdited,
    CommentWithdrawn,
    CommentWritten,
    ThreadOpened,
    ThreadReopened,
    ThreadResolved,
)
from icabinet.comments.queries import keys_of
from icabinet.comments.tables import CommentRow, ThreadRow
from icabinet.database import portions
from icabinet.ink.queries import marks_of
from icabinet.journal.facts import Entry, Fact, follows, projects


@projects(ThreadOpened)
def open_thread(session: Session, entry: Entry, fact: ThreadOpened) -> list[str]:
    session.merge(
        ThreadRow(
            stream=entry.stream,
            mark=fact.mark,
            paper=fact.paper,
            page=fact.page,
            author=fact.author,
            by=entry.actor,
            at=entry.at,
            last_at=entry.at,
            count=0,
            resolved_by=None,
            resolved_at=None,
            erased=False,
            gone=False,
        )
    )
    return [_thread_key(fact.mark)]


@projects(CommentWritten)
def write(session: Session, entry: Entry, fact: CommentWritten) -> list[str]:
    thread = session.get_one(ThreadRow, (entry.stream, fact.mark))
    thread.count, thread.last_at = thread.count + 1, entry.at
    session.add(
        CommentRow(
            stream=entry.stream,
            id=fact.comment,
            mark=fact.mark,
            by=entry.actor,
            position=entry.seq,
            text=fact.text,
            mentions=fact.mentions,
            at=entry.at,
            gone=False,
        )
    )
    return [_thread_key(fact.mark), _comment_key(fact.comment)]


@projects(CommentEdited)
def edit(session: Session, entry: Entry, fact: CommentEdited) -> list[str]:
    row = session.get_one(CommentRow, (entry.stream, fact.comment))
    row.text, row.mentions, row.edited_at = fact.text, fact.mentions, entry.at
    return [_comment_key(row.id)]


@projects(CommentWithdrawn)
def withdraw(session: Session, entry: Entry, fact: CommentWithdrawn) -> list[str]:
    row = session.get_one(CommentRow, (entry.stream, fact.comment))
    row.text, row.mentions, row.gone = "", [], True
    thread = session.get_one(ThreadRow, (entry.stream, row.mark))
    thread.count -= 1
    thread.gone = thread.count == 0
    return [_thread_key(row.mark), _comment_key(row.id)]


@projects(ThreadResolved)
def resolve(session: Session, entry: Entry, fact: ThreadResolved) -> list[str]:
    thread = session.get_one(ThreadRow, (entry.stream, fact.mark))
    thread.resolved_by, thread.resolved_at = entry.actor, entry.at
    thread.gone = thread.erased
    return keys_of(session, [thread]) if thread.gone else [_thread_key(fact.mark)]


@projects(ThreadReopened)
def reopen(session: Session, entry: Entry, fact: ThreadReopened) -> list[str]:
    thread = session.get_one(ThreadRow, (entry.stream, fact.mark))
    thread.resolved_by = thread.resolved_at = None
    return [_thread_key(fact.mark)]


@follows("ink.erased")
def outlive(session: Session, entry: Entry, fact: Fact) -> list[str]:
    """A thread goes with its mark; one of the whole meeting's that is not settled stays for the desk to see."""
    erased = list(getattr(fact, "strokes", []))
    found, marks = _standing(session, entry.stream, erased), marks_of(session, entry.stream, erased)
    for thread in found:
        mark = marks.get(thread.mark)
        is_for_some = not entry.stream.startswith("meeting:") or (mark is not None and mark.readers is not None)
        thread.erased = True
        thread.gone = thread.resolved_at is not None or is_for_some
    return keys_of(session, found)


@follows("ink.layer_set")
@follows("meetings.participant_added")
@follows("meetings.participant_removed")
def look_again(session: Session, entry: Entry, _fact: Fact) -> list[str]:
    """A mark is perhaps somebody else's to see now, and its thread with it."""
    return keys_of(session, _standing(session, entry.stream))


def _standing(session: Session, stream: str, marks: list[str] | None = None) -> list[ThreadRow]:
    """Return the threads of a stream, or of these marks, that somebody sees."""
    there = select(ThreadRow).where(ThreadRow.stream == stream, ThreadRow.gone.is_(False))
    if marks is None:
        return list(session.scalars(there))
    return [row for some in portions(marks) for row in session.scalars(there.where(ThreadRow.mark.in_(some)))]


def _thread_key(mark: str) -> str:
    return f"threads/{mark}"


def _comment_key(comment: str) -> str:
    return f"comments/{comment}"
