"""Tasks, what became of each step by step, and those that stand on the agenda of a later meeting."""

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from icabinet.database import Base, Json
from icabinet.journal.tables import Projected


class TaskRow(Projected, Base):
    """A task in the stream of the meeting that gave it, under an `item` or none. `position`: the number of its entry.

    unit: who does it; helpers: units that take part; person: who answers for it, if anybody in particular.
    done_at: when what is reported done was reported; remind_at: when the unit is reminded next, ms.
    by_word: the unit's word that it is done closes it.
    """

    __tablename__ = "tasks"
    __table_args__ = (
        Index("tasks_by_body", "body", "state"),
        Index("tasks_by_reminder", "remind_at"),
        Index("tasks_by_person", "person"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[str]
    item: Mapped[str | None]
    text: Mapped[str]
    unit: Mapped[str]
    helpers: Mapped[list[str]] = mapped_column(Json)
    person: Mapped[str | None]
    deadline_at: Mapped[int | None] = mapped_column(BigInteger)
    remind_days: Mapped[int]
    by_word: Mapped[bool] = mapped_column(default=False)
    remind_at: Mapped[int | None] = mapped_column(BigInteger)
    state: Mapped[str]
    position: Mapped[int]
    by: Mapped[str]
    at: Mapped[int] = mapped_column(BigInteger)
    reported_at: Mapped[int | None] = mapped_column(BigInteger)
    reminded_at: Mapped[int | None] = mapped_column(BigInteger)
    done_at: Mapped[int | None] = mapped_column(BigInteger)
    closed_at: Mapped[int | None] = mapped_column(BigInteger)


class TaskStepRow(Projected, Base):
    """What happened to a task, by the number of its entry. what: the fact's name without "tasks.".

    until: the deadline that was asked for, or given; done: the report said that it is done.
    """

    __tablename__ = "task_steps"

    task: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    what: Mapped[str]
    text: Mapped[str]
    until: Mapped[int | None] = mapped_column(BigInteger)
    done: Mapped[bool]
    by: Mapped[str]
    at: Mapped[int] = mapped_column(BigInteger)


class TaskFileRow(Projected, Base):
    """A file that was put to a task. `position`: the number of its entry."""

    __tablename__ = "task_files"
    __table_args__ = (Index("task_files_by_task", "stream", "task"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    task: Mapped[str]
    position: Mapped[int]
    filename: Mapped[str]
    sha: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)


class CarriedRow(Projected, Base):
    """A task of an earlier meeting under an `item` of this one, as it stood `at` a time."""

    __tablename__ = "carried_tasks"

    task: Mapped[str] = mapped_column(primary_key=True)
    meeting: Mapped[str]
    title: Mapped[str]
    item: Mapped[str]
    place: Mapped[int]
    text: Mapped[str]
    unit: Mapped[str]
    deadline_at: Mapped[int | None] = mapped_column(BigInteger)
    state: Mapped[str]
    at: Mapped[int] = mapped_column(BigInteger)
    gone: Mapped[bool] = mapped_column(default=False)
