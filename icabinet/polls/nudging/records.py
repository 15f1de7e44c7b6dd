"""What people see of reminders: whoever is reminded the own one, the desk when the last one was."""

from collections.abc import Collection, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.journal.records import DESK, Views, person_tag, records
from icabinet.polls.nudging.rules import EVERY_MS
from icabinet.polls.nudging.tables import NudgeRow


@records("nudges")
def nudges(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    query = select(NudgeRow).where(NudgeRow.stream == stream)
    polls = None if ids is None else {name.partition("/")[0] for name in ids}
    for row in session.scalars(query if polls is None else query.where(NudgeRow.poll.in_(polls))):
        said = {"poll": row.poll, "at": row.at}
        views: dict[str, Views] = {
            row.poll: [(DESK, {**said, "count": len(row.persons), "again_at": row.at + EVERY_MS})]
        }
        views |= {f"{row.poll}/{person}": [(person_tag(person), said)] for person in row.persons}
        yield from ((name, seen) for name, seen in views.items() if ids is None or name in ids)
