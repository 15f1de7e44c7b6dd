"""The page of a task: what is to be done by whom until when, how it went, and what may be done with it now."""

from dataclasses import dataclass

from flask import render_template
from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet import ids
from icabinet.agenda.tables import ItemRow
from icabinet.conclusions.queries import conclusion_on
from icabinet.conclusions.queries import files_of as files_of_conclusions
from icabinet.conclusions.tables import GENERAL, ConclusionFileRow
from icabinet.errors import NotFound
from icabinet.extensions import services
from icabinet.meetings.queries import meeting_row, role_of, stream_of
from icabinet.meetings.tables import MeetingRow
from icabinet.people.tables import PersonRow
from icabinet.tasks.owners import known_units
from icabinet.tasks.queries import Mine, files_of, steps_of, task_for
from icabinet.tasks.tables import TaskFileRow, TaskStepRow
from icabinet.web.pages import moments
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.tasks import words
from icabinet.web.security import viewer


@dataclass(frozen=True)
class Seen:
    """A task as the asker sees it. conclusion: from which it follows; steps: none for whom how it goes is not."""

    mine: Mine
    meeting: MeetingRow
    item: str
    conclusion: str
    steps: list[TaskStepRow]
    names: dict[str, str]
    units: list[str]
    files: list[TaskFileRow]
    conclusion_files: list[ConclusionFileRow]

    @property
    def file_of(self) -> dict[int, TaskFileRow]:
        """The files by the number of the step with which each came."""
        return {one.position: one for one in self.files}


@pages.get("/tasks/<meeting>/<task>")
def task(meeting: str, task: str) -> str:
    return page_of(seen(meeting, task))


def page_of(found: Seen, problem: str = "") -> str:
    """Show the task, and what was not taken."""
    day = moments.to_type(found.mine.task.deadline_at)[0] if found.mine.task.deadline_at else ""
    asked = next((step.until for step in reversed(found.steps) if step.what == "reported"), None)
    wanted = moments.to_type(asked)[0] if asked else ""
    return render_template(
        "tasks/task.html",
        seen=found,
        task=found.mine.task,
        meeting=found.meeting,
        day=day,
        wanted=wanted,
        problem=problem,
        words=words,
        here="tasks",
    )


def seen(meeting: str, task: str) -> Seen:
    """Return the task as the asker may see it, or refuse with `not_found`."""
    asker = viewer()
    if asker.meeting not in (None, ids.check(meeting, "meeting")):
        raise NotFound(kind="tasks", id=task)
    with services().db.reading() as session:
        stream = stream_of(meeting)
        mine = task_for(session, stream, task, asker.person, role_of(session, meeting, asker.person))
        if mine is None:
            raise NotFound(kind="tasks", id=task)
        steps = steps_of(session, stream, task) if mine.follows else []
        conclusion = _conclusion(session, mine)
        beside = files_of_conclusions(session, stream).get(mine.task.item or GENERAL, []) if conclusion else []
        return Seen(
            mine=mine,
            meeting=meeting_row(session, meeting),
            item=_item(session, stream, mine.task.item),
            conclusion=conclusion,
            conclusion_files=beside,
            files=files_of(session, stream, task) if mine.follows else [],
            steps=steps,
            names=_names(session, {mine.task.by, mine.task.person or "", *(step.by for step in steps)}),
            units=known_units(session, mine.task.body) if mine.runs else [],
        )


def _item(session: Session, stream: str, item: str | None) -> str:
    row = session.get(ItemRow, (stream, item)) if item else None
    return row.title if row else ""


def _conclusion(session: Session, mine: Mine) -> str:
    """Return the words from which the task follows: a draft is the desk's, the others' is what was announced."""
    row = conclusion_on(session, mine.task.stream, mine.task.item)
    return row.text if row and (mine.runs or row.announced_at is not None) else ""


def _names(session: Session, persons: set[str]) -> dict[str, str]:
    rows = session.execute(select(PersonRow.id, PersonRow.name).where(PersonRow.id.in_(persons)))
    return {person: name for person, name in rows}  # noqa: C416 - rows are no pairs to a type checker
