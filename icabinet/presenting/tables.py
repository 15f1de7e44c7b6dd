"""At most one presented page per meeting."""

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from icabinet.database import Base
from icabinet.journal.tables import Projected


class PresentingRow(Projected, Base):
    __tablename__ = "presenting"

    paper: Mapped[str]
    page: Mapped[int]
    by: Mapped[str]
    at: Mapped[int] = mapped_column(BigInteger)
