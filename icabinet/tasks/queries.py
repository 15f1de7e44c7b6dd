"""Questions about tasks that other rooms of the house may ask."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from icabinet.database import portions
from icabinet.meetings.queries import meetings_of
from icabinet.people import policy
from icabinet.people.policy import Role
from icabinet.tasks.owners import kept_by, owns, units_of
from icabinet.tasks.rules import GIVEN, OPEN_STATES, REPORTED, UNDER_WAY
from icabinet.tasks.tables import CarriedRow, TaskFileRow, TaskRow, TaskStepRow


class Mine(NamedTuple):
    """A task as it concerns somebody. owns: it is theirs to do.

    role: in the meeting that gave it; of who takes no part there, "keeper" if they see to the body's tasks, else None.
    """

    task: TaskRow
    role: str | None
    owns: bool

    @property
    def was_there(self) -> bool:
        """Whether they take part in the meeting, and may open its pages."""
        return self.role not in (None, Role.KEEPER)

    @property
    def runs(self) -> bool:
        """Whether they close, return and put off."""
        return policy.may(self.role, "tasks.run")

    @property
    def follows(self) -> bool:
        """Whether they see how it goes, report by report."""
        return self.owns or policy.may(self.role, "tasks.follow")


def task_of(session: Session, stream: str, task: str) -> TaskRow | None:
    return session.get(TaskRow, (stream, task))


def tasks_in(session: Session, streams: Sequence[str]) -> list[TaskRow]:
    """Return the tasks that these meetings gave, in order."""
    query = select(TaskRow).order_by(TaskRow.stream, TaskRow.position)
    return [row for some in portions(streams) for row in session.scalars(query.where(TaskRow.stream.in_(some)))]


def open_tasks_of(session: Session, body: str, *, apart_from: str = "") -> list[TaskRow]:
    """Return the tasks of a body that are not closed, the most urgent first, but for those of one stream."""
    query = select(TaskRow).where(TaskRow.body == body, TaskRow.state.in_(OPEN_STATES), TaskRow.stream != apart_from)
    return sorted(session.scalars(query), key=urgency)


def count_open(session: Session, stream: str) -> int:
    """Return how many of the tasks that a meeting gave are not closed."""
    mine = (TaskRow.stream == stream, TaskRow.state.in_(OPEN_STATES))
    return session.scalar(select(func.count()).select_from(TaskRow).where(*mine)) or 0


def urgency(row: Any) -> tuple[bool, int, int, str]:
    """Order: by deadline, those without one last."""
    return row.deadline_at is None, row.deadline_at or 0, row.at, row.id


def tasks_for(session: Session, person: str) -> list[Mine]:
    """Return the tasks that concern somebody: of their meetings, of the bodies that they see to, and their own."""
    roles = {row.stream: role for row, role in meetings_of(session, person)}
    units = units_of(session, person)
    given = [row for row in tasks_in(session, list(roles)) if policy.may(roles[row.stream], "tasks.read")]
    kept = kept_by(session, person)
    seen_to = session.scalars(select(TaskRow).where(TaskRow.body.in_(kept))).all() if kept else []
    rows = {(row.stream, row.id): row for row in (*given, *seen_to, *_of_units(session, person, units))}
    return [Mine(row, roles.get(row.stream) or _keeper(row, kept), owns(row, person, units)) for row in rows.values()]


def task_for(session: Session, stream: str, task: str, person: str, role: str | None) -> Mine | None:
    """Return a task as it concerns somebody; None if it does not."""
    row = session.get(TaskRow, (stream, task))
    if row is None:
        return None
    mine, role = owns(row, person, units_of(session, person)), role or _keeper(row, kept_by(session, person))
    return Mine(row, role, mine) if mine or policy.may(role, "tasks.read") else None


def waiting_for(session: Session, person: str, now: int) -> int:
    """Return how many tasks wait for somebody: their own that they were reminded of, or that are over the deadline."""
    units = units_of(session, person)
    query = _theirs(select(TaskRow), person, units).where(TaskRow.state.in_((GIVEN, UNDER_WAY)))
    due = query.where(or_(TaskRow.reminded_at.is_not(None), TaskRow.deadline_at <= now))
    return sum(owns(row, person, units) for row in session.scalars(due))


def steps_of(session: Session, stream: str, task: str) -> list[TaskStepRow]:
    """Return what happened to a task, in order."""
    query = select(TaskStepRow).where(TaskStepRow.stream == stream, TaskStepRow.task == task)
    return list(session.scalars(query.order_by(TaskStepRow.position)))


def files_of(session: Session, stream: str, task: str) -> list[TaskFileRow]:
    """Return the files that were put to a task, the first first."""
    query = select(TaskFileRow).where(TaskFileRow.stream == stream, TaskFileRow.task == task)
    return list(session.scalars(query.order_by(TaskFileRow.position)))


def last_words(session: Session, rows: Iterable[TaskRow]) -> dict[tuple[str, str], str]:
    """Return what was last reported of each, by (stream, task)."""
    wanted = {(row.stream, row.id) for row in rows if row.reported_at is not None}
    found: dict[tuple[str, str], str] = {}
    query = select(TaskStepRow).where(TaskStepRow.what == REPORTED).order_by(TaskStepRow.position)
    for some in portions(sorted({stream for stream, _ in wanted})):
        for step in session.scalars(query.where(TaskStepRow.stream.in_(some))):
            if (step.stream, step.task) in wanted:
                found[step.stream, step.task] = step.text
    return found


def carried_in(session: Session, stream: str) -> list[CarriedRow]:
    """Return the tasks of earlier meetings that stand on this agenda, as they stood when they were put there."""
    query = select(CarriedRow).where(CarriedRow.stream == stream, CarriedRow.gone.is_(False))
    return list(session.scalars(query.order_by(CarriedRow.place)))


def due_reminders(session: Session, now: int) -> list[str]:
    """Return the streams with tasks of which somebody is to be reminded now."""
    return list(session.scalars(select(TaskRow.stream).where(TaskRow.remind_at <= now).distinct()))


def due_in(session: Session, stream: str, now: int) -> list[TaskRow]:
    query = select(TaskRow).where(TaskRow.stream == stream, TaskRow.remind_at <= now)
    return list(session.scalars(query.order_by(TaskRow.position)))


def _keeper(row: TaskRow, kept: set[str]) -> str | None:
    return Role.KEEPER if row.body in kept else None


def _of_units(session: Session, person: str, units: set[tuple[str, str]]) -> list[TaskRow]:
    return [row for row in session.scalars(_theirs(select(TaskRow), person, units)) if owns(row, person, units)]


def _theirs(query: Select[Any], person: str, units: set[tuple[str, str]]) -> Select[Any]:
    """Narrow down to what may be somebody's: which unit of the body it is, the rows say."""
    return query.where(or_(TaskRow.person == person, TaskRow.body.in_({body for body, _ in units})))
