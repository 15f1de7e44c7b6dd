"""Who sees a thread: whoever sees its mark, by the rule of ink, and the paper, by the rule of papers.

A mark that is not for the whole meeting has a circle: the tags of those whom it is for. While it is there, its own
views say who that is; the circle says who must hear that the thread is gone once it is.
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy.orm import Session

from icabinet.comments.tables import ThreadRow
from icabinet.ink.records import strokes
from icabinet.journal.records import DESK, EVERYONE, Views, person_tag
from icabinet.meetings.queries import participants_of
from icabinet.papers.rights import restriction_of, views
from icabinet.people.policy import DESK_ROLES, NOTEBOOK_ROLES


def views_of_marks(session: Session, stream: str, marks: Collection[str]) -> dict[str, Views]:
    """Return who sees which of these marks."""
    return {mark: seen for mark, seen in strokes(session, stream, marks) if mark in marks}


def circle_of(mark: Views) -> list[str]:
    """Return the tags of those whom a mark is for if it is not for the meeting, else nothing."""
    tags = [tag for tag, body in mark if body is not None]
    return [] if EVERYONE in tags or DESK in tags else tags


def seen(session: Session, thread: ThreadRow, body: dict[str, Any] | None, made_at: int, mark: Views) -> Views:
    """Return who sees what of a thread or of something in it; None: it is gone. `mark`: its mark's views."""
    if thread.circle:
        shown: Views = [(tag, body) for tag in circle_of(mark)] if body is not None else []
        return [*shown, *((tag, None) for tag in thread.circle if tag not in dict(shown))]
    restriction = restriction_of(session, thread.stream, thread.paper)
    if thread.erased and body is not None:
        return [(DESK, body), *(views(session, restriction, None, made_at) or [(EVERYONE, None)])]
    return views(session, restriction, body, made_at)


def may_see(found: Views, person: str, role: str | None) -> bool:
    """Whether something with these views is there for this person."""
    tags = {person_tag(person), EVERYONE, *([DESK] if role in DESK_ROLES else [])}
    return next((body is not None for tag, body in found if tag in tags), False)


def readers(session: Session, meeting: str, mark: Views) -> set[str]:
    """Return the persons at tablets who see a mark of the meeting."""
    parts = participants_of(session, meeting)
    return {part.person for part in parts if part.role in NOTEBOOK_ROLES and may_see(mark, part.person, part.role)}
