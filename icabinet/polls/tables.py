"""Votes, voters, ballots."""

from typing import Any

from sqlalchemy import BigInteger, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from icabinet.database import Base, Json
from icabinet.journal.tables import Projected


class PollRow(Projected, Base):
    """rule, shape, ways, electorate: as the facts hold them.

    keys: who keeps one, {needed, holders: [{person, public_key, given}]}; here: who was present when voting ended.
    """

    __tablename__ = "polls"

    id: Mapped[str] = mapped_column(primary_key=True)
    item: Mapped[str | None]
    question: Mapped[str]
    secret: Mapped[bool]
    analog: Mapped[bool] = mapped_column(default=False)
    rule: Mapped[dict[str, Any]] = mapped_column(Json)
    shape: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    ways: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    electorate: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    repeats: Mapped[str | None]
    state: Mapped[str] = mapped_column(default="prepared")
    announced: Mapped[bool] = mapped_column(default=False)
    received: Mapped[int] = mapped_column(default=0)
    entitled: Mapped[int] = mapped_column(default=0)
    all_members: Mapped[int] = mapped_column(default=0)
    all_weights: Mapped[int | None] = mapped_column(BigInteger)
    recused: Mapped[list[str]] = mapped_column(Json, default=list)
    left_out: Mapped[list[str]] = mapped_column(Json, default=list)
    held: Mapped[dict[str, str]] = mapped_column(Json, default=dict)
    paper: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list)
    public_key: Mapped[str | None]
    keys: Mapped[dict[str, Any] | None] = mapped_column(Json)
    here: Mapped[list[str] | None] = mapped_column(Json)
    result: Mapped[dict[str, Any] | None] = mapped_column(Json)
    by: Mapped[str]
    at: Mapped[int] = mapped_column(BigInteger)
    opened_at: Mapped[int | None] = mapped_column(BigInteger)
    closes_at: Mapped[int | None] = mapped_column(BigInteger)
    closed_at: Mapped[int | None] = mapped_column(BigInteger)


class VoterRow(Projected, Base):
    """Somebody entitled in a vote, as it stood at the opening; `choice` and `opinion` only in a named one.

    held_by: who casts the ballot; weight in millionths; paper: the desk read the ballot from a paper.
    """

    __tablename__ = "voters"

    poll: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    held_by: Mapped[str]
    weight: Mapped[int] = mapped_column(BigInteger)
    voted_at: Mapped[int | None] = mapped_column(BigInteger)
    choice: Mapped[str | None]
    opinion: Mapped[str | None]
    paper: Mapped[bool] = mapped_column(default=False)


class ReadyRow(Projected, Base):
    """Who said to be ready for a vote that is announced."""

    __tablename__ = "readiness"

    poll: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)


class SealedBallotRow(Base):
    """A sealed ballot without name, time or order. Not projected: it never enters the journal."""

    __tablename__ = "sealed_ballots"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLAlchemy's own form

    id: Mapped[str] = mapped_column(primary_key=True)
    stream: Mapped[str]
    poll: Mapped[str]
    envelope: Mapped[bytes] = mapped_column(LargeBinary)
