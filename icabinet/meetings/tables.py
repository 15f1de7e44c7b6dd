"""Meetings and who takes part in them."""

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from icabinet.database import Base
from icabinet.journal.tables import Projected


class MeetingRow(Projected, Base):
    """written: nobody comes together; the body is asked in writing (icabinet/slips). kind: "" for none."""

    __tablename__ = "meetings"

    id: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[str]
    body_name: Mapped[str]
    title: Mapped[str]
    place: Mapped[str]
    online_url: Mapped[str]
    starts_at: Mapped[int] = mapped_column(BigInteger)
    minutes: Mapped[int]
    kind: Mapped[str] = mapped_column(default="", server_default="")
    kind_name: Mapped[str] = mapped_column(default="", server_default="")
    written: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(default="planned")
    # Why it is not held, "" as long as it is to be.
    called_off: Mapped[str] = mapped_column(default="")
    started_at: Mapped[int | None] = mapped_column(BigInteger)
    ended_at: Mapped[int | None] = mapped_column(BigInteger)


class ParticipantRow(Projected, Base):
    __tablename__ = "participants"
    __table_args__ = (Index("participants_by_person", "person"),)

    person: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    title: Mapped[str]
    unit: Mapped[str]
    rank: Mapped[int]
    role: Mapped[str]
    entitled: Mapped[bool]
