"""How each fact changes the papers' table. Nothing else writes it."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from icabinet.journal.facts import Entry, projects
from icabinet.papers.facts import (
    ConversionStarted,
    PaperConverted,
    PaperFailed,
    PaperFiled,
    PaperRefiled,
    PaperRemoved,
    PaperRenamed,
    PaperRetried,
)
from icabinet.papers.tables import PaperRow


@projects(PaperFiled)
def file(session: Session, entry: Entry, fact: PaperFiled) -> list[str]:
    session.add(
        PaperRow(
            stream=entry.stream,
            id=fact.paper,
            item=fact.item,
            title=fact.title,
            filename=fact.filename,
            sha=fact.sha,
            size=fact.size,
            by=entry.actor,
            at=entry.at,
            state="uploaded",
            attempts=0,
            position=_last(session, entry.stream) + 1,
        )
    )
    return [_key(fact.paper)]


@projects(PaperRenamed)
def rename(session: Session, entry: Entry, fact: PaperRenamed) -> list[str]:
    _paper(session, entry, fact.paper).title = fact.title
    return [_key(fact.paper)]


@projects(PaperRefiled)
def refile(session: Session, entry: Entry, fact: PaperRefiled) -> list[str]:
    row = _paper(session, entry, fact.paper)
    row.item, row.position = fact.item, _last(session, entry.stream) + 1
    return [_key(fact.paper)]


@projects(PaperRemoved)
def remove(session: Session, entry: Entry, fact: PaperRemoved) -> list[str]:
    session.delete(_paper(session, entry, fact.paper))
    return [_key(fact.paper)]


@projects(ConversionStarted)
def start(session: Session, entry: Entry, fact: ConversionStarted) -> list[str]:
    row = _paper(session, entry, fact.paper)
    row.state, row.attempts, row.reason = "converting", fact.attempt, None
    return [_key(fact.paper)]


@projects(PaperConverted)
def finish(session: Session, entry: Entry, fact: PaperConverted) -> list[str]:
    row = _paper(session, entry, fact.paper)
    row.state, row.kind, row.renderer, row.sizes = "ready", fact.kind, fact.renderer, fact.sizes
    row.converter = fact.converter
    return [_key(fact.paper)]


@projects(PaperFailed)
def fail(session: Session, entry: Entry, fact: PaperFailed) -> list[str]:
    row = _paper(session, entry, fact.paper)
    row.state, row.reason = "failed", fact.reason
    return [_key(fact.paper)]


@projects(PaperRetried)
def retry(session: Session, entry: Entry, fact: PaperRetried) -> list[str]:
    row = _paper(session, entry, fact.paper)
    row.state, row.attempts, row.reason = "uploaded", 0, None
    return [_key(fact.paper)]


def _paper(session: Session, entry: Entry, paper: str) -> PaperRow:
    return session.get_one(PaperRow, (entry.stream, paper))


def _last(session: Session, stream: str) -> int:
    return session.scalar(select(func.max(PaperRow.position)).where(PaperRow.stream == stream)) or 0


def _key(paper: str) -> str:
    return f"papers/{paper}"
