"""How each fact changes tasks. Nothing else writes them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.journal.facts import Entry, Fact, follows, projects
from icabinet.tasks import rules
from icabinet.tasks.facts import (
    TaskClosed,
    TaskDropped,
    TaskEdited,
    TaskFileAdded,
    TaskGiven,
    TaskPutOff,
    TaskReminded,
    TaskReported,
    TaskReturned,
    TasksCarried,
)
from icabinet.tasks.tables import CarriedRow, TaskFileRow, TaskRow, TaskStepRow


@projects(TaskGiven)
def give(session: Session, entry: Entry, fact: TaskGiven) -> list[str]:
    session.add(
        TaskRow(
            stream=entry.stream,
            id=fact.task,
            body=fact.body,
            item=fact.item,
            text=fact.text,
            unit=fact.unit,
            helpers=fact.helpers,
            person=fact.person,
            deadline_at=fact.deadline_at,
            remind_days=fact.remind_days,
            remind_at=fact.remind_at,
            by_word=fact.by_word,
            state=rules.GIVEN,
            position=entry.seq,
            by=entry.actor,
            at=entry.at,
        )
    )
    return _step(session, entry, fact.task, until=fact.deadline_at)


@projects(TaskEdited)
def edit(session: Session, entry: Entry, fact: TaskEdited) -> list[str]:
    row = _task(session, entry, fact.task)
    row.item, row.text, row.unit, row.helpers, row.person = fact.item, fact.text, fact.unit, fact.helpers, fact.person
    row.by_word = fact.by_word
    return _step(session, entry, row.id)


@projects(TaskReported)
def report(session: Session, entry: Entry, fact: TaskReported) -> list[str]:
    row = _task(session, entry, fact.task)
    row.state, row.reported_at = rules.REPORTED if fact.done else rules.UNDER_WAY, entry.at
    if fact.done:
        row.done_at, row.remind_at = entry.at, None
    return _step(session, entry, row.id, fact.text, until=fact.until, done=fact.done)


@projects(TaskFileAdded)
def add_file(session: Session, entry: Entry, fact: TaskFileAdded) -> list[str]:
    row = TaskFileRow(stream=entry.stream, id=fact.file, task=fact.task, position=entry.seq, filename=fact.filename)
    row.sha, row.size = fact.sha, fact.size
    session.add(row)
    return _step(session, entry, fact.task, fact.filename)


@projects(TaskPutOff)
def put_off(session: Session, entry: Entry, fact: TaskPutOff) -> list[str]:
    row = _task(session, entry, fact.task)
    row.deadline_at, row.remind_at, row.reminded_at = fact.deadline_at, fact.remind_at, None
    return _step(session, entry, row.id, fact.reason, until=fact.deadline_at)


@projects(TaskReturned)
def give_back(session: Session, entry: Entry, fact: TaskReturned) -> list[str]:
    row = _task(session, entry, fact.task)
    row.state, row.done_at, row.closed_at, row.remind_at = rules.UNDER_WAY, None, None, fact.remind_at
    return _step(session, entry, row.id, fact.reason)


@projects(TaskClosed)
def close(session: Session, entry: Entry, fact: TaskClosed) -> list[str]:
    row = _task(session, entry, fact.task)
    row.state, row.closed_at, row.done_at, row.remind_at = rules.CLOSED, entry.at, row.done_at or entry.at, None
    return _step(session, entry, row.id, fact.text)


@projects(TaskDropped)
def drop(session: Session, entry: Entry, fact: TaskDropped) -> list[str]:
    row = _task(session, entry, fact.task)
    row.state, row.closed_at, row.remind_at = rules.DROPPED, entry.at, None
    return _step(session, entry, row.id, fact.reason)


@projects(TaskReminded)
def remind(session: Session, entry: Entry, fact: TaskReminded) -> list[str]:
    row = _task(session, entry, fact.task)
    row.reminded_at, row.remind_at = entry.at, fact.remind_at
    return _step(session, entry, row.id, fact.why)


@projects(TasksCarried)
def carry(session: Session, entry: Entry, fact: TasksCarried) -> list[str]:
    before = _carried(session, entry.stream)
    for row in before:
        row.gone = True
    for place, one in enumerate(fact.tasks):
        session.merge(
            CarriedRow(
                stream=entry.stream,
                task=one.task,
                meeting=one.meeting,
                title=one.title,
                item=fact.item,
                place=place,
                text=one.text,
                unit=one.unit,
                deadline_at=one.deadline_at,
                state=one.state,
                at=entry.at,
                gone=False,
            )
        )
    return [f"carried/{task}" for task in {**{row.task: 0 for row in before}, **{one.task: 0 for one in fact.tasks}}]


@follows("agenda.item_removed")
def forget(session: Session, entry: Entry, fact: Fact) -> list[str]:
    """A task outlives its item; what was only put on the agenda there goes with it."""
    item = getattr(fact, "item", "")
    rows = session.scalars(select(TaskRow).where(TaskRow.stream == entry.stream, TaskRow.item == item)).all()
    for row in rows:
        row.item = None
    put = [row for row in _carried(session, entry.stream) if row.item == item]
    for one in put:
        one.gone = True
    return [*(f"tasks/{row.id}" for row in rows), *(f"carried/{one.task}" for one in put)]


def _task(session: Session, entry: Entry, task: str) -> TaskRow:
    return session.get_one(TaskRow, (entry.stream, task))


def _carried(session: Session, stream: str) -> list[CarriedRow]:
    query = select(CarriedRow).where(CarriedRow.stream == stream, CarriedRow.gone.is_(False))
    return list(session.scalars(query.order_by(CarriedRow.place)))


def _step(
    session: Session, entry: Entry, task: str, text: str = "", *, until: int | None = None, done: bool = False
) -> list[str]:
    """Write down what happened to the task; return the key of its record."""
    session.add(
        TaskStepRow(
            stream=entry.stream,
            task=task,
            position=entry.seq,
            what=entry.kind.name.partition(".")[2],
            text=text,
            until=until,
            done=done,
            by=entry.actor,
            at=entry.at,
        )
    )
    return [f"tasks/{task}"]
