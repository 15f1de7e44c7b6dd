"""Questions about ink that other rooms of the house may ask."""

from collections.abc import Callable, Collection
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.database import portions
from icabinet.ink.sight import Mark, views
from icabinet.ink.tables import ErasedRow, StrokeRow
from icabinet.journal.records import Views


def strokes_on(session: Session, stream: str, paper: str) -> list[str]:
    """Return the ids of all strokes on the paper."""
    return list(session.scalars(select(StrokeRow.id).where(StrokeRow.stream == stream, StrokeRow.paper == paper)))


def confidant() -> Callable[[str, str | None], bool]:
    """Return what says of a stream's entries, asked one after the other, which tell of marks that are for some only.

    It takes an entry's name and body. What is said about such a mark, and what is carried over of it, is theirs, too.
    """
    theirs: set[str] = set()

    def is_for_some(name: str, body: str | None) -> bool:
        if body is None or not name.startswith(("ink.", "comments.")):
            return False
        said = msgspec.json.decode(body)
        if name == "ink.carried":
            theirs.update(copy for first, copy, _ in said["strokes"] if first in theirs)
        about = {said[part] for part in ("stroke", "mark", "comment") if part in said}
        if said.get("to") or not theirs.isdisjoint(about):
            theirs.update(about)
            return True
        return False

    return is_for_some


def mark_of(session: Session, stream: str, mark: str) -> StrokeRow | None:
    """Return the mark of this id, None if there is none any more."""
    return session.get(StrokeRow, (stream, mark))


def marks_of(session: Session, stream: str, marks: Collection[str]) -> dict[str, Mark]:
    """Return these marks by id, also those that are gone, where it matters for whom they were."""
    found: dict[str, Mark] = {}
    for some in portions(list(marks)):
        gone = select(ErasedRow).where(ErasedRow.stream == stream, ErasedRow.id.in_(some))
        there = select(StrokeRow).where(StrokeRow.stream == stream, StrokeRow.id.in_(some))
        found |= {row.id: row for row in session.scalars(gone)} | {row.id: row for row in session.scalars(there)}
    return found


def views_of_mark(session: Session, mark: Mark, body: dict[str, Any] | None, made_at: int) -> Views:
    """Return who sees what belongs to a mark and was `made_at` a time (ms): whoever sees the mark."""
    return views(session, mark, body, made_at)
