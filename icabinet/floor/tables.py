"""The speaker queue and its settings."""

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from icabinet.database import Base
from icabinet.journal.tables import Projected


class QueueRow(Projected, Base):
    """The meeting's queue; without a row it is open with the default limit."""

    __tablename__ = "queues"

    open: Mapped[bool]
    limit_s: Mapped[int]


class SpeakerRow(Projected, Base):
    """One request to speak, from asking to the end of the speech. `position` is the entry's number."""

    __tablename__ = "speakers"

    id: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str]
    item: Mapped[str | None]
    kind: Mapped[str]
    subject: Mapped[str]
    state: Mapped[str] = mapped_column(default="waiting")
    position: Mapped[int]
    asked_at: Mapped[int] = mapped_column(BigInteger)
    started_at: Mapped[int | None] = mapped_column(BigInteger)
    ended_at: Mapped[int | None] = mapped_column(BigInteger)
    limit_s: Mapped[int | None]
