"""What people may do with tasks: chair and secretary give, change and close them; whose they are reports."""

from icabinet import ids
from icabinet.agenda.queries import check_item
from icabinet.errors import NotFound
from icabinet.journal.actions import ANY_STATE, Args, action
from icabinet.journal.turns import Turn
from icabinet.meetings.queries import body_of, role_of
from icabinet.people import policy
from icabinet.people.tables import PersonRow
from icabinet.tasks import rules
from icabinet.tasks.facts import TaskClosed, TaskDropped, TaskEdited, TaskGiven, TaskPutOff, TaskReported, TaskReturned
from icabinet.tasks.owners import owns, units_of
from icabinet.tasks.tables import TaskRow
from icabinet.text import clean, clean_lines

_REMIND_DAYS = 3


class GiveTask(Args, frozen=True):
    """`item`: from which it follows; `deadline_at`: ms, None: without; `remind_days`: so many before it, 0: not."""

    id: str
    text: str
    unit: str
    item: str | None = None
    helpers: tuple[str, ...] = ()
    person: str | None = None
    deadline_at: int | None = None
    remind_days: int = _REMIND_DAYS


@action("tasks.give", GiveTask, permission="tasks.run", when=ANY_STATE)
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


@action("tasks.edit", EditTask, permission="tasks.run", when=ANY_STATE)
def edit(turn: Turn, args: EditTask) -> None:
    """Change what a task says and whose it is."""
    row = turn.get(TaskRow, args.id)
    rules.check_is_open(row.id, row.state)
    check_item(turn.session, turn.stream, args.item)
    unit, helpers = rules.checked_units(args.unit, args.helpers)
    text = clean_lines(args.text, "text", longest=rules.LONGEST)
    person = _person(turn, args.person)
    turn.record(TaskEdited(task=row.id, item=args.item, text=text, unit=unit, helpers=helpers, person=person))


class ReportTask(Args, frozen=True):
    """`done`: it is done; `until`: the later deadline that is asked for, ms."""

    id: str
    text: str
    done: bool = False
    until: int | None = None


@action("tasks.report", ReportTask, permission="tasks.report", when=ANY_STATE)
def report(turn: Turn, args: ReportTask) -> None:
    """Say how it goes with one's task, or that it is done; chair and secretary write down what a unit told them."""
    row = turn.get(TaskRow, args.id)
    may_run = policy.may(role_of(turn.session, turn.meeting, turn.actor), "tasks.run")
    mine = may_run or owns(row, turn.actor, units_of(turn.session, turn.actor))
    rules.check_may_report(row.id, row.state, owns=mine)
    text = clean_lines(args.text, "text", longest=rules.LONGEST_REPORT)
    turn.record(TaskReported(task=row.id, text=text, done=args.done, until=rules.check_deadline(args.until)))


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


def _person(turn: Turn, person: str | None) -> str | None:
    """Return who answers for the task; anybody who is known, at the meeting or not."""
    account = turn.session.get(PersonRow, person) if person else None
    if person and (account is None or account.disabled):
        raise NotFound(kind="person", id=person)
    return person or None
