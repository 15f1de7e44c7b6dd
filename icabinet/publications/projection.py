"""How each fact changes publications, and what programs are told of others. Nothing else writes these tables."""

from collections.abc import Callable
from typing import Any

import msgspec
from sqlalchemy.orm import Session

from icabinet.journal.facts import Entry, Fact, follows, projects
from icabinet.meetings.queries import is_written
from icabinet.papers.queries import states_of
from icabinet.papers.rights import guarded, restriction_of
from icabinet.publications import events
from icabinet.publications.contents import AGENDA, DECISIONS, Agenda, Decisions
from icabinet.publications.facts import AgendaPublished, DecisionsPublished, PublicationWithdrawn
from icabinet.publications.queries import publications_of
from icabinet.publications.tables import AnnouncementRow, PublicationRow

About = Callable[[Any], str]


@projects(AgendaPublished)
def publish_agenda(session: Session, entry: Entry, fact: AgendaPublished) -> list[str]:
    return _publish(session, entry, AGENDA, fact, Agenda(items=fact.items), fact.place)


@projects(DecisionsPublished)
def publish_decisions(session: Session, entry: Entry, fact: DecisionsPublished) -> list[str]:
    content = Decisions(conclusions=fact.conclusions, votes=fact.votes, documents=fact.documents)
    return _publish(session, entry, DECISIONS, fact, content, "")


@projects(PublicationWithdrawn)
def withdraw(session: Session, entry: Entry, fact: PublicationWithdrawn) -> list[str]:
    row = session.get_one(PublicationRow, (entry.stream, fact.what))
    row.withdrawn_at, row.at, row.by, row.reason = entry.at, entry.at, entry.actor, fact.reason
    return [_key(fact.what)]


@follows("meetings.called_off")
def call_off(session: Session, entry: Entry, _fact: Fact) -> list[str]:
    """Whoever reads outside when it is held must not come in vain."""
    found = publications_of(session, entry.stream)
    for row in found.values():
        row.called_off, row.at = True, entry.at
    return [_key(what) for what in found]


def _publish(
    session: Session,
    entry: Entry,
    what: str,
    fact: AgendaPublished | DecisionsPublished,
    content: Agenda | Decisions,
    place: str,
) -> list[str]:
    before = session.get(PublicationRow, (entry.stream, what))
    session.merge(
        PublicationRow(
            stream=entry.stream,
            what=what,
            meeting=entry.stream.partition(":")[2],
            body=fact.body,
            body_name=fact.body_name,
            title=fact.title,
            starts_at=fact.starts_at,
            minutes=fact.minutes,
            place=place,
            note=fact.note,
            content=msgspec.to_builtins(content),
            revision=before.revision + 1 if before else 1,
            by=entry.actor,
            published_at=before.published_at if before else entry.at,
            at=entry.at,
            withdrawn_at=None,
            reason="",
            called_off=before.called_off if before else False,
        )
    )
    return [_key(what)]


def _key(what: str) -> str:
    return f"publications/{what}"


# --- what programs are told ---


def _nothing(_fact: Any) -> str:
    return ""


_ABOUT: dict[str, About] = {
    "agenda.item_opened": lambda fact: f"items/{fact.item}",
    "agenda.item_closed": lambda fact: f"items/{fact.item}",
    "polls.published": lambda fact: f"polls/{fact.poll}",
    "minutes.issued": lambda fact: f"documents/{fact.document}",
    "publications.agenda_published": lambda _fact: _key(AGENDA),
    "publications.decisions_published": lambda _fact: _key(DECISIONS),
    "publications.withdrawn": lambda fact: _key(fact.what),
}


def _tell(session: Session, entry: Entry, event: str, about: str = "") -> list[str]:
    if not is_written(session, entry.stream.partition(":")[2]):
        session.add(AnnouncementRow(stream=entry.stream, number=entry.seq, event=event, about=about, at=entry.at))
    return []


def _teller(event: str, about: About) -> Callable[[Session, Entry, Any], list[str]]:
    return lambda session, entry, fact: _tell(session, entry, event, about(fact))


for _name, _event in events.OF_MEETINGS.items():
    follows(_name)(_teller(_event, _ABOUT.get(_name, _nothing)))


@follows("conclusions.recorded")
def tell_conclusion(session: Session, entry: Entry, fact: Any) -> list[str]:
    if not fact.announced:
        return []
    return _tell(session, entry, events.CONCLUDED, f"conclusions/{fact.item or 'general'}")


@follows("papers.converted")
def tell_paper(session: Session, entry: Entry, fact: Any) -> list[str]:
    return _tell_of_paper(session, entry, fact.paper, events.PAPER_READY)


@follows("papers.released")
@follows("papers.restricted")
def tell_released(session: Session, entry: Entry, fact: Any) -> list[str]:
    """What few could read until now, everybody perhaps may from now on."""
    if states_of(session, entry.stream).get(fact.paper) != "ready":
        return []
    return _tell_of_paper(session, entry, fact.paper, events.PAPER_READY)


@follows("papers.removed")
def tell_removed(session: Session, entry: Entry, fact: Any) -> list[str]:
    return _tell_of_paper(session, entry, fact.paper, events.PAPER_REMOVED)


def _tell_of_paper(session: Session, entry: Entry, paper: str, event: str) -> list[str]:
    restriction = restriction_of(session, entry.stream, paper)
    is_for_few = restriction is not None and guarded(restriction)
    return [] if is_for_few else _tell(session, entry, event, f"papers/{paper}")
