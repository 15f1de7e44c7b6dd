"""The journal's own tables: streams, their entries, and the answers that a retry gets again."""

from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from icabinet.database import Base, Json


class StreamRow(Base):
    """One journal. The row is the lock: whoever holds it may number the next entry."""

    __tablename__ = "streams"

    id: Mapped[str] = mapped_column(primary_key=True)
    last_seq: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[int] = mapped_column(BigInteger, default=0)
    head: Mapped[bytes] = mapped_column(LargeBinary(32), default=bytes(32))


class EntryRow(Base):
    """One numbered fact. Never updated; `body` may be null once lawfully erased, the chain stays whole."""

    __tablename__ = "entries"

    stream: Mapped[str] = mapped_column(ForeignKey("streams.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str]
    version: Mapped[int]
    at: Mapped[int] = mapped_column(BigInteger)
    actor: Mapped[str]
    cause: Mapped[str]
    body: Mapped[str | None] = mapped_column(Text)
    body_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    touched: Mapped[list[str]] = mapped_column(Json)


class AnswerRow(Base):
    """What an action was answered. Kept by actor and id, so that nothing happens twice."""

    __tablename__ = "answers"
    __table_args__ = (Index("answers_by_stream", "stream"),)

    actor: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    stream: Mapped[str]
    request: Mapped[bytes] = mapped_column(LargeBinary(32))
    seq: Mapped[int]
    data: Mapped[Any] = mapped_column(Json, nullable=True)


class Projected:
    """Mixin of every table that facts write: rows belong to a stream, and replay can rebuild them."""

    __tablename__: Any

    # First in every key, so that a stream's rows lie together.
    stream: Mapped[str] = mapped_column(primary_key=True, sort_order=-1)
