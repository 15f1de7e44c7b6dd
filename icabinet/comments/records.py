"""What people see of comments: a thread is for whoever sees its mark; when that is erased, for the desk."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.comments import rules
from icabinet.comments.sight import marks_under, seen
from icabinet.comments.tables import CommentRow, ThreadRow
from icabinet.journal.records import Views, records


@records("threads", "meeting", "notebook")
def threads(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    query = select(ThreadRow).where(ThreadRow.stream == stream)
    rows = list(session.scalars(query if ids is None else query.where(ThreadRow.mark.in_(ids))))
    marks = marks_under(session, stream, rows)
    for row in rows:
        body = None if row.gone else thread_record(row)
        yield row.mark, seen(session, row, body, row.at, marks)


@records("comments", "meeting", "notebook")
def comments(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    of_thread = (ThreadRow.stream == CommentRow.stream) & (ThreadRow.mark == CommentRow.mark)
    query = select(CommentRow, ThreadRow).join(ThreadRow, of_thread).where(CommentRow.stream == stream)
    found = session.execute(query if ids is None else query.where(CommentRow.id.in_(ids))).all()
    marks = marks_under(session, stream, [thread for _, thread in found])
    for row, thread in found:
        body = None if row.gone or thread.gone else comment_record(row)
        yield row.id, seen(session, thread, body, row.at, marks)


def thread_record(row: ThreadRow) -> dict[str, Any]:
    return {
        "mark": row.mark,
        "paper": row.paper,
        "page": row.page,
        "author": row.author,
        "by": row.by,
        "at": row.at,
        "last_at": row.last_at,
        "count": row.count,
        "state": state_of(row),
        "resolved_by": row.resolved_by,
        "resolved_at": row.resolved_at,
        "erased": row.erased,
        "shared": row.stream.startswith("meeting:"),
    }


def comment_record(row: CommentRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "mark": row.mark,
        "by": row.by,
        "position": row.position,
        "text": row.text,
        "mentions": row.mentions,
        "at": row.at,
        "edited_at": row.edited_at,
    }


def state_of(row: ThreadRow) -> str:
    return rules.OPEN if row.resolved_at is None else rules.RESOLVED
