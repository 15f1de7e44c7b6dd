"""What people see of tasks: whose they are and how they stand, everybody; how they go, their pages say to their own."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.journal.records import EVERYONE, Views, records
from icabinet.tasks.tables import CarriedRow, TaskRow


@records("tasks")
def tasks(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    query = select(TaskRow).where(TaskRow.stream == stream)
    for row in session.scalars(query if ids is None else query.where(TaskRow.id.in_(ids))):
        yield row.id, [(EVERYONE, task_record(row))]


@records("carried")
def carried(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    query = select(CarriedRow).where(CarriedRow.stream == stream)
    for row in session.scalars(query if ids is None else query.where(CarriedRow.task.in_(ids))):
        yield row.task, [(EVERYONE, None if row.gone else carried_record(row))]


def task_record(row: TaskRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "item": row.item,
        "text": row.text,
        "unit": row.unit,
        "helpers": row.helpers,
        "person": row.person,
        "deadline_at": row.deadline_at,
        "state": row.state,
        "by_word": row.by_word,
        "position": row.position,
        "by": row.by,
        "at": row.at,
        "reported_at": row.reported_at,
        "closed_at": row.closed_at,
    }


def carried_record(row: CarriedRow) -> dict[str, Any]:
    return {
        "task": row.task,
        "meeting": row.meeting,
        "title": row.title,
        "item": row.item,
        "place": row.place,
        "text": row.text,
        "unit": row.unit,
        "deadline_at": row.deadline_at,
        "state": row.state,
        "at": row.at,
    }
