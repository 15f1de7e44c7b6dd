"""The lists of a house. What was chosen from one is written down by name where it was chosen."""

from sqlalchemy.orm import Mapped, mapped_column

from icabinet.database import Base


class Listed:
    """One line of a list. `retired`: it is offered no longer; what has it keeps it."""

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    position: Mapped[int]
    retired: Mapped[bool] = mapped_column(default=False)


class MeetingKindRow(Listed, Base):
    """A kind of meeting: "Phiên họp thường kỳ"."""

    __tablename__ = "meeting_kinds"


class PaperKindRow(Listed, Base):
    """A kind of paper: how its titles begin, and the signs in its numbers, each "; " from the next."""

    __tablename__ = "paper_kinds"

    begins: Mapped[str] = mapped_column(default="")
    signs: Mapped[str] = mapped_column(default="")


class IssuerRow(Listed, Base):
    """Who issues documents: what stands at their head, how their numbers end, the place that they are dated at."""

    __tablename__ = "issuers"

    superior: Mapped[str] = mapped_column(default="")
    symbol: Mapped[str] = mapped_column(default="")
    town: Mapped[str] = mapped_column(default="")


class OfficeRow(Listed, Base):
    """A position or title, with the rank of whoever has it unless another is given."""

    __tablename__ = "offices"

    rank: Mapped[int] = mapped_column(default=100)
