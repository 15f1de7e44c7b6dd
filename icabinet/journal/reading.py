"""Reading the journal back: entries in order, the proof of the chain, and replay (a test and a repair tool)."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from icabinet.database import Base
from icabinet.journal import chain, erasing
from icabinet.journal.batches import Told, told_together
from icabinet.journal.facts import KINDS, Entry, Fact, project
from icabinet.journal.tables import EntryRow, Projected, StreamRow


@dataclass(frozen=True)
class Verdict:
    """What verifying a stream found: the number of entries, the head's hash (hex), and the first fault."""

    stream: str
    entries: int
    head: str
    fault: str | None


def streams(session: Session) -> list[str]:
    return list(session.scalars(select(StreamRow.id).order_by(StreamRow.id)))


def rows(session: Session, stream: str) -> Iterator[EntryRow]:
    query = select(EntryRow).where(EntryRow.stream == stream).order_by(EntryRow.seq)
    yield from session.scalars(query.execution_options(yield_per=1000))


def entries(session: Session, stream: str) -> Iterator[Entry]:
    """Yield the stream's entries, oldest first, without those whose body was erased."""
    for row in rows(session, stream):
        if row.body is not None:
            yield _entry(row)


def entries_named(session: Session, stream: str, names: Collection[str]) -> Iterator[Entry]:
    """Yield the entries of these facts only, oldest first, without those whose body was erased."""
    query = select(EntryRow).where(EntryRow.stream == stream, EntryRow.name.in_(names)).order_by(EntryRow.seq)
    yield from (_entry(row) for row in session.scalars(query) if row.body is not None)


def told_since(session: Session, stream: str, since: int) -> list[Told]:
    """Return the entries after `since` as they can be told now."""
    query = select(EntryRow).where(EntryRow.stream == stream, EntryRow.seq > since).order_by(EntryRow.seq)
    return told_together(session, stream, [_entry(row) for row in session.scalars(query)])


def verify(session: Session, stream: str) -> Verdict:
    """Recompute every hash of the stream; the first entry that does not fit is named."""
    head, seq, missing = chain.START, 0, []
    for row in rows(session, stream):
        seq += 1
        if row.body is None:
            missing.append(seq)
        fault = _fault(row, head, seq)
        if fault:
            return Verdict(stream, seq, head.hex(), fault)
        head = row.hash
    if missing and (silent := _untold(session, stream, missing)):
        return Verdict(stream, seq, head.hex(), f"the body of entry {silent} is gone and nobody erased it")
    known = session.get_one(StreamRow, stream)
    agrees = (known.last_seq, known.head) == (seq, head)
    return Verdict(stream, seq, head.hex(), None if agrees else f"stream says {known.last_seq} entries")


def replay(session: Session, stream: str) -> None:
    """Empty the stream's projected tables and write them again from its entries."""
    for table in projected_tables():
        session.execute(delete(table).where(table.stream == stream))
    session.expunge_all()
    for entry in list(entries(session, stream)):
        project(session, entry)
        session.flush()


def projected_tables() -> list[type[Projected]]:
    """Every table that only facts write."""
    shapes = (mapper.class_ for mapper in Base.registry.mappers)
    return sorted((shape for shape in shapes if issubclass(shape, Projected)), key=lambda s: s.__tablename__)


def _untold(session: Session, stream: str, missing: list[int]) -> int | None:
    query = select(EntryRow).where(EntryRow.stream == stream, EntryRow.name.in_(erasing.erasing_names()))
    return erasing.untold(session.scalars(query), missing)


def _entry(row: EntryRow) -> Entry:
    kind = KINDS[row.name, row.version]
    fact = msgspec.json.decode(row.body, type=kind.shape) if row.body is not None else Fact()
    return Entry(
        stream=row.stream,
        seq=row.seq,
        at=row.at,
        actor=row.actor,
        cause=row.cause,
        kind=kind,
        fact=fact,
        touched=row.touched,
    )


def _fault(row: EntryRow, previous: bytes, seq: int) -> str | None:
    if row.seq != seq:
        return f"entry {seq} is missing"
    if row.body is not None and chain.body_hash(row.body.encode()) != row.body_hash:
        return f"the body of entry {seq} was changed"
    envelope = (row.stream, row.seq, row.name, row.version, row.at, row.actor, row.cause)
    if chain.link(previous, envelope, row.body_hash) != row.hash:
        return f"the envelope of entry {seq} was changed"
    return None
