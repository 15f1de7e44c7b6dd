"""The asking for positions, what members answered, and how it stands with each item."""

from typing import Any

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from icabinet.database import Base, Json
from icabinet.journal.tables import Projected


class CallRow(Projected, Base):
    """How the meeting asks for positions; without a row it does not. rule: as the fact holds it."""

    __tablename__ = "position_calls"

    closes_at: Mapped[int] = mapped_column(BigInteger)
    seen: Mapped[str]
    named: Mapped[bool]
    rule: Mapped[dict[str, Any]] = mapped_column(Json)
    adoption: Mapped[str]
    by: Mapped[str]
    at: Mapped[int] = mapped_column(BigInteger)


class PositionRow(Projected, Base):
    """What a member says on an item; `by` is who said it. One that was taken back stays as an empty row (`gone`).

    Who has seen it, and so hears of its end: helpers, who stood in for the member; the other members if it was `shown`.
    """

    __tablename__ = "positions"

    item: Mapped[str] = mapped_column(primary_key=True)
    member: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[str]
    text: Mapped[str]
    by: Mapped[str]
    at: Mapped[int] = mapped_column(BigInteger)
    helpers: Mapped[list[str]] = mapped_column(Json, default=list)
    shown: Mapped[bool] = mapped_column(default=False)
    gone: Mapped[bool] = mapped_column(default=False)


class ConsentRow(Projected, Base):
    """How it stands with an item of which something was said: none, listed, pulled, adopted or dropped, since `at`.

    closes_at: a deadline of its own; poll: the vote by which it is, or was, to be adopted; pulled_by: the member who
    pulled it out, or for whom `pulled_actor` did.
    """

    __tablename__ = "consents"

    item: Mapped[str] = mapped_column(primary_key=True)
    asked: Mapped[bool] = mapped_column(default=True)
    closes_at: Mapped[int | None] = mapped_column(BigInteger)
    state: Mapped[str] = mapped_column(default="none")
    at: Mapped[int] = mapped_column(BigInteger)
    poll: Mapped[str | None]
    pulled_by: Mapped[str | None]
    pulled_actor: Mapped[str | None]
    reason: Mapped[str] = mapped_column(default="")
