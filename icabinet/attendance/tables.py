"""Presence as intervals, one row for each stay, `until` null while it lasts; stand-ins; answers; corrections."""

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from icabinet.database import Base, Json
from icabinet.journal.tables import Projected


class PresenceRow(Projected, Base):
    """A stay. `how` it was noted, and the name of the device that did so."""

    __tablename__ = "presences"

    person: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    until: Mapped[int | None] = mapped_column(BigInteger)
    remote: Mapped[bool] = mapped_column(default=False)
    how: Mapped[str] = mapped_column(default="tap")
    device: Mapped[str] = mapped_column(default="")


class CorrectionRow(Projected, Base):
    """What the desk has put right, and why: the stays as they were, and as they are. `number`: of its entry."""

    __tablename__ = "corrections"

    number: Mapped[int] = mapped_column(primary_key=True)
    person: Mapped[str]
    before: Mapped[list[list[int | None]]] = mapped_column(Json)
    after: Mapped[list[list[int | None]]] = mapped_column(Json)
    reason: Mapped[str]
    by: Mapped[str]
    at: Mapped[int] = mapped_column(BigInteger)


class InvitationRow(Projected, Base):
    """What a participant answered, by themselves or (`by`) through somebody else."""

    __tablename__ = "invitations"

    person: Mapped[str] = mapped_column(primary_key=True)
    answer: Mapped[str]
    reason: Mapped[str]
    substitute: Mapped[str]
    name: Mapped[str]
    by: Mapped[str]
    at: Mapped[int] = mapped_column(BigInteger)


class WaysRow(Projected, Base):
    """How people check in themselves; without a row by a touch, and from afar too, which counts as the body has it."""

    __tablename__ = "attendance_ways"

    tap: Mapped[bool]
    afar: Mapped[bool]
    counted: Mapped[bool] = mapped_column(default=True)


class RepresentationRow(Projected, Base):
    """`by` stands in for the member, a step and no further."""

    __tablename__ = "representations"

    member: Mapped[str] = mapped_column(primary_key=True)
    by: Mapped[str]
    at: Mapped[int] = mapped_column(BigInteger)
