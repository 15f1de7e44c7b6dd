"""The chair that is lent."""

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from icabinet.database import Base
from icabinet.journal.tables import Projected


class LentChairRow(Projected, Base):
    """Who chairs in whose place since when; one row of a meeting at most."""

    __tablename__ = "lent_chairs"

    of: Mapped[str] = mapped_column(primary_key=True)
    to: Mapped[str]
    part: Mapped[str]
    at: Mapped[int] = mapped_column(BigInteger)
