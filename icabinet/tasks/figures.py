"""What many tasks came to, by whatever they are told apart by. Pure: of rows, or of whatever looks like them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from icabinet.tasks import rules

# In the order in which the bars lie beside one another; what was dropped is in none of them.
PARTS = ("in_time", "late", "waiting", "overdue", "reported")


class OneTask(Protocol):
    """A task, as its table has it."""

    @property
    def state(self) -> str: ...
    @property
    def deadline_at(self) -> int | None: ...
    @property
    def done_at(self) -> int | None: ...


T = TypeVar("T", bound=OneTask)


@dataclass
class Sums:
    """in_time, late: closed; waiting: open and in time; overdue: open, too late; reported: to be accepted."""

    in_time: int = 0
    late: int = 0
    waiting: int = 0
    overdue: int = 0
    reported: int = 0

    @property
    def total(self) -> int:
        return sum(getattr(self, part) for part in PARTS)

    def add(self, part: str) -> None:
        setattr(self, part, getattr(self, part) + 1)


def part_of(task: OneTask, now: int) -> str | None:
    """Return in which part a task is counted, None in none."""
    if task.state == rules.DROPPED:
        return None
    if task.state == rules.CLOSED:
        return "late" if rules.was_late(task.deadline_at, task.done_at) else "in_time"
    if task.state == rules.REPORTED:
        return "reported"
    return "overdue" if rules.is_overdue(task.state, task.deadline_at, now) else "waiting"


def sums_of(tasks: Iterable[T], name: Callable[[T], str], now: int) -> dict[str, Sums]:
    """Add up by name, those with most overdue first, then those with most to do."""
    found: dict[str, Sums] = {}
    for task in tasks:
        if (part := part_of(task, now)) is not None:
            found.setdefault(name(task), Sums()).add(part)
    return dict(sorted(found.items(), key=lambda one: (-one[1].overdue, -one[1].total, one[0])))
