"""What people may do with tasks: chair and secretary give, change and close them; whose they are reports."""

from icabinet import ids
from icabinet.agenda.queries import check_item
from icabinet.errors import NotFound
from icabinet.journal.actions import ANY_STATE, Args, action
from icabinet.journal.turns import Turn
from icabinet.meetings.queries import body_of, role_of
from icabinet.papers.queries import checked_upload
from icabinet.people import policy
from icabinet.people.tables import PersonRow
from icabinet.tasks import rules
from icabinet.tasks.facts import (
    TaskClosed,
    TaskDropped,
    TaskEdited,
    TaskFileAdded,
    TaskGiven,
    TaskPutOff,
    TaskReported,
    TaskReturned,
)
from icabinet.tasks.owners import owns, part_in_tasks, units_of
from icabinet.tasks.queries import files_of
from icabinet.tasks.tables import TaskFileRow, TaskRow
from icabinet.text import clean, clean_lines

_REMIND_DAYS = 3


class GiveTask(Args, frozen=True):
    """`item`: from which it follows; `deadline_at`: ms, None: without; `remind_days`: so many before it, 0: not.

    `by_word`: the unit's word that it is done closes it, and nobody has to accept that.
    """

    id: str
    text: str
    unit: str
    item: str | None = None
    helpers: tuple[str, ...] = ()
    person: str | None = None
    deadline_at: int | None = None
    remind_days: int = _REMIND_DAYS
    by_word: bool = False


@action("tasks.give", GiveTask, permission="tasks.give", when=ANY_STATE)
def give(turn: Turn, args: GiveTask) -> None:
    """Have a unit do something by a deadline."""
    turn.check_free(TaskRow, ids.check(args.id))
    check_item(turn.session, turn.stream, args.item)
    unit, helpers = rules.checked_units(args.unit, args.helpers)
    deadline_at, days = rules.check_deadline(args.deadline_at), rules.check_days(args.remind_days)
    turn.record(
        TaskGiven(
            task=args.id,
            body=body_of(turn.session, turn.meeting),
            item=args.item,
            text=clean_lines(args.text, "text", longest=rules.LONGEST),
            unit=unit,
            helpers=helpers,
            person=_person(turn, args.person),
            deadline_at=deadline_at,
            remind_days=days,
            remind_at=rules.remind_at(rules.GIVEN, deadline_at, days, turn.at),
            by_word=args.by_word,
        )
    )


class EditTask(Args, frozen=True):
    """All of it anew but for the deadline, which is put off."""

    id: str
    text: str
    unit: str
    item: str | None = None
    helpers: tuple[str, ...] = ()
    person: str | None = None
    by_word: bool = False


@action("tasks.edit", EditTask, permission="tasks.run", when=ANY_STATE)
def edit(turn: Turn, args: EditTask) -> None:
    """Change what a task says and whose it is."""
    row = turn.get(TaskRow, args.id)
    rules.check_is_open(row.id, row.state)
    check_item(turn.session, turn.stream, args.item)
    unit, helpers = rules.checked_units(args.unit, args.helpers)
    text = clean_lines(args.text, "text", longest=rules.LONGEST)
    person = _person(turn, args.person)
    turn.record(
        TaskEdited(
            task=row.id, item=args.item, text=text, unit=unit, helpers=helpers, person=person, by_word=args.by_word
        )
    )


class ReportTask(Args, frozen=True):
    """`done`: it is done; `until`: the later deadline that is asked for, ms."""

    id: str
    text: str
    done: bool = False
    until: int | None = None


@action("tasks.report", ReportTask, permission="tasks.report", when=ANY_STATE)
def report(turn: Turn, args: ReportTask) -> None:
    """Say how it goes with one's task, or that it is done; chair and secretary write down what a unit told them.

    Where the unit's word is enough, it closes the task at once.
    """
    row = turn.get(TaskRow, args.id)
    rules.check_may_report(row.id, row.state, owns=_is_of_actor(turn, row))
    text = clean_lines(args.text, "text", longest=rules.LONGEST_REPORT)
    turn.record(TaskReported(task=row.id, text=text, done=args.done, until=rules.check_deadline(args.until)))
    if args.done and row.by_word:
        turn.record(TaskClosed(task=row.id, text=""))


