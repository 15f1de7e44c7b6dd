"""Papers that are expected: missing → submitted → approved, or returned and submitted again."""

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from icabinet.database import Base
from icabinet.journal.tables import Projected


class ExpectedRow(Projected, Base):
    """unit_key: the unit's name as it is compared; paper: what was delivered last, as long as it is there.

    remind_days: so many before it is due, 0: not; remind_at: when the unit is reminded next, ms.
    reason: why it was returned; by, delivered_at, note: who delivered it, when (ms), with what words.
    """

    __tablename__ = "expected_papers"
    __table_args__ = (
        Index("expected_by_unit", "unit_key", "state"),
        Index("expected_by_reminder", "remind_at"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    item: Mapped[str | None]
    position: Mapped[int]
    title: Mapped[str]
    unit: Mapped[str]
    unit_key: Mapped[str]
    due_at: Mapped[int | None] = mapped_column(BigInteger)
    state: Mapped[str] = mapped_column(default="missing")
    paper: Mapped[str | None]
    late: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(default="")
    by: Mapped[str] = mapped_column(default="")
    delivered_at: Mapped[int | None] = mapped_column(BigInteger)
    reason: Mapped[str] = mapped_column(default="")
    returns: Mapped[int] = mapped_column(default=0)
    decided_by: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[int | None] = mapped_column(BigInteger)
    reminded_at: Mapped[int | None] = mapped_column(BigInteger)
    remind_days: Mapped[int] = mapped_column(default=0)
    remind_at: Mapped[int | None] = mapped_column(BigInteger)
