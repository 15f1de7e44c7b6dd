"""How each fact changes the chair that is lent. Nothing else writes it."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from icabinet.journal.facts import Entry, projects
from icabinet.meetings.chairing.facts import ChairLent, ChairReturned
from icabinet.meetings.chairing.tables import LentChairRow

_KEY = "chair/lent"


@projects(ChairLent)
def lend(session: Session, entry: Entry, fact: ChairLent) -> list[str]:
    session.add(LentChairRow(stream=entry.stream, of=fact.of, to=fact.to, part=fact.part, at=entry.at))
    return [_KEY]


@projects(ChairReturned)
def give_back(session: Session, entry: Entry, _fact: ChairReturned) -> list[str]:
    session.execute(delete(LentChairRow).where(LentChairRow.stream == entry.stream))
    return [_KEY]
