"""The letter, who was told what, and the word that is to be sent out, message by message."""

from typing import Any

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from icabinet.database import Base, Json
from icabinet.journal.tables import Projected


class LetterRow(Projected, Base):
    """As the fact holds it. remind_at: when people are reminded next, ms."""

    __tablename__ = "invitation_letters"
    __table_args__ = (Index("letters_by_reminder", "remind_at"),)

    number: Mapped[str] = mapped_column(default="")
    issued_in: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    signer: Mapped[str] = mapped_column(default="")
    signer_office: Mapped[str] = mapped_column(default="")
    copies: Mapped[list[str]] = mapped_column(Json, default=list)
    remind_h: Mapped[int]
    remind_at: Mapped[int | None] = mapped_column(BigInteger)


class InviteeRow(Projected, Base):
    """Somebody who was invited. told: what they know, null once they were told not to come."""

    __tablename__ = "invitees"

    person: Mapped[str] = mapped_column(primary_key=True)
    told: Mapped[dict[str, Any] | None] = mapped_column(Json)
    at: Mapped[int] = mapped_column(BigInteger)
    reminders: Mapped[int] = mapped_column(default=0)
    reminded_at: Mapped[int | None] = mapped_column(BigInteger)


class MailingRow(Projected, Base):
    """Word for somebody, to be sent outside. `number`: of the entry because of which; about: see `queries.py`.

    more: what they knew until then, where they are told what has changed; the `task` or the papers (`expected`)
    that it is about.
    """

    __tablename__ = "mailings"
    __table_args__ = (Index("mailings_by_time", "at"),)

    number: Mapped[int] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    about: Mapped[str]
    more: Mapped[dict[str, Any] | None] = mapped_column(Json)
    at: Mapped[int] = mapped_column(BigInteger)
