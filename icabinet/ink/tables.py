"""Marks, private and shared: the stream tells which."""

from sqlalchemy import BigInteger, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from icabinet.database import Base, Json
from icabinet.journal.tables import Projected

# By audience (a person's tag) until when it saw the mark, ms; None: it does now.
Readers = dict[str, int | None]
_ADDRESSED = text("readers IS NOT NULL")


class StrokeRow(Projected, Base):
    """A mark of any tool. `points` are packed (`packing.py`).

    `readers`: of a mark that is for some people only, who sees it, its author among them; None: whoever sees its paper.
    """

    __tablename__ = "strokes"
    __table_args__ = (
        Index("strokes_by_page", "stream", "paper", "page"),
        Index("strokes_addressed", "stream", sqlite_where=_ADDRESSED, postgresql_where=_ADDRESSED),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    paper: Mapped[str]
    page: Mapped[int]
    by: Mapped[str]
    tool: Mapped[str]
    colour: Mapped[str]
    width: Mapped[int]
    points: Mapped[str] = mapped_column(Text)
    at: Mapped[int] = mapped_column(BigInteger)
    text: Mapped[str] = mapped_column(Text, default="")
    to: Mapped[list[str]] = mapped_column(Json)
    layer: Mapped[str] = mapped_column(default="")
    readers: Mapped[Readers | None] = mapped_column(Json)


class ErasedRow(Projected, Base):
    """A mark that is gone and was not for everybody: for whom it was never meant is not to hear of that either."""

    __tablename__ = "erased_strokes"

    id: Mapped[str] = mapped_column(primary_key=True)
    paper: Mapped[str]
    at: Mapped[int] = mapped_column(BigInteger)
    by: Mapped[str] = mapped_column(default="")
    layer: Mapped[str] = mapped_column(default="")
    readers: Mapped[Readers | None] = mapped_column(Json)


class LayerRow(Projected, Base):
    """What chair or secretary said of a meeting's shared layer. `hidden_at`: since when it is hidden, ms."""

    __tablename__ = "ink_layers"

    hidden_at: Mapped[int | None] = mapped_column(BigInteger)
    frozen: Mapped[bool]
