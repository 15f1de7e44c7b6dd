"""Presence as intervals, one row for each stay, `until` null while it lasts; and who stands in for whom."""

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from icabinet.database import Base
from icabinet.journal.tables import Projected


class PresenceRow(Projected, Base):
    __tablename__ = "presences"

    person: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    until: Mapped[int | None] = mapped_column(BigInteger)


class RepresentationRow(Projected, Base):
    """`by` stands in for the member, a step and no further."""

    __tablename__ = "representations"

    member: Mapped[str] = mapped_column(primary_key=True)
    by: Mapped[str]
    at: Mapped[int] = mapped_column(BigInteger)
