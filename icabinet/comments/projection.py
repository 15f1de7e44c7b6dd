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
from icabinet.comments.sight import circle_of, views_of_marks
from icabinet.comments.tables import CommentRow, ThreadRow
from icabinet.database import portions
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
            circle=fact.circle,
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
    """A thread goes with its mark; one of the meeting that is not settled stays for the desk to see."""
    found: list[ThreadRow] = []
    for some in portions(list(getattr(fact, "strokes", []))):
        theirs = (ThreadRow.stream == entry.stream, ThreadRow.mark.in_(some), ThreadRow.gone.is_(False))
        found.extend(session.scalars(select(ThreadRow).where(*theirs)))
    for thread in found:
        thread.erased = True
        is_private = bool(thread.circle) or not entry.stream.startswith("meeting:")
        thread.gone = thread.resolved_at is not None or is_private
    return keys_of(session, found)


@follows("meetings.participant_added")
@follows("meetings.participant_removed")
def widen(session: Session, entry: Entry, _fact: Fact) -> list[str]:
    """Somebody's part has changed: a mark that is for a circle is perhaps for them now, or no longer."""
    theirs = (ThreadRow.stream == entry.stream, ThreadRow.gone.is_(False))
    rows = [row for row in session.scalars(select(ThreadRow).where(*theirs)) if row.circle]
    marks = views_of_marks(session, entry.stream, {row.mark for row in rows}) if rows else {}
    changed = []
    for row in rows:
        now = circle_of(marks.get(row.mark, []))
        if set(now) != set(row.circle):
            # Whoever has seen it must hear of its end one day.
            row.circle = list(dict.fromkeys([*row.circle, *now]))
            changed.append(row)
    return keys_of(session, changed)


def _thread_key(mark: str) -> str:
    return f"threads/{mark}"


def _comment_key(comment: str) -> str:
    return f"comments/{comment}"
