"""What is published of each meeting, and what programs are to be told of it."""

from typing import Any

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from icabinet.database import Base, Json
from icabinet.journal.tables import Projected


class PublicationRow(Projected, Base):
    """what: agenda, decisions. content: as `contents.py` has it; revision: how often it was published.

    published_at: for the first time; at: of the last change; called_off: the meeting is not held.
    """

    __tablename__ = "publications"
    __table_args__ = (Index("publications_by_time", "at"), Index("publications_by_body", "body", "at"))

    what: Mapped[str] = mapped_column(primary_key=True)
    meeting: Mapped[str]
    body: Mapped[str]
    body_name: Mapped[str]
    title: Mapped[str]
    starts_at: Mapped[int] = mapped_column(BigInteger)
    minutes: Mapped[int]
    place: Mapped[str]
    note: Mapped[str]
    content: Mapped[dict[str, Any]] = mapped_column(Json)
    revision: Mapped[int]
    by: Mapped[str]
    published_at: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[int] = mapped_column(BigInteger)
    withdrawn_at: Mapped[int | None] = mapped_column(BigInteger)
    reason: Mapped[str]
    called_off: Mapped[bool] = mapped_column(default=False)


class AnnouncementRow(Projected, Base):
    """What programs are told of. number: of the entry; event: see `events.py`; about: a record's key, or ""."""

    __tablename__ = "announcements"
    __table_args__ = (Index("announcements_by_time", "at"),)

    number: Mapped[int] = mapped_column(primary_key=True)
    event: Mapped[str]
    about: Mapped[str]
    at: Mapped[int] = mapped_column(BigInteger)
