"""Strokes, private and shared: the stream tells which."""

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from icabinet.database import Base, Json
from icabinet.journal.tables import Projected


class StrokeRow(Projected, Base):
    __tablename__ = "strokes"
    __table_args__ = (Index("strokes_by_page", "stream", "paper", "page"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    paper: Mapped[str]
    page: Mapped[int]
    by: Mapped[str]
    tool: Mapped[str]
    colour: Mapped[str]
    width: Mapped[int]
    points: Mapped[list[int]] = mapped_column(Json)
    at: Mapped[int] = mapped_column(BigInteger)


class ErasedRow(Projected, Base):
    """A stroke that is gone from a restricted paper: for whom it was never meant is not to hear of that either."""

    __tablename__ = "erased_strokes"

    id: Mapped[str] = mapped_column(primary_key=True)
    paper: Mapped[str]
    at: Mapped[int] = mapped_column(BigInteger)
