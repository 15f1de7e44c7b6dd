"""Slips, and who is asked by each."""

from typing import Any

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from icabinet.database import Base, Json
from icabinet.journal.tables import Projected


class SlipRow(Projected, Base):
    """questions, ways, rule, result: as the facts hold them. The id is that of the meeting in writing.

    takes_late: as in ways, to be looked for; extensions: {from, to, reason, by, at} of each.
    """

    __tablename__ = "slips"
    __table_args__ = (Index("slips_by_state", "state", "deadline_at"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str]
    explanation: Mapped[str]
    questions: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    ways: Mapped[dict[str, Any]] = mapped_column(Json)
    rule: Mapped[dict[str, Any]] = mapped_column(Json)
    chair: Mapped[str | None]
    state: Mapped[str]
    deadline_at: Mapped[int] = mapped_column(BigInteger)
    takes_late: Mapped[bool]
    remind_at: Mapped[int | None] = mapped_column(BigInteger)
    extensions: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list)
    asked: Mapped[int] = mapped_column(default=0)
    answered: Mapped[int] = mapped_column(default=0)
    all_members: Mapped[int] = mapped_column(default=0)
    all_weights: Mapped[int] = mapped_column(BigInteger, default=0)
    result: Mapped[dict[str, Any] | None] = mapped_column(Json)
    reason: Mapped[str] = mapped_column(default="")
    reported: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list)
    by: Mapped[str]
    at: Mapped[int] = mapped_column(BigInteger)
    sent_at: Mapped[int | None] = mapped_column(BigInteger)
    closed_at: Mapped[int | None] = mapped_column(BigInteger)


class ReplyRow(Projected, Base):
    """Somebody who is asked, from the sending on; answers: null until there are any. weight in millionths.

    by: who answered for the member, or ""; voices: whoever did so at any time.
    """

    __tablename__ = "replies"
    __table_args__ = (Index("replies_by_person", "person", "answered_at"),)

    person: Mapped[str] = mapped_column(primary_key=True)
    rank: Mapped[int]
    name: Mapped[str]
    weight: Mapped[int] = mapped_column(BigInteger)
    answers: Mapped[list[dict[str, Any]] | None] = mapped_column(Json)
    answered_at: Mapped[int | None] = mapped_column(BigInteger)
    late: Mapped[bool] = mapped_column(default=False)
    by: Mapped[str] = mapped_column(default="")
    voices: Mapped[list[str]] = mapped_column(Json, default=list)
    reminders: Mapped[int] = mapped_column(default=0)
    reminded_at: Mapped[int | None] = mapped_column(BigInteger)
