"""When somebody is reminded of a task, what is overdue, and how tasks are counted."""

from typing import NamedTuple

import pytest

from icabinet.errors import Refusal
from icabinet.tasks import rules
from icabinet.tasks.figures import Sums, sums_of

DAY = 86_400_000


class Task(NamedTuple):
    state: str
    deadline_at: int | None = None
    done_at: int | None = None
    unit: str = "A"


@pytest.mark.parametrize(
    ("now", "days", "expected"),
    [(0, 3, 7 * DAY), (7 * DAY, 3, 10 * DAY), (8 * DAY, 3, 10 * DAY), (0, 0, 10 * DAY), (10 * DAY, 3, None)],
)
def test_who_does_it_is_reminded_before_the_deadline_and_at_it(now: int, days: int, expected: int | None):
    assert rules.remind_at(rules.GIVEN, 10 * DAY, days, now) == expected


def test_nobody_is_reminded_of_what_is_reported_done_or_has_no_deadline():
    assert rules.remind_at(rules.REPORTED, 10 * DAY, 3, 0) is None
    assert rules.remind_at(rules.GIVEN, None, 3, 0) is None


def test_a_task_is_overdue_from_its_deadline_on_until_it_is_reported_done():
    assert not rules.is_overdue("given", DAY, DAY - 1)
    assert rules.is_overdue("under_way", DAY, DAY)
    assert not rules.is_overdue("reported", DAY, 2 * DAY)
    assert not rules.is_overdue("given", None, DAY)


def test_every_task_is_counted_once_but_those_that_were_dropped():
    tasks = [
        Task("given"), Task("under_way", DAY), Task("reported", DAY, DAY + 1), Task("closed", DAY, DAY),
        Task("closed", DAY, DAY + 1), Task("dropped", DAY), Task("given", 3 * DAY, unit="B"),
    ]  # fmt: skip
    sums = sums_of(tasks, lambda task: task.unit, 2 * DAY)
    assert sums == {"A": Sums(in_time=1, late=1, waiting=1, overdue=1, reported=1), "B": Sums(waiting=1)}
    assert list(sums) == ["A", "B"]
    assert sums["A"].total == 5


def test_a_lead_is_not_also_a_helper_and_there_are_only_so_many():
    assert rules.checked_units(" A  b ", ["A b", "C", "C"]) == ("A b", ["C"])
    with pytest.raises(Refusal):
        rules.checked_units("A", [str(n) for n in range(21)])
