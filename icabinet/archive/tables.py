"""Archives of meetings, what keeps them from being erased, and what was erased."""

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from icabinet.database import Base
from icabinet.journal.tables import Projected


class ArchiveRow(Projected, Base):
    """state: ordered, made, failed. sha, size: of the file; seq, head: the last entry that it has; taken_at: last."""

    __tablename__ = "archives"

    id: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str]
    by: Mapped[str]
    at: Mapped[int] = mapped_column(BigInteger)
    made_at: Mapped[int | None] = mapped_column(BigInteger)
    sha: Mapped[str] = mapped_column(default="")
    size: Mapped[int] = mapped_column(BigInteger, default=0)
    files: Mapped[int] = mapped_column(default=0)
    seq: Mapped[int] = mapped_column(default=0)
    head: Mapped[str] = mapped_column(default="")
    withheld: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str] = mapped_column(default="")
    taken_by: Mapped[str] = mapped_column(default="")
    taken_at: Mapped[int | None] = mapped_column(BigInteger)


class HoldRow(Projected, Base):
    """What was last said of whether the meeting must be kept in any case."""

    __tablename__ = "archive_holds"

    held: Mapped[bool]
    why: Mapped[str]
    by: Mapped[str]
    at: Mapped[int] = mapped_column(BigInteger)


class ErasedMeetingRow(Projected, Base):
    """A meeting of which only the hashes are left."""

    __tablename__ = "erased_meetings"

    body: Mapped[str]
    by: Mapped[str]
    at: Mapped[int] = mapped_column(BigInteger)
    why: Mapped[str]
    years: Mapped[int]
    archive: Mapped[str]


class ErasedFileRow(Projected, Base):
    """A paper that had been taken away, and whose bytes are destroyed."""

    __tablename__ = "erased_files"

    paper: Mapped[str] = mapped_column(primary_key=True)
    sha: Mapped[str]
    why: Mapped[str]
    by: Mapped[str]
    at: Mapped[int] = mapped_column(BigInteger)


class DoomedRow(Base):
    """Bytes that are to be destroyed as soon as the desk comes to it, unless another paper is made of them."""

    __tablename__ = "doomed_files"

    sha: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[int] = mapped_column(BigInteger)


class RetentionRow(Base):
    """How many years the meetings of a body are kept after the year in which they ended; without a row: for ever.

    written: those that were held in writing. The setting is an administrator's; by, at: whose and since when.
    """

    __tablename__ = "retentions"

    body: Mapped[str] = mapped_column(primary_key=True)
    written: Mapped[bool] = mapped_column(primary_key=True)
    years: Mapped[int]
    by: Mapped[str]
    at: Mapped[int] = mapped_column(BigInteger)
