"""Documents, their passages with all revisions, and what was remarked on them."""

from typing import Any

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from icabinet.database import Base, Json
from icabinet.journal.tables import Projected


class DocumentRow(Projected, Base):
    """state: draft, circulated, issued. content: what an issued one says. forwarded: [{meeting, item, at}]."""

    __tablename__ = "documents"
    __table_args__ = (Index("documents_by_number", "body", "kind", "year", "number"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    body: Mapped[str]
    about: Mapped[str]
    item: Mapped[str | None]
    state: Mapped[str]
    revision: Mapped[int]
    by: Mapped[str]
    at: Mapped[int] = mapped_column(BigInteger)
    closes_at: Mapped[int | None] = mapped_column(BigInteger)
    circulated_at: Mapped[int | None] = mapped_column(BigInteger)
    issued_at: Mapped[int | None] = mapped_column(BigInteger)
    number: Mapped[int | None]
    year: Mapped[int | None]
    symbol: Mapped[str]
    content: Mapped[dict[str, Any] | None] = mapped_column(Json)
    seq: Mapped[int | None]
    head: Mapped[str]
    forwarded: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    approved: Mapped[dict[str, Any] | None] = mapped_column(Json)


class PassageRow(Projected, Base):
    """A passage as it is now. revision: number of the entry that wrote it; drafted: as the journal has it, by no hand.

    One that was removed stays as `gone`, so that the journal does not bring it back.
    """

    __tablename__ = "passages"

    document: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[int]
    title: Mapped[str]
    text: Mapped[str]
    revision: Mapped[int]
    drafted: Mapped[bool]
    gone: Mapped[bool]
    by: Mapped[str]
    at: Mapped[int] = mapped_column(BigInteger)


class RevisionRow(Projected, Base):
    """What a passage once said. number: of the entry."""

    __tablename__ = "revisions"

    document: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    text: Mapped[str]
    by: Mapped[str]
    at: Mapped[int] = mapped_column(BigInteger)


class RemarkRow(Projected, Base):
    """state: open, taken, declined."""

    __tablename__ = "remarks"

    id: Mapped[str] = mapped_column(primary_key=True)
    document: Mapped[str]
    key: Mapped[str]
    text: Mapped[str]
    by: Mapped[str]
    at: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[str]
    reply: Mapped[str]
    answered_by: Mapped[str]
    answered_at: Mapped[int | None] = mapped_column(BigInteger)
