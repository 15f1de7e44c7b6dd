"""Agenda items; they nest, and siblings are in the order of `position`.

`since`: when the clock began to run that runs now, while the item is open; `spent_ms`: how long it ran before.
"""

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from icabinet.database import Base
from icabinet.journal.tables import Projected


class ItemRow(Projected, Base):
    __tablename__ = "items"

    id: Mapped[str] = mapped_column(primary_key=True)
    parent: Mapped[str | None]
    position: Mapped[int]
    title: Mapped[str]
    minutes: Mapped[int | None]
    presenter: Mapped[str]
    state: Mapped[str] = mapped_column(default="pending")
    opened_at: Mapped[int | None] = mapped_column(BigInteger)
    closed_at: Mapped[int | None] = mapped_column(BigInteger)
    since: Mapped[int | None] = mapped_column(BigInteger)
    spent_ms: Mapped[int] = mapped_column(BigInteger, default=0)
