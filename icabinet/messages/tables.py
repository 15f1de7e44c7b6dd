"""Calls for help, what is said to all, and what chair and secretaries say to each other."""

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from icabinet.database import Base, Json
from icabinet.journal.tables import Projected


class HelpRow(Projected, Base):
    """What may be called for in the meeting; without a row it is all that screens have words for."""

    __tablename__ = "help_offers"

    kinds: Mapped[list[str]] = mapped_column(Json)


class HelpCallRow(Projected, Base):
    """`position`: the number of its entry."""

    __tablename__ = "help_calls"

    id: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str]
    kind: Mapped[str]
    note: Mapped[str]
    state: Mapped[str] = mapped_column(default="waiting")
    position: Mapped[int]
    at: Mapped[int] = mapped_column(BigInteger)
    taken_by: Mapped[str | None]
    taken_at: Mapped[int | None] = mapped_column(BigInteger)
    done_at: Mapped[int | None] = mapped_column(BigInteger)


class BroadcastRow(Projected, Base):
    """The last word to everybody."""

    __tablename__ = "broadcasts"

    id: Mapped[str]
    text: Mapped[str]
    by: Mapped[str]
    at: Mapped[int] = mapped_column(BigInteger)
    until: Mapped[int | None] = mapped_column(BigInteger)


class LineRow(Projected, Base):
    """`readers`: the persons who may read it."""

    __tablename__ = "line_messages"

    id: Mapped[str] = mapped_column(primary_key=True)
    by: Mapped[str]
    text: Mapped[str]
    readers: Mapped[list[str]] = mapped_column(Json)
    position: Mapped[int]
    at: Mapped[int] = mapped_column(BigInteger)
