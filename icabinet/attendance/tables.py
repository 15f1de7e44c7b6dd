"""Presence as intervals: one row each time somebody is here; `until` is null while they are."""

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from icabinet.database import Base
from icabinet.journal.tables import Projected


class PresenceRow(Projected, Base):
    __tablename__ = "presences"

    person: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    until: Mapped[int | None] = mapped_column(BigInteger)
