"""Who sees a thread: whoever sees its mark, by the one rule of ink; when that is erased, the desk."""

from collections.abc import Collection
from typing import Any

from sqlalchemy.orm import Session

from icabinet.comments.tables import ThreadRow
from icabinet.ink.queries import marks_of, views_of_mark
from icabinet.journal.records import DESK, EVERYONE, Views, person_tag
from icabinet.meetings.queries import participants_of
from icabinet.papers.rights import restriction_of, views
from icabinet.people.policy import DESK_ROLES, NOTEBOOK_ROLES

Marks = dict[str, Any]


def marks_under(session: Session, stream: str, threads: Collection[ThreadRow]) -> Marks:
    """Return the marks of these threads, also those that are gone and were not for everybody."""
    return marks_of(session, stream, {thread.mark for thread in threads})


def seen(session: Session, thread: ThreadRow, body: dict[str, Any] | None, made_at: int, marks: Marks) -> Views:
    """Return who sees what of a thread or of something in it; None: it is gone. `marks`: its mark among others."""
    if thread.erased and body is not None:
        return [(DESK, body), *(_mark(session, thread, None, made_at, marks) or [(EVERYONE, None)])]
    return _mark(session, thread, body, made_at, marks)


def may_see(found: Views, person: str, role: str | None) -> bool:
    """Whether something with these views is there for this person."""
    tags = {person_tag(person), EVERYONE, *([DESK] if role in DESK_ROLES else [])}
    return next((body is not None for tag, body in found if tag in tags), False)


def readers(session: Session, meeting: str, mark: Views) -> set[str]:
    """Return the persons at tablets who see a mark of the meeting."""
    parts = participants_of(session, meeting)
    return {part.person for part in parts if part.role in NOTEBOOK_ROLES and may_see(mark, part.person, part.role)}


def _mark(session: Session, thread: ThreadRow, body: dict[str, Any] | None, made_at: int, marks: Marks) -> Views:
    mark = marks.get(thread.mark)
    if mark is not None:
        return views_of_mark(session, mark, body, made_at)
    return views(session, restriction_of(session, thread.stream, thread.paper), body, made_at)
