"""Conclusions, one of each item at most."""

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from icabinet.database import Base
from icabinet.journal.tables import Projected

GENERAL = "general"


class ConclusionRow(Projected, Base):
    """`item`: an item's id, or "general" for the meeting. announced_at: since when everybody sees one, None: a draft.

    shown: everybody has seen one on this item; gone: there is none any more, and whoever saw it is told.
    """

    __tablename__ = "conclusions"

    item: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]
    revision: Mapped[int]
    by: Mapped[str]
    at: Mapped[int] = mapped_column(BigInteger)
    announced_at: Mapped[int | None] = mapped_column(BigInteger)
    shown: Mapped[bool] = mapped_column(default=False)
    gone: Mapped[bool] = mapped_column(default=False)


class ConclusionFileRow(Projected, Base):
    """A file that goes with a conclusion; `item` as there. `position`: the number of its entry."""

    __tablename__ = "conclusion_files"
    __table_args__ = (Index("conclusion_files_by_item", "stream", "item"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    item: Mapped[str]
    position: Mapped[int]
    filename: Mapped[str]
    sha: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
