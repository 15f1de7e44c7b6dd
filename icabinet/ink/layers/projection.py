"""How it changes who sees which marks. Nothing else writes the layer's table.

Who sees a mark that is for some people only is written down with it, and again whenever that may change: with the
layer, with who may read its paper, or with somebody's part in the meeting. This room is furnished after the papers'
restrictions, so that those are right by then.
"""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.ink.layers.facts import LayerSet
from icabinet.ink.sight import forget, layer_of, sight_of
from icabinet.ink.tables import LayerRow, StrokeRow
from icabinet.journal.facts import Entry, Fact, follows, projects

KEY = "ink/layer"


@projects(LayerSet)
def set_layer(session: Session, entry: Entry, fact: LayerSet) -> list[str]:
    before = layer_of(session, entry.stream)
    hidden_at = before.hidden_at if before else None
    row = before or LayerRow(stream=entry.stream)
    row.hidden_at, row.frozen = (hidden_at or entry.at) if fact.hidden else None, fact.frozen
    if before is None:
        session.add(row)
        session.flush()
        forget(session)
    if row.hidden_at == hidden_at:
        return [KEY]
    _refit(session, entry, _addressed(session, entry.stream))
    shared = select(StrokeRow.id).where(StrokeRow.stream == entry.stream, StrokeRow.layer == "")
    return [KEY, *(f"strokes/{stroke}" for stroke in session.scalars(shared.order_by(StrokeRow.id)))]


@follows("meetings.participant_added")
@follows("meetings.participant_removed")
def refit(session: Session, entry: Entry, _fact: Fact) -> list[str]:
    """Somebody's part has changed, and with it perhaps their unit, or what they may read."""
    return _refit(session, entry, _addressed(session, entry.stream))


@follows("papers.restricted")
@follows("papers.released")
def refit_on(session: Session, entry: Entry, fact: Fact) -> list[str]:
    """A paper is for others now, and so is what is on it."""
    paper = getattr(fact, "paper", "")
    return _refit(session, entry, [row for row in _addressed(session, entry.stream) if row.paper == paper])


def _addressed(session: Session, stream: str) -> list[StrokeRow]:
    found = select(StrokeRow).where(StrokeRow.stream == stream, StrokeRow.readers.is_not(None))
    return list(session.scalars(found.order_by(StrokeRow.id)))


def _refit(session: Session, entry: Entry, rows: Iterable[StrokeRow]) -> list[str]:
    """Write down who sees these marks now, and who does no longer; return the keys of those where that has changed."""
    changed = []
    for row in rows:
        now, before = sight_of(session, row), row.readers or {}
        gone = {tag: entry.at if until is None else until for tag, until in before.items() if tag not in now}
        readers = gone | dict.fromkeys(now)
        if readers != before:
            row.readers = readers
            changed.append(f"strokes/{row.id}")
    return changed
