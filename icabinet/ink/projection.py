"""How each fact changes the marks. Nothing else writes them."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from icabinet.ink.facts import StrokeChanged, StrokeDrawn, StrokesCarried, StrokesErased
from icabinet.ink.packing import pack
from icabinet.ink.sight import layer_of, sight_of
from icabinet.ink.tables import ErasedRow, StrokeRow
from icabinet.journal.facts import Entry, projects
from icabinet.papers.rights import restrictions


@projects(StrokeDrawn)
def draw(session: Session, entry: Entry, fact: StrokeDrawn) -> list[str]:
    points = fact.points if isinstance(fact.points, str) else pack(fact.points)
    looks = {"tool": fact.tool, "colour": fact.colour, "width": fact.width, "points": points}
    says = {"text": fact.text, "to": fact.to, "layer": fact.layer}
    return [_add(session, entry, id=fact.stroke, paper=fact.paper, page=fact.page, by=entry.actor, **looks, **says)]


@projects(StrokeChanged)
def change(session: Session, entry: Entry, fact: StrokeChanged) -> list[str]:
    row = session.get_one(StrokeRow, (entry.stream, fact.stroke))
    for name in ("points", "colour", "width", "text"):
        value = getattr(fact, name)
        if value is not None:
            setattr(row, name, value)
    return [f"strokes/{row.id}"]


@projects(StrokesCarried)
def carry(session: Session, entry: Entry, fact: StrokesCarried) -> list[str]:
    return [_copy(session, entry, first, id=copy, paper=fact.paper, page=page) for first, copy, page in fact.strokes]


@projects(StrokesErased)
def erase(session: Session, entry: Entry, fact: StrokesErased) -> list[str]:
    gone = (StrokeRow.stream == entry.stream, StrokeRow.id.in_(fact.strokes))
    _remember(session, entry.stream, session.scalars(select(StrokeRow).where(*gone)))
    session.execute(delete(StrokeRow).where(*gone))
    return [f"strokes/{stroke}" for stroke in fact.strokes]


def _copy(session: Session, entry: Entry, first: str, **place: Any) -> str:
    row = session.get_one(StrokeRow, (entry.stream, first))
    looks = {"tool": row.tool, "colour": row.colour, "width": row.width, "points": row.points}
    return _add(session, entry, by=row.by, **looks, text=row.text, to=row.to, layer=row.layer, **place)


def _add(session: Session, entry: Entry, **mark: Any) -> str:
    row = StrokeRow(stream=entry.stream, at=entry.at, readers=None, **mark)
    if row.to:
        row.readers = dict.fromkeys(sight_of(session, row))
    session.add(row)
    return f"strokes/{row.id}"


def _remember(session: Session, stream: str, strokes: Iterable[StrokeRow]) -> None:
    """Keep for whom they were, of those that were not for everybody; an id may have been another mark's before."""
    restricted, layer = restrictions(session, stream), layer_of(session, stream)
    hides = layer is not None and layer.hidden_at is not None
    plain = []
    for row in strokes:
        if row.readers is not None or hides or row.paper in restricted:
            gone = {"paper": row.paper, "at": row.at, "by": row.by, "layer": row.layer, "readers": row.readers}
            session.merge(ErasedRow(stream=stream, id=row.id, **gone))
        else:
            plain.append(row.id)
    if plain:
        session.execute(delete(ErasedRow).where(ErasedRow.stream == stream, ErasedRow.id.in_(plain)))
