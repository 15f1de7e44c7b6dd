"""How each fact changes the conflicts of interest. Nothing else writes them."""

from sqlalchemy.orm import Session

from icabinet.journal.facts import Entry, projects
from icabinet.polls.recusing.facts import RecusalEnded, Recused
from icabinet.polls.recusing.tables import RecusalRow


@projects(Recused)
def recuse(session: Session, entry: Entry, fact: Recused) -> list[str]:
    row = RecusalRow(stream=entry.stream, item=fact.item, person=fact.person, reason=fact.reason, at=entry.at)
    session.merge(row)
    return [f"recusals/{fact.item}/{fact.person}"]


@projects(RecusalEnded)
def end_recusal(session: Session, entry: Entry, fact: RecusalEnded) -> list[str]:
    session.delete(session.get_one(RecusalRow, (entry.stream, fact.item, fact.person)))
    return [f"recusals/{fact.item}/{fact.person}"]