class AddTaskFile(Args, frozen=True):
    """`id`: of the file; `task`: to which it is put."""

    id: str
    task: str
    filename: str
    sha: str
    size: int


@action("tasks.add_file", AddTaskFile, permission="tasks.report", when=ANY_STATE, inside=True)
def add_file(turn: Turn, args: AddTaskFile) -> None:
    """Put an upload that arrived whole to one's task."""
    row, count = turn.get(TaskRow, args.task), len(files_of(turn.session, turn.stream, args.task))
    rules.check_may_add_file(row.state, owns=_is_of_actor(turn, row), count=count)
    turn.check_free(TaskFileRow, ids.check(args.id))
    filename = checked_upload(args.filename, args.size)
    turn.record(TaskFileAdded(task=row.id, file=args.id, filename=filename, sha=args.sha, size=args.size))


class PutOffTask(Args, frozen=True):
    id: str
    deadline_at: int
    reason: str


@action("tasks.put_off", PutOffTask, permission="tasks.run", when=ANY_STATE)
def put_off(turn: Turn, args: PutOffTask) -> None:
    """Give a task another deadline, and say why."""
    row = turn.get(TaskRow, args.id)
    rules.check_is_open(row.id, row.state)
    rules.check_put_off(row.deadline_at, args.deadline_at)
    turn.record(
        TaskPutOff(
            task=row.id,
            deadline_at=args.deadline_at,
            reason=clean(args.reason, "reason", longest=rules.LONGEST_REASON),
            remind_at=rules.remind_at(row.state, args.deadline_at, row.remind_days, turn.at),
        )
    )


class ReturnTask(Args, frozen=True):
    id: str
    reason: str


@action("tasks.return", ReturnTask, permission="tasks.run", when=ANY_STATE)
def give_back(turn: Turn, args: ReturnTask) -> None:
    """Have a unit go on with what it reported done, or what was closed already."""
    row = turn.get(TaskRow, args.id)
    rules.check_may_return(row.id, row.state)
    reason = clean(args.reason, "reason", longest=rules.LONGEST_REASON)
    remind_at = rules.remind_at(rules.UNDER_WAY, row.deadline_at, row.remind_days, turn.at)
    turn.record(TaskReturned(task=row.id, reason=reason, remind_at=remind_at))


class CloseTask(Args, frozen=True):
    """`text`: what it came to, if there is anything to say."""

    id: str
    text: str = ""


@action("tasks.close", CloseTask, permission="tasks.run", when=ANY_STATE)
def close(turn: Turn, args: CloseTask) -> None:
    """Accept that a task is done, reported or not."""
    row = turn.get(TaskRow, args.id)
    rules.check_is_open(row.id, row.state)
    turn.record(TaskClosed(task=row.id, text=clean(args.text, "text", longest=rules.LONGEST_REASON, empty=True)))


class DropTask(Args, frozen=True):
    id: str
    reason: str


@action("tasks.drop", DropTask, permission="tasks.run", when=ANY_STATE)
def drop(turn: Turn, args: DropTask) -> None:
    """Have a task not done any more, and say why."""
    row = turn.get(TaskRow, args.id)
    rules.check_is_open(row.id, row.state)
    turn.record(TaskDropped(task=row.id, reason=clean(args.reason, "reason", longest=rules.LONGEST_REASON)))


def _is_of_actor(turn: Turn, row: TaskRow) -> bool:
    """Whether the actor does the task, or runs it and writes down what a unit said."""
    role = role_of(turn.session, turn.meeting, turn.actor) or part_in_tasks(turn.session, turn.stream, turn.actor)
    return policy.may(role, "tasks.run") or owns(row, turn.actor, units_of(turn.session, turn.actor))


def _person(turn: Turn, person: str | None) -> str | None:
    """Return who answers for the task; anybody who is known, at the meeting or not."""
    account = turn.session.get(PersonRow, person) if person else None
    if person and (account is None or account.disabled):
        raise NotFound(kind="person", id=person)
    return person or None
