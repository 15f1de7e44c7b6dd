"""Reminders."""

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from icabinet.database import Base, Json
from icabinet.journal.tables import Projected


class NudgeRow(Projected, Base):
    """The last reminder in a vote: whom, and when."""

    __tablename__ = "nudges"

    poll: Mapped[str] = mapped_column(primary_key=True)
    persons: Mapped[list[str]] = mapped_column(Json)
    at: Mapped[int] = mapped_column(BigInteger)
