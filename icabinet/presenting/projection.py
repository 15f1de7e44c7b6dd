"""How each fact changes the presented page. Nothing else writes it."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from icabinet.journal.facts import Entry, projects
from icabinet.presenting.facts import PageShown, PresentingStopped
from icabinet.presenting.tables import PresentingRow

KEYS = ["presenting/now"]


@projects(PageShown)
def show(session: Session, entry: Entry, fact: PageShown) -> list[str]:
    session.merge(
        PresentingRow(
            stream=entry.stream,
            paper=fact.paper,
            page=fact.page,
            by=entry.actor,
            at=entry.at,
        )
    )
    return KEYS


@projects(PresentingStopped)
def stop(session: Session, entry: Entry, _fact: PresentingStopped) -> list[str]:
    session.execute(delete(PresentingRow).where(PresentingRow.stream == entry.stream))
    return KEYS
