"""What can happen to tasks."""

from typing import Literal

import msgspec

from icabinet.journal.facts import Audience, Fact, fact

Why = Literal["soon", "overdue", "asked"]


@fact("tasks.given")
class TaskGiven(Fact, frozen=True):
    """A unit has something to do, by a deadline (ms) or without one.

    item: from which it follows; helpers: units that take part; remind_at: when the unit is reminded first, ms.
    by_word: the unit's word that it is done closes it; else chair or secretary accept that.
    """

    task: str
    body: str
    item: str | None
    text: str
    unit: str
    helpers: list[str]
    person: str | None
    deadline_at: int | None
    remind_days: int
    remind_at: int | None
    by_word: bool = False


@fact("tasks.edited")
class TaskEdited(Fact, frozen=True):
    """What the task says now, and whose it is."""

    task: str
    item: str | None
    text: str
    unit: str
    helpers: list[str]
    person: str | None
    by_word: bool = False


@fact("tasks.reported", audience=Audience.DESK)
class TaskReported(Fact, frozen=True):
    """What the unit says of it. done: it is done; until: the later deadline that the unit asks for, ms."""

    task: str
    text: str
    done: bool
    until: int | None


@fact("tasks.file_added", audience=Audience.DESK)
class TaskFileAdded(Fact, frozen=True):
    """A file was put to the task: with a report, or by chair or secretary."""

    task: str
    file: str
    filename: str
    sha: str
    size: int


@fact("tasks.put_off", audience=Audience.DESK)
class TaskPutOff(Fact, frozen=True):
    """The task has another deadline. remind_at: when the unit is reminded next, ms."""

    task: str
    deadline_at: int
    reason: str
    remind_at: int | None


@fact("tasks.returned", audience=Audience.DESK)
class TaskReturned(Fact, frozen=True):
    """What was reported done, or closed, is to be gone on with."""

    task: str
    reason: str
    remind_at: int | None


@fact("tasks.closed", audience=Audience.DESK)
class TaskClosed(Fact, frozen=True):
    """The task is done: chair or secretary say so, or the unit whose word is enough."""

    task: str
    text: str


@fact("tasks.dropped", audience=Audience.DESK)
class TaskDropped(Fact, frozen=True):
    """The task is not to be done any more."""

    task: str
    reason: str


@fact("tasks.reminded", audience=Audience.DESK)
class TaskReminded(Fact, frozen=True):
    """Those who answer for the task were reminded. Whoever sends word outside the product listens to this.

    why: the deadline comes soon, is over, or somebody asked for it; remind_at: when they are reminded next, ms.
    """

    task: str
    why: Why
    persons: list[str]
    remind_at: int | None


class Carried(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A task of an earlier meeting as it stands now. title: of that meeting."""

    task: str
    meeting: str
    title: str
    text: str
    unit: str
    deadline_at: int | None
    state: str


@fact("tasks.carried")
class TasksCarried(Fact, frozen=True):
    """These open tasks of earlier meetings, and no others, stand on this agenda under the item."""

    item: str
    tasks: list[Carried]
