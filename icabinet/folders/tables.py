"""What somebody has put by: plain tables, for what is deleted here is to be gone.

Each row says whose it is, and in which folder it lies; None: in none.
"""

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from icabinet.database import Base, Json


class FolderRow(Base):
    """A folder, in another one or in none."""

    __tablename__ = "folders"

    id: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    parent: Mapped[str | None] = mapped_column(ForeignKey("folders.id"))
    name: Mapped[str]
    at: Mapped[int] = mapped_column(BigInteger)


class FileRow(Base):
    """A file of one's own. Like a paper's, the row is the conversion's job: uploaded → converting → ready or failed.

    `key` stands where a paper has the SHA-256 of its bytes: it is this file's alone, so that whatever was made of it
    can go with it.
    """

    __tablename__ = "own_files"

    id: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    folder: Mapped[str | None] = mapped_column(ForeignKey("folders.id"))
    title: Mapped[str]
    filename: Mapped[str]
    key: Mapped[str] = mapped_column(unique=True)
    size: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[str] = mapped_column(default="uploaded", index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str | None]
    kind: Mapped[str | None]
    renderer: Mapped[str | None]
    sizes: Mapped[list[list[float]] | None] = mapped_column(Json)
    at: Mapped[int] = mapped_column(BigInteger)


class NoteRow(Base):
    """Something written down."""

    __tablename__ = "own_notes"

    id: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    folder: Mapped[str | None] = mapped_column(ForeignKey("folders.id"))
    title: Mapped[str]
    text: Mapped[str]
    at: Mapped[int] = mapped_column(BigInteger)


class KeptPaperRow(Base):
    """A paper of a meeting, by its id: whether it may be read is asked whenever it is shown."""

    __tablename__ = "kept_papers"

    id: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    folder: Mapped[str | None] = mapped_column(ForeignKey("folders.id"))
    meeting: Mapped[str]
    paper: Mapped[str]
    at: Mapped[int] = mapped_column(BigInteger)
