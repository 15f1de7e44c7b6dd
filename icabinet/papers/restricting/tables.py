"""Who may read which paper. A paper without a row is an ordinary one, for everybody in the meeting."""

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from icabinet.database import Base, Json
from icabinet.journal.tables import Projected


class RestrictionRow(Projected, Base):
    """The row outlives its paper, so that others do not learn that it is gone.

    `readers`: by audience (a person's tag, or everyone's) until when it saw the paper, ms; None: it does now. The desk
    is not among them: it sees every paper.
    """

    __tablename__ = "paper_restrictions"
    __table_args__ = (Index("restrictions_by_until", "until"),)

    paper: Mapped[str] = mapped_column(primary_key=True)
    level: Mapped[str]
    roles: Mapped[list[str]] = mapped_column(Json)
    units: Mapped[list[str]] = mapped_column(Json)
    people: Mapped[list[str]] = mapped_column(Json)
    until: Mapped[int | None] = mapped_column(BigInteger)
    readers: Mapped[dict[str, int | None]] = mapped_column(Json)
