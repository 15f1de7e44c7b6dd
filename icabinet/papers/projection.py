"""How each fact changes the papers' table. Nothing else writes it."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from icabinet.journal.facts import Entry, projects
from icabinet.papers import versions
from icabinet.papers.facts import (
    ConversionStarted,
    IssuerNamed,
    PaperCancelled,
    PaperCompared,
    PaperConverted,
    PaperFailed,
    PaperFiled,
    PaperGrouped,
    PaperRefiled,
    PaperRemoved,
    PaperRenamed,
    PaperRetried,
)
from icabinet.papers.tables import PaperRow


@projects(PaperFiled)
def file(session: Session, entry: Entry, fact: PaperFiled) -> list[str]:
    row = PaperRow(
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
        version=1,
        group="",
        issuer="",
        issuer_name="",
        position=_last(session, entry.stream) + 1,
    )
    touched = _follow_on(session, row, fact.replaces) if fact.replaces else []
    session.add(row)
    return [_key(fact.paper), *map(_key, touched)]


@projects(PaperRenamed)
def rename(session: Session, entry: Entry, fact: PaperRenamed) -> list[str]:
    _paper(session, entry, fact.paper).title = fact.title
    return [_key(fact.paper)]


@projects(PaperGrouped)
def group(session: Session, entry: Entry, fact: PaperGrouped) -> list[str]:
    _paper(session, entry, fact.paper).group = fact.group
    return [_key(fact.paper)]


@projects(IssuerNamed)
def name_issuer(session: Session, entry: Entry, fact: IssuerNamed) -> list[str]:
    row = _paper(session, entry, fact.paper)
    row.issuer, row.issuer_name = fact.issuer, fact.issuer_name
    return [_key(fact.paper)]


@projects(PaperRefiled)
def refile(session: Session, entry: Entry, fact: PaperRefiled) -> list[str]:
    family, position = versions.family(session, entry.stream, fact.paper), _last(session, entry.stream) + 1
    for row in family:
        row.item, row.position = fact.item, position
    return [_key(row.id) for row in family]


@projects(PaperRemoved)
def remove(session: Session, entry: Entry, fact: PaperRemoved) -> list[str]:
    row = _paper(session, entry, fact.paper)
    touched = _close_ranks(session, row)
    session.delete(row)
    return [_key(fact.paper), *map(_key, touched)]


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
    return [_key(fact.paper), *map(_key, _take_over(session, row))]


@projects(PaperFailed)
def fail(session: Session, entry: Entry, fact: PaperFailed) -> list[str]:
    row = _paper(session, entry, fact.paper)
    row.state, row.reason = "failed", fact.reason
    return [_key(fact.paper)]


@projects(PaperCancelled)
def cancel(session: Session, entry: Entry, fact: PaperCancelled) -> list[str]:
    row = _paper(session, entry, fact.paper)
    row.state, row.reason = "failed", "cancelled"
    return [_key(fact.paper)]


@projects(PaperCompared)
def compare(session: Session, entry: Entry, fact: PaperCompared) -> list[str]:
    _paper(session, entry, fact.paper).unchanged = fact.unchanged
    return [_key(fact.paper)]


@projects(PaperRetried)
def retry(session: Session, entry: Entry, fact: PaperRetried) -> list[str]:
    row = _paper(session, entry, fact.paper)
    row.state, row.attempts, row.reason = "uploaded", 0, None
    return [_key(fact.paper)]


def _follow_on(session: Session, row: PaperRow, replaces: str) -> list[str]:
    """Put a row that is yet to be stored behind the version it replaces; return what else was changed."""
    old = session.get_one(PaperRow, (row.stream, replaces))
    row.version, row.position, row.group = old.version + 1, old.position, old.group
    row.issuer, row.issuer_name = old.issuer, old.issuer_name
    if old.state == "ready":
        row.replaces = old.id
        return []
    old.replaced_by, row.replaces = row.id, old.replaces
    return [old.id]


def _take_over(session: Session, row: PaperRow) -> list[str]:
    """Have a version that can be read now stand for the one before; return what was changed."""
    old = versions.before(session, row)
    if old is None or row.replaced_by is not None:
        return []
    old.replaced_by = row.id
    return [old.id]


def _close_ranks(session: Session, gone: PaperRow) -> list[str]:
    """Join the versions before and after one that is taken away; return which."""
    rows = versions.beside(session, gone.stream, [gone.id])
    for row in rows:
        if row.replaces == gone.id:
            # What was compared with the one that is gone has to be compared anew.
            row.replaces, row.unchanged = gone.replaces, None
        else:
            row.replaced_by = gone.replaced_by
    return [row.id for row in rows]


def _paper(session: Session, entry: Entry, paper: str) -> PaperRow:
    return session.get_one(PaperRow, (entry.stream, paper))


def _last(session: Session, stream: str) -> int:
    return session.scalar(select(func.max(PaperRow.position)).where(PaperRow.stream == stream)) or 0


def _key(paper: str) -> str:
    return f"papers/{paper}"
