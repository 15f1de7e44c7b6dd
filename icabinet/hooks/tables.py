"""Addresses that are told of events, and how each telling fared."""

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from icabinet.database import Base, Json


class HookRow(Base):
    """An address. body: of whose meetings it is told (None: of all), with those of the bodies `beneath`.

    serial: how often its secret was made anew; stopped_at: since when it is told nothing more.
    """

    __tablename__ = "hooks"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    url: Mapped[str]
    events: Mapped[list[str]] = mapped_column(Json)
    body: Mapped[str | None] = mapped_column(ForeignKey("bodies.id"))
    beneath: Mapped[bool]
    serial: Mapped[int]
    made_by: Mapped[str]
    made_at: Mapped[int] = mapped_column(BigInteger)
    stopped_at: Mapped[int | None] = mapped_column(BigInteger)


class HookCallRow(Base):
    """How the telling of an announcement fared. state: waiting, calling, taken, failed, merged.

    next_at: when it is tried (again), ms, if it waits; why: of a receipt; status: what was answered, 0 for nothing.
    """

    __tablename__ = "hook_calls"
    __table_args__ = (Index("calls_by_time", "hook", "at"),)

    hook: Mapped[str] = mapped_column(ForeignKey("hooks.id"), primary_key=True)
    stream: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    event: Mapped[str]
    state: Mapped[str]
    attempts: Mapped[int]
    next_at: Mapped[int | None] = mapped_column(BigInteger)
    why: Mapped[str]
    status: Mapped[int]
    at: Mapped[int] = mapped_column(BigInteger)
