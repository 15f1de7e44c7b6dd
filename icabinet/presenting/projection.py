"""How each fact changes the presented page. Nothing else writes it."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from icabinet.journal.facts import Entry, Fact, follows, projects
from icabinet.people.policy import may
from icabinet.presenting.facts import Gathered, HandedOver, PageShown, PresentingStopped, TakenBack
from icabinet.presenting.tables import PresenterRow, PresentingRow

PAGE, PRESENTER = "presenting/now", "presenting/presenter"


@projects(PageShown)
def show(session: Session, entry: Entry, fact: PageShown) -> list[str]:
    before = session.get(PresentingRow, entry.stream)
    is_same = before is not None and (before.paper, before.page) == (fact.paper, fact.page)
    session.merge(
        PresentingRow(
            stream=entry.stream,
            paper=fact.paper,
            page=fact.page,
            window=fact.window,
            by=entry.actor,
            # Whoever looks closer at a page has shown nothing new.
            at=before.at if before and is_same else entry.at,
            gathered=before.gathered if before else 0,
        )
    )
    return [PAGE]


@projects(PresentingStopped)
def stop(session: Session, entry: Entry, _fact: PresentingStopped) -> list[str]:
    session.execute(delete(PresentingRow).where(PresentingRow.stream == entry.stream))
    return [PAGE, *_release(session, entry.stream)]


@projects(HandedOver)
def hand_over(session: Session, entry: Entry, fact: HandedOver) -> list[str]:
    session.merge(PresenterRow(stream=entry.stream, person=fact.person, by=entry.actor, at=entry.at))
    return [PRESENTER, *_pass_on(session, entry.stream, fact.person)]


@projects(TakenBack)
def take_back(session: Session, entry: Entry, _fact: TakenBack) -> list[str]:
    return [*_release(session, entry.stream), *_pass_on(session, entry.stream, entry.actor)]


@projects(Gathered)
def gather(session: Session, entry: Entry, _fact: Gathered) -> list[str]:
    session.get_one(PresentingRow, entry.stream).gathered = entry.seq
    return [PAGE]


@follows("meetings.participant_added")
@follows("meetings.participant_removed")
def part_changed(session: Session, entry: Entry, fact: Fact) -> list[str]:
    """Whoever takes part no longer, or otherwise, presents no longer."""
    person, role = getattr(fact, "person", ""), getattr(fact, "role", None)
    row = session.get(PresenterRow, entry.stream)
    if row is None or row.person != person or may(role, "papers.present_when_asked"):
        return []
    return _release(session, entry.stream)


def _release(session: Session, stream: str) -> list[str]:
    """Forget who was asked to present."""
    row = session.get(PresenterRow, stream)
    if row is None:
        return []
    session.delete(row)
    return [PRESENTER]


def _pass_on(session: Session, stream: str, person: str) -> list[str]:
    """What is shown is shown by this person from now on."""
    row = session.get(PresentingRow, stream)
    if row is None or row.by == person:
        return []
    row.by = person
    return [PAGE]
