"""How far a stream is while a batch goes on: read once, moved by each entry, written once."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from sqlalchemy import Table, bindparam, insert, select, update
from sqlalchemy.orm import Session

from icabinet.journal import chain
from icabinet.journal.tables import StreamRow

_STREAMS = cast("Table", StreamRow.__table__)
_READ = select(StreamRow.last_seq, StreamRow.last_at, StreamRow.head)
_MOVE = update(_STREAMS).where(_STREAMS.c.id == bindparam("stream"))


@dataclass(slots=True)
class Head:
    """The number, time (ms) and hash of a stream's last entry."""

    stream: str
    seq: int = 0
    at: int = 0
    hash: bytes = chain.START
    is_new: bool = True
    is_moved: bool = False

    def move_to(self, seq: int, at: int, link: bytes) -> None:
        self.seq, self.at, self.hash, self.is_moved = seq, at, link, True


def read_head(session: Session, stream: str) -> Head:
    """Return the stream's head; a new one for a stream that has no entry yet."""
    found = session.execute(_READ.where(StreamRow.id == stream)).one_or_none()
    return Head(stream) if found is None else Head(stream, *found, is_new=False)


def write_heads(session: Session, heads: Iterable[Head]) -> None:
    """Write those that have moved."""
    moved = [head for head in heads if head.is_moved]
    new = [{"id": head.stream, **_values(head)} for head in moved if head.is_new]
    known = [{"stream": head.stream, **_values(head)} for head in moved if not head.is_new]
    if new:
        session.connection().execute(insert(_STREAMS), new)
    if known:
        session.connection().execute(_MOVE, known)
    for head in moved:
        head.is_new = head.is_moved = False


def _values(head: Head) -> dict[str, object]:
    return {"last_seq": head.seq, "last_at": head.at, "head": head.hash}
