"""Displays that show what they were told to."""

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from icabinet.database import Base
from icabinet.journal.tables import Projected


class DisplayRow(Projected, Base):
    """What a display is pinned to, since `at`; one without a row follows the meeting."""

    __tablename__ = "displays"

    display: Mapped[str] = mapped_column(primary_key=True)
    view: Mapped[str]
    paper: Mapped[str | None]
    page: Mapped[int | None]
    text: Mapped[str]
    until: Mapped[int | None] = mapped_column(BigInteger)
    at: Mapped[int] = mapped_column(BigInteger)
