"""What the pages of tasks are made of: the tasks that concern the asker, with the meetings that gave them."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet import clock
from icabinet.database import portions
from icabinet.extensions import services
from icabinet.meetings.tables import MeetingRow
from icabinet.tasks.queries import Mine, last_words, tasks_for, urgency
from icabinet.tasks.rules import OPEN_STATES, is_overdue
from icabinet.tasks.tables import TaskRow
from icabinet.text import plain
from icabinet.web.pages import moments
from icabinet.web.security import viewer

SHELVES = ("mine", "overdue", "reported", "open", "closed", "all")


@dataclass(frozen=True)
class Line:
    """A task as its list shows it. report: what was last said of it, to those who may know; units: of all who do it."""

    mine: Mine
    meeting: str
    title: str
    body: str
    report: str
    overdue: bool

    @property
    def task(self) -> TaskRow:
        return self.mine.task

    @property
    def is_open(self) -> bool:
        return self.task.state in OPEN_STATES

    @property
    def units(self) -> list[str]:
        return [self.task.unit, *self.task.helpers]

    def is_on(self, shelf: str) -> bool:
        """Whether it stands on a shelf of the page."""
        return {
            "mine": self.mine.owns and self.task.state in ("given", "under_way"),
            "overdue": self.overdue,
            "reported": self.task.state == "reported",
            "open": self.is_open,
            "closed": not self.is_open,
        }.get(shelf, True)


@dataclass(frozen=True)
class Asked:
    """Which tasks are wanted: of a body, a unit, a meeting; with these words; due within these days ("2026-11-26")."""

    body: str = ""
    unit: str = ""
    meeting: str = ""
    q: str = ""
    since: str = ""
    until: str = ""

    @classmethod
    def read(cls, args: Any) -> "Asked":
        """Read what a page was asked; refuse with `invalid` a day that is none."""
        asked = cls(**{name: args.get(name, "").strip()[:200] for name in cls.__dataclass_fields__})
        asked._within(0)
        return asked

    def has(self, line: Line) -> bool:
        task, words = line.task, plain(self.q).split()
        said = plain(f"{task.text} {' '.join(line.units)} {line.title} {line.report}") if words else ""
        return (
            self.body in ("", line.body)
            and self.unit in ("", *line.units)
            and self.meeting in ("", line.meeting)
            and all(word in said for word in words)
            and self._within(task.deadline_at)
        )

    def _within(self, at: int | None) -> bool:
        if not (self.since or self.until):
            return True
        return at is not None and moments.within(at, self.since, self.until)


def lines_for_viewer() -> list[Line]:
    """Return all tasks that concern the asker, the most urgent first; closed ones after those, the latest first."""
    asker, now = viewer(), clock.now_ms()
    with services().db.reading() as session:
        mine = [one for one in tasks_for(session, asker.person) if asker.meeting in (None, _meeting(one.task))]
        meetings = meetings_by_stream(session, {one.task.stream for one in mine})
        said = last_words(session, [one.task for one in mine if one.follows])
    lines = [_line(one, meetings[one.task.stream], said, now) for one in mine]
    opened = sorted((line for line in lines if line.is_open), key=lambda line: urgency(line.task))
    closed = [line for line in lines if not line.is_open]
    return [*opened, *sorted(closed, key=lambda line: (-(line.task.closed_at or 0), line.task.id))]


def meetings_by_stream(session: Session, streams: Collection[str]) -> dict[str, MeetingRow]:
    """Return these meetings."""
    query = select(MeetingRow)
    found = (session.scalars(query.where(MeetingRow.stream.in_(some))) for some in portions(sorted(streams)))
    return {row.stream: row for rows in found for row in rows}


def _line(one: Mine, meeting: MeetingRow, said: dict[tuple[str, str], str], now: int) -> Line:
    task = one.task
    return Line(
        mine=one,
        meeting=meeting.id,
        title=meeting.title,
        body=meeting.body_name,
        report=said.get((task.stream, task.id), ""),
        overdue=is_overdue(task.state, task.deadline_at, now),
    )


def _meeting(task: TaskRow) -> str:
    return task.stream.partition(":")[2]
