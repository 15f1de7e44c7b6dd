"""Who sees a mark: the one rule, asked by records, by what is written down with a mark, and by whoever touches one.

A mark is seen by whoever sees its paper; one that is for some people only by those of them who do, and by nobody else,
the desk included. Where the shared layer is hidden, what is on it is seen by its author and the desk.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session, SessionTransaction

from icabinet.ink import rules
from icabinet.ink.tables import ErasedRow, LayerRow, Readers, StrokeRow
from icabinet.journal.records import DESK, EVERYONE, Views, family_of, person_tag
from icabinet.meetings.queries import participants_of
from icabinet.papers.rights import reads, restriction_of, views_of
from icabinet.people.policy import DESK_ROLES

Mark = StrokeRow | ErasedRow
_LAYERS = "ink_layers"


def layer_of(session: Session, stream: str) -> LayerRow | None:
    """Return what is said of the meeting's shared layer; read once for a session, for a batch draws much ink."""
    kept: dict[str, LayerRow | None] = session.info.setdefault(_LAYERS, {})
    if stream not in kept:
        kept[stream] = session.get(LayerRow, stream) if family_of(stream) == "meeting" else None
    return kept[stream]


def forget(session: Session) -> None:
    """A row came in this session: what was read holds no longer."""
    session.info.pop(_LAYERS, None)


@event.listens_for(Session, "after_soft_rollback")
def _forget_undone(session: Session, _undone: SessionTransaction) -> None:
    """What a turn wrote that failed never was."""
    forget(session)


def sight_of(session: Session, row: StrokeRow) -> list[str]:
    """Return the tags of those who see a mark that is for some people only, by how everything is now; sorted."""
    hidden = _hidden_at(session, row) is not None
    now = set()
    for part in participants_of(session, row.stream.partition(":")[2]):
        own = part.person == row.by
        named = own or rules.is_for(row.to, part.person, part.unit)
        shown = own or not hidden or part.role in DESK_ROLES
        if named and shown and reads(session, row.stream, row.paper, part.person, part.role):
            now.add(person_tag(part.person))
    return sorted(now)


def views(session: Session, mark: Mark, body: dict[str, Any] | None, made_at: int | None = None) -> Views:
    """Return who sees what of a mark, or of what was said about it (`made_at`, ms); `body` is None once it is gone.

    Whoever has lost it hears, once, that it is gone; whom it was never for, never.
    """
    at = mark.at if made_at is None else made_at
    if mark.readers is not None:
        return views_of(session, mark.readers, body, at)
    paper, hidden_at = restriction_of(session, mark.stream, mark.paper), _hidden_at(session, mark)
    if hidden_at is not None:
        shown = _hidden(paper.readers if paper else {EVERYONE: None}, mark.by, hidden_at)
        return views_of(session, shown, body, at)
    if paper is None:
        return [(EVERYONE, body)] if body else []
    return views_of(session, {DESK: None, **paper.readers}, body, at)


def sees(mark: StrokeRow, person: str) -> bool:
    """Whether a mark is this person's to know of, so far as it is for some people only."""
    return mark.readers is None or mark.by == person or mark.readers.get(person_tag(person), 0) is None


def _hidden(readers: Mapping[str, int | None], author: str, hidden_at: int) -> Readers:
    """Narrow down who sees what is on a paper to the desk and the author; the author for as long as they read it."""
    seen: Readers = {tag: _sooner(until, hidden_at) for tag, until in readers.items()}
    own = person_tag(author)
    untils = [readers[tag] for tag in (own, EVERYONE) if tag in readers]
    if untils:
        seen[own] = None if None in untils else max(until for until in untils if until is not None)
    return {DESK: None, **seen}


def _sooner(until: int | None, end: int) -> int:
    return end if until is None else min(until, end)


def _hidden_at(session: Session, mark: Mark) -> int | None:
    """Since when the mark is hidden (ms), None for one that is not."""
    layer = layer_of(session, mark.stream)
    return layer.hidden_at if layer is not None and mark.layer == rules.SHARED else None
