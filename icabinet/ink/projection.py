"""How each fact changes the strokes. Nothing else writes them."""

from collections.abc import Collection, Iterable

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from icabinet.ink.facts import StrokeDrawn, StrokesCarried, StrokesErased
from icabinet.ink.tables import ErasedRow, StrokeRow
from icabinet.journal.facts import Entry, projects
from icabinet.papers.rights import restrictions


@projects(StrokeDrawn)
def draw(session: Session, entry: Entry, fact: StrokeDrawn) -> list[str]:
    session.add(
        StrokeRow(
            stream=entry.stream,
            id=fact.stroke,
            paper=fact.paper,
            page=fact.page,
            by=entry.actor,
            tool=fact.tool,
            colour=fact.colour,
            width=fact.width,
            points=fact.points,
            at=entry.at,
        )
    )
    return [f"strokes/{fact.stroke}"]


@projects(StrokesCarried)
def carry(session: Session, entry: Entry, fact: StrokesCarried) -> list[str]:
    for stroke, copy, page in fact.strokes:
        first = session.get_one(StrokeRow, (entry.stream, stroke))
        session.add(
            StrokeRow(
                stream=entry.stream,
                id=copy,
                paper=fact.paper,
                page=page,
                by=first.by,
                tool=first.tool,
                colour=first.colour,
                width=first.width,
                points=first.points,
                at=entry.at,
            )
        )
    return [f"strokes/{copy}" for _, copy, _ in fact.strokes]


@projects(StrokesErased)
def erase(session: Session, entry: Entry, fact: StrokesErased) -> list[str]:
    gone = (StrokeRow.stream == entry.stream, StrokeRow.id.in_(fact.strokes))
    if said := restrictions(session, entry.stream):
        _remember(session, session.scalars(select(StrokeRow).where(*gone)), said)
    session.execute(delete(StrokeRow).where(*gone))
    return [f"strokes/{stroke}" for stroke in fact.strokes]


def _remember(session: Session, strokes: Iterable[StrokeRow], restricted: Collection[str]) -> None:
    """Keep of which restricted papers they were; an id may have been another stroke's before."""
    for row in strokes:
        if row.paper in restricted:
            session.merge(ErasedRow(stream=row.stream, id=row.id, paper=row.paper, at=row.at))
        else:
            session.execute(delete(ErasedRow).where(ErasedRow.stream == row.stream, ErasedRow.id == row.id))
