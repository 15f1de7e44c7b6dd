"""Lawful erasure: the bodies of entries go, their envelopes and hashes stay, and a later entry says who and why.

The chain covers a body by its hash alone, so it holds without it. What must not happen is that a body goes and nobody
has said so: `reading.verify` looks for the entry that tells of it.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from icabinet.journal.facts import KINDS, Erasing
from icabinet.journal.tables import AnswerRow, EntryRow

Span = tuple[int, int]


def erasing_names() -> set[str]:
    """Return the names of the facts that tell of erasures."""
    return {name for (name, _), kind in KINDS.items() if issubclass(kind.shape, Erasing)}


def spans_before(session: Session, stream: str, seq: int) -> list[Span]:
    """Return the spans of all entries up to a number, but for those that tell of earlier erasures."""
    told = select(EntryRow.seq).where(EntryRow.stream == stream, EntryRow.name.in_(erasing_names()))
    kept = sorted(session.scalars(told.where(EntryRow.seq <= seq)))
    edges = [0, *kept, seq + 1]
    return [(first + 1, last - 1) for first, last in pairwise(edges) if first + 1 <= last - 1]


def blank(session: Session, stream: str, spans: Sequence[Span]) -> None:
    """Take the bodies of these entries away, and what was answered to those who caused entries of the stream."""
    for first, last in spans:
        mine = (EntryRow.stream == stream, EntryRow.seq.between(first, last))
        session.execute(update(EntryRow).where(*mine).values(body=None, touched=[]))
    session.execute(delete(AnswerRow).where(AnswerRow.stream == stream))


def untold(rows: Iterable[EntryRow], missing: Sequence[int]) -> int | None:
    """Return the first of these entries without a body of whose erasure none of the `rows` tells; None if all do."""
    names = erasing_names()
    told = [
        (row.seq, msgspec.json.decode(row.body)["spans"]) for row in rows if row.name in names and row.body is not None
    ]
    return next(
        (seq for seq in missing if not any(at > seq and _covers(spans, seq) for at, spans in told)),
        None,
    )


def _covers(spans: Iterable[Span], seq: int) -> bool:
    return any(first <= seq <= last for first, last in spans)
