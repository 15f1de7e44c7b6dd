"""How it changes who may read a paper. Nothing else writes its table.

What is touched is all that belongs to the paper: it comes to those who may read it now, and goes from the others.
"""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from icabinet.comments.queries import threads_on
from icabinet.ink.queries import strokes_on
from icabinet.journal.facts import Entry, Fact, follows, projects
from icabinet.journal.records import EVERYONE, person_tag
from icabinet.meetings.queries import participants_of
from icabinet.papers.facts import PaperFiled, PaperRemoved
from icabinet.papers.restricting import rules
from icabinet.papers.restricting.facts import PaperReleased, PaperRestricted
from icabinet.papers.restricting.tables import RestrictionRow
from icabinet.papers.rights import forget, restriction_of, restrictions
from icabinet.papers.tables import PaperRow
from icabinet.presenting.queries import presented

Readers = dict[str, int | None]


@projects(PaperRestricted)
def restrict(session: Session, entry: Entry, fact: PaperRestricted) -> list[str]:
    row = restriction_of(session, entry.stream, fact.paper) or _new(session, entry.stream, fact.paper)
    row.level, row.until = fact.level, fact.until
    row.roles, row.units, row.people = fact.roles, fact.units, fact.people
    _refit(session, entry, row)
    return touched(session, row)


@projects(PaperReleased)
def release(session: Session, entry: Entry, fact: PaperReleased) -> list[str]:
    row = session.get_one(RestrictionRow, (entry.stream, fact.paper))
    row.until = None
    _refit(session, entry, row)
    return touched(session, row)


@follows("meetings.participant_added")
@follows("meetings.participant_removed")
def refit(session: Session, entry: Entry, _fact: Fact) -> list[str]:
    """Somebody's part has changed: what they may read has perhaps, too."""
    changed = [row for row in restrictions(session, entry.stream).values() if _refit(session, entry, row)]
    return [key for row in changed for key in touched(session, row)]


@follows("papers.removed")
def remove(session: Session, entry: Entry, fact: PaperRemoved) -> list[str]:
    """What was said of the paper stays, unseen: others are not to learn that it is gone."""
    return [f"restrictions/{fact.paper}"] if restriction_of(session, entry.stream, fact.paper) else []


@follows("papers.filed")
def inherit(session: Session, entry: Entry, fact: PaperFiled) -> Iterable[str]:
    """A new version is for those whom the version before is for, unless it was said for whom it is."""
    before = restriction_of(session, entry.stream, fact.replaces or "")
    if before is not None and restriction_of(session, entry.stream, fact.paper) is None:
        row = RestrictionRow(stream=entry.stream, paper=fact.paper, readers={})
        row.level, row.until = before.level, before.until
        row.roles, row.units, row.people = before.roles, before.units, before.people
        session.add(row)
        forget(session)
        _refit(session, entry, row)
        yield f"restrictions/{row.paper}"


def touched(session: Session, row: RestrictionRow) -> list[str]:
    """Return the keys of all records that are seen by who may read the paper."""
    strokes = [f"strokes/{stroke}" for stroke in strokes_on(session, row.stream, row.paper)]
    threads = threads_on(session, row.stream, row.paper)
    shown = ["presenting/now"] if presented(session, row.stream) == row.paper else []
    return [f"papers/{row.paper}", f"restrictions/{row.paper}", *strokes, *threads, *shown]


def _new(session: Session, stream: str, paper: str) -> RestrictionRow:
    # What was filed already has been everybody's until now.
    readers: Readers = {EVERYONE: None} if session.get(PaperRow, (stream, paper)) else {}
    row = RestrictionRow(stream=stream, paper=paper, readers=readers)
    session.add(row)
    forget(session)
    return row


def _refit(session: Session, entry: Entry, row: RestrictionRow) -> bool:
    """Write down who reads the paper now, and who does no longer; return whether anybody's sight has changed."""
    now = set(_tags(session, entry.stream, row))
    readers: Readers = {tag: _until(tag, until, now, entry.at) for tag, until in row.readers.items()}
    readers |= dict.fromkeys(sorted(now))
    changed, row.readers = readers != row.readers, readers
    return changed


def _until(tag: str, until: int | None, now: set[str], at: int) -> int | None:
    if tag in now:
        return None
    return at if until is None else until


def _tags(session: Session, stream: str, row: RestrictionRow) -> Iterable[str]:
    who = (row.roles, row.units, row.people)
    if rules.is_for_all(*who, row.until):
        yield EVERYONE
    elif row.until is None:
        for part in participants_of(session, stream.partition(":")[2]):
            fits = rules.is_reader(*who, person=part.person, role=part.role, unit=part.unit)
            if fits and not rules.sees_all(part.role):
                yield person_tag(part.person)
