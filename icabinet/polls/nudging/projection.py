"""How a reminder changes the tables. Nothing else writes it."""

from sqlalchemy.orm import Session

from icabinet.journal.facts import Entry, projects
from icabinet.polls.nudging.facts import Nudged
from icabinet.polls.nudging.tables import NudgeRow


@projects(Nudged)
def nudge(session: Session, entry: Entry, fact: Nudged) -> list[str]:
    """Whoever was reminded before and has voted since is reminded no longer."""
    before = session.get(NudgeRow, (entry.stream, fact.poll))
    persons = {*fact.persons, *(before.persons if before else ())}
    session.merge(NudgeRow(stream=entry.stream, poll=fact.poll, persons=fact.persons, at=entry.at))
    return [f"nudges/{fact.poll}", *(f"nudges/{fact.poll}/{person}" for person in sorted(persons))]
