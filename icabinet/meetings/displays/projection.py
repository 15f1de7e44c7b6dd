"""How each fact changes what displays are pinned to. Nothing else writes it."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from icabinet.journal.facts import Entry, Fact, follows, projects
from icabinet.meetings.displays.facts import DisplayPinned, DisplayReleased
from icabinet.meetings.displays.tables import DisplayRow
from icabinet.people.policy import Role


@projects(DisplayPinned)
def pin(session: Session, entry: Entry, fact: DisplayPinned) -> list[str]:
    session.merge(
        DisplayRow(
            stream=entry.stream,
            display=fact.display,
            view=fact.view,
            paper=fact.paper,
            page=fact.page,
            text=fact.text,
            until=fact.until,
            at=entry.at,
        )
    )
    return [_key(fact.display)]


@projects(DisplayReleased)
def release(session: Session, entry: Entry, fact: DisplayReleased) -> list[str]:
    return _unpin(session, entry.stream, fact.display)


@follows("meetings.participant_added")
@follows("meetings.participant_removed")
def part_changed(session: Session, entry: Entry, fact: Fact) -> list[str]:
    """What is no display any more is pinned to nothing; others may have come to read what they are pinned to."""
    person, role = getattr(fact, "person", ""), getattr(fact, "role", None)
    gone = [] if role == Role.DISPLAY else _unpin(session, entry.stream, person)
    return [*gone, *_pinned(session, entry.stream)]


@follows("papers.restricted")
@follows("papers.released")
def sight_changed(session: Session, entry: Entry, fact: Fact) -> list[str]:
    """A display that is pinned to a paper hears of it only while the paper is for it."""
    return _pinned(session, entry.stream, getattr(fact, "paper", ""))


def _unpin(session: Session, stream: str, display: str) -> list[str]:
    row = session.get(DisplayRow, (stream, display))
    if row is None:
        return []
    session.execute(delete(DisplayRow).where(DisplayRow.stream == stream, DisplayRow.display == display))
    return [_key(display)]


def _pinned(session: Session, stream: str, paper: str | None = None) -> list[str]:
    query = select(DisplayRow.display).where(DisplayRow.stream == stream, DisplayRow.paper.is_not(None))
    return [_key(one) for one in session.scalars(query if paper is None else query.where(DisplayRow.paper == paper))]


def _key(display: str) -> str:
    return f"displays/{display}"
