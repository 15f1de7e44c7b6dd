"""Votes, voters, ballots."""

from typing import Any

from sqlalchemy import BigInteger, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from icabinet.database import Base, Json
from icabinet.journal.tables import Projected


class PollRow(Projected, Base):
    __tablename__ = "polls"

    id: Mapped[str] = mapped_column(primary_key=True)
    item: Mapped[str | None]
    question: Mapped[str]
    secret: Mapped[bool]
    rule: Mapped[dict[str, Any]] = mapped_column(Json)
    state: Mapped[str] = mapped_column(default="prepared")
    received: Mapped[int] = mapped_column(default=0)
    entitled: Mapped[int] = mapped_column(default=0)
    all_members: Mapped[int] = mapped_column(default=0)
    public_key: Mapped[str | None]
    result: Mapped[dict[str, Any] | None] = mapped_column(Json)
    by: Mapped[str]
    at: Mapped[int] = mapped_column(BigInteger)
    opened_at: Mapped[int | None] = mapped_column(BigInteger)
    closed_at: Mapped[int | None] = mapped_column(BigInteger)


class VoterRow(Projected, Base):
    """Somebody entitled in a vote, as it stood at the opening; `choice` only in a named one."""

    __tablename__ = "voters"

    poll: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    voted_at: Mapped[int | None] = mapped_column(BigInteger)
    choice: Mapped[str | None]


class SealedBallotRow(Base):
    """A sealed ballot without name, time or order. Not projected: it never enters the journal."""

    __tablename__ = "sealed_ballots"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLAlchemy's own form

    id: Mapped[str] = mapped_column(primary_key=True)
    stream: Mapped[str]
    poll: Mapped[str]
    envelope: Mapped[bytes] = mapped_column(LargeBinary)
