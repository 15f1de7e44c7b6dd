"""At most one presented page per meeting, and at most one person who was asked to present."""

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from icabinet.database import Base, Json
from icabinet.journal.tables import Projected


class PresentingRow(Projected, Base):
    """`at`: since when this page is shown. `gathered`: number of the entry that last brought everybody here, or 0."""

    __tablename__ = "presenting"

    paper: Mapped[str]
    page: Mapped[int]
    window: Mapped[list[int] | None] = mapped_column(Json)
    by: Mapped[str]
    at: Mapped[int] = mapped_column(BigInteger)
    gathered: Mapped[int] = mapped_column(default=0, server_default="0")


class PresenterRow(Projected, Base):
    """Who was asked to present, by whom; without a row chair and secretary do."""

    __tablename__ = "presenters"

    person: Mapped[str]
    by: Mapped[str]
    at: Mapped[int] = mapped_column(BigInteger)
