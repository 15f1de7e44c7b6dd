"""Reminding of tasks: in time by the product, and by hand."""

from icabinet.errors import Conflict
from icabinet.journal.actions import ANY_STATE, Args, Nothing, action
from icabinet.journal.turns import Turn
from icabinet.tasks import rules
from icabinet.tasks.facts import TaskReminded, Why
from icabinet.tasks.owners import owners_of
from icabinet.tasks.queries import due_in
from icabinet.tasks.tables import TaskRow


class RemindOfTask(Args, frozen=True):
    id: str


@action("tasks.remind", RemindOfTask, permission="tasks.run", when=ANY_STATE)
def remind(turn: Turn, args: RemindOfTask) -> None:
    """Remind those who answer for a task that is not done."""
    row = turn.get(TaskRow, args.id)
    rules.check_may_report(row.id, row.state, owns=True)
    _record(turn, row, "asked")


@action("tasks.remind_in_time", permission="tasks.keep_time", when=ANY_STATE, inside=True)
def remind_in_time(turn: Turn, _args: Nothing) -> None:
    """Remind of all tasks of the meeting that are due: some days before the deadline, and when it is over."""
    due = due_in(turn.session, turn.stream, turn.at)
    if not due:
        raise Conflict
    for row in due:
        _record(turn, row, "overdue" if rules.is_overdue(row.state, row.deadline_at, turn.at) else "soon")


def _record(turn: Turn, row: TaskRow, why: Why) -> None:
    remind_at = rules.remind_at(row.state, row.deadline_at, row.remind_days, turn.at)
    persons = owners_of(turn.session, row)
    turn.record(TaskReminded(task=row.id, why=why, persons=persons, remind_at=remind_at))
