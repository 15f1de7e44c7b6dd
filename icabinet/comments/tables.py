"""Threads and their comments. What is gone stays as an empty row: for whom it never was is not to hear of its end."""

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from icabinet.database import Base, Json
from icabinet.journal.tables import Projected


class ThreadRow(Projected, Base):
    """One for each mark that was commented on; `author` drew the mark, `by` opened the thread.

    `erased`: the mark is gone. `gone`: nobody sees the thread any more. `count`: comments that stand.
    """

    __tablename__ = "comment_threads"
    __table_args__ = (Index("threads_by_paper", "stream", "paper"),)

    mark: Mapped[str] = mapped_column(primary_key=True)
    paper: Mapped[str]
    page: Mapped[int]
    author: Mapped[str]
    by: Mapped[str]
    at: Mapped[int] = mapped_column(BigInteger)
    last_at: Mapped[int] = mapped_column(BigInteger)
    count: Mapped[int] = mapped_column(default=0)
    resolved_by: Mapped[str | None]
    resolved_at: Mapped[int | None] = mapped_column(BigInteger)
    erased: Mapped[bool] = mapped_column(default=False)
    gone: Mapped[bool] = mapped_column(default=False)


class CommentRow(Projected, Base):
    """`position`: the number of its entry. A comment that was withdrawn has lost its text (`gone`)."""

    __tablename__ = "comments"
    __table_args__ = (Index("comments_by_mark", "stream", "mark"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    mark: Mapped[str]
    by: Mapped[str]
    position: Mapped[int]
    text: Mapped[str]
    mentions: Mapped[list[str]] = mapped_column(Json)
    at: Mapped[int] = mapped_column(BigInteger)
    edited_at: Mapped[int | None] = mapped_column(BigInteger)
    gone: Mapped[bool] = mapped_column(default=False)
