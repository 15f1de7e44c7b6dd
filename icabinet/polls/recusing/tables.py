"""Conflicts of interest."""

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from icabinet.database import Base
from icabinet.journal.tables import Projected


class RecusalRow(Projected, Base):
    """Who takes no part in an item's votes, and why."""

    __tablename__ = "recusals"

    item: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    reason: Mapped[str]
    at: Mapped[int] = mapped_column(BigInteger)
