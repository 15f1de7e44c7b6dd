"""Questions about comments that other rooms of the house may ask."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.comments.tables import CommentRow, ThreadRow
from icabinet.database import portions


def threads_on(session: Session, stream: str, paper: str) -> list[str]:
    """Return the keys of all records of threads on the paper."""
    rows = session.scalars(select(ThreadRow).where(ThreadRow.stream == stream, ThreadRow.paper == paper))
    return keys_of(session, list(rows))


def keys_of(session: Session, threads: Sequence[ThreadRow]) -> list[str]:
    """Return the keys of all records of these threads, which are of one stream."""
    keys = [f"threads/{thread.mark}" for thread in threads]
    for some in portions([thread.mark for thread in threads]):
        of_these = (CommentRow.stream == threads[0].stream, CommentRow.mark.in_(some))
        keys.extend(f"comments/{comment}" for comment in session.scalars(select(CommentRow.id).where(*of_these)))
    return keys
