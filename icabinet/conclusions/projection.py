"""How each fact changes conclusions. Nothing else writes them."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from icabinet.conclusions.facts import (
    ConclusionFileAdded,
    ConclusionFileRemoved,
    ConclusionRecorded,
    ConclusionRemoved,
)
from icabinet.conclusions.tables import GENERAL, ConclusionFileRow, ConclusionRow
from icabinet.journal.facts import Entry, Fact, follows, projects


@projects(ConclusionRecorded)
def record(session: Session, entry: Entry, fact: ConclusionRecorded) -> list[str]:
    before = session.get(ConclusionRow, (entry.stream, fact.item or GENERAL))
    since = before.announced_at if before and not before.gone else None
    session.merge(
        ConclusionRow(
            stream=entry.stream,
            item=fact.item or GENERAL,
            text=fact.text,
            revision=fact.revision,
            by=entry.actor,
            at=entry.at,
            announced_at=(since or entry.at) if fact.announced else None,
            shown=fact.announced or (before is not None and before.shown),
            gone=False,
        )
    )
    return [_key(fact.item)]


@projects(ConclusionFileAdded)
def add_file(session: Session, entry: Entry, fact: ConclusionFileAdded) -> list[str]:
    row = ConclusionFileRow(stream=entry.stream, id=fact.file, item=fact.item or GENERAL, position=entry.seq)
    row.filename, row.sha, row.size = fact.filename, fact.sha, fact.size
    session.add(row)
    return [_key(fact.item)]


@projects(ConclusionFileRemoved)
def remove_file(session: Session, entry: Entry, fact: ConclusionFileRemoved) -> list[str]:
    row = session.get_one(ConclusionFileRow, (entry.stream, fact.file))
    session.delete(row)
    return [_key(row.item)]


@projects(ConclusionRemoved)
def remove(session: Session, entry: Entry, fact: ConclusionRemoved) -> list[str]:
    return _forget(session, entry, fact.item)


@follows("agenda.item_removed")
def forget(session: Session, entry: Entry, fact: Fact) -> list[str]:
    """With the item goes what was concluded on it."""
    return _forget(session, entry, getattr(fact, "item", ""))


def _forget(session: Session, entry: Entry, item: str | None) -> list[str]:
    row = session.get(ConclusionRow, (entry.stream, item or GENERAL))
    if row is None or row.gone:
        return []
    with_it = ConclusionFileRow.stream == entry.stream, ConclusionFileRow.item == row.item
    session.execute(delete(ConclusionFileRow).where(*with_it))
    row.text, row.gone, row.announced_at = "", True, None
    row.revision, row.by, row.at = row.revision + 1, entry.actor, entry.at
    return [_key(item)]


def _key(item: str | None) -> str:
    return f"conclusions/{item or GENERAL}"
