"""Who may read a paper: the one rule, asked by records, pictures, originals, search, presenting and ink.

It is written down with the paper whenever it changes (`restricting/projection.py`), so that asking costs one look.
"""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import event, select
from sqlalchemy.orm import Session, SessionTransaction

from icabinet.journal.records import DESK, EVERYONE, Views, lost_since, person_tag
from icabinet.many import among
from icabinet.papers.restricting import rules
from icabinet.papers.restricting.tables import RestrictionRow
from icabinet.papers.tables import PaperRow
from icabinet.people import policy

Body = dict[str, Any]
_SAID = "restrictions"
_OF_STREAMS = select(RestrictionRow).where(among(RestrictionRow.stream, "streams"))


def may_read(session: Session, row: PaperRow, person: str, role: str | None) -> bool:
    """Whether this person may read the paper at all; `role` is theirs in its meeting, None for no part in it."""
    if not policy.may(role, "papers.read"):
        return False
    return reads(session, row.stream, row.id, person, role)


def reads(session: Session, stream: str, paper: str, person: str, role: str | None) -> bool:
    """Whether a paper of the stream is for this participant, whatever else they may."""
    restriction = restriction_of(session, stream, paper)
    return restriction is None or rules.sees_all(role) or _reads(restriction, person)


def is_guarded(session: Session, row: PaperRow) -> bool:
    """Whether its pages carry their reader's name, and each picture of them is put on record."""
    restriction = restriction_of(session, row.stream, row.id)
    return restriction is not None and guarded(restriction)


def hidden_from(session: Session, stream: str, person: str, role: str | None) -> set[str]:
    """Return the ids of the stream's papers that this participant may not read, for whoever looks at many."""
    if rules.sees_all(role):
        return set()
    return {paper for paper, row in restrictions(session, stream).items() if not _reads(row, person)}


def restriction_of(session: Session, stream: str, paper: str) -> RestrictionRow | None:
    """Return what is said of a paper, None for an ordinary one."""
    return restrictions(session, stream).get(paper)


def restrictions(session: Session, stream: str) -> dict[str, RestrictionRow]:
    """Return what is said of the stream's papers, by paper; read once for a session, for a batch draws much ink."""
    kept: dict[str, dict[str, RestrictionRow]] = session.info.setdefault(_SAID, {})
    if stream not in kept:
        found = session.scalars(select(RestrictionRow).where(RestrictionRow.stream == stream))
        kept[stream] = {row.paper: row for row in found}
    return kept[stream]


def read_ahead(session: Session, streams: Collection[str]) -> None:
    """Have at hand what is said of the papers of many streams, which would otherwise be read one by one."""
    kept: dict[str, dict[str, RestrictionRow]] = session.info.setdefault(_SAID, {})
    fresh = [stream for stream in streams if stream not in kept]
    kept.update({stream: {} for stream in fresh})
    if fresh:
        for row in session.scalars(_OF_STREAMS, {"streams": fresh}):
            kept[row.stream][row.paper] = row


def due(session: Session, now: int) -> list[tuple[str, str]]:
    """Return (stream, paper) of the papers that may be read by now (ms) and are not yet, the oldest first."""
    query = select(RestrictionRow.stream, RestrictionRow.paper).where(RestrictionRow.until <= now)
    query = query.join(PaperRow, (PaperRow.stream == RestrictionRow.stream) & (PaperRow.id == RestrictionRow.paper))
    return [(stream, paper) for stream, paper in session.execute(query.order_by(RestrictionRow.until))]


def forget(session: Session) -> None:
    """Rows come in this session: what was read of them holds no longer."""
    session.info.pop(_SAID, None)


@event.listens_for(Session, "after_soft_rollback")
def _forget_undone(session: Session, _undone: SessionTransaction) -> None:
    """What a turn wrote that failed never was."""
    forget(session)


def guarded(row: RestrictionRow) -> bool:
    return rules.is_guarded(row.level, for_all=rules.is_for_all(row.roles, row.units, row.people, row.until))


def views(session: Session, row: RestrictionRow | None, body: Body | None, made_at: int = 0) -> Views:
    """Return who sees what of a thing that belongs to a paper; `body` is None once it is gone."""
    if row is None:
        return [(EVERYONE, body)] if body else []
    return views_of(session, {DESK: None, **row.readers}, body, made_at)


def views_of(session: Session, readers: Mapping[str, int | None], body: Body | None, made_at: int = 0) -> Views:
    """Return who sees what of a thing; `readers`: by audience until when (ms) it was seen, None: it is now.

    Whoever has lost it hears, once, that it is gone, and so is what was `made_at` a time (ms) when they saw it.
    """
    now = [tag for tag, until in readers.items() if until is None]
    if EVERYONE in now:
        return [(EVERYONE, body)]
    since = max(made_at, lost_since(session))
    once = [tag for tag, until in readers.items() if until is not None and since <= until]
    return [*((tag, body) for tag in now), *((tag, None) for tag in once)]


def circle(row: RestrictionRow) -> frozenset[str] | None:
    """Return the tags of those who see the paper, None for everybody."""
    now = frozenset(tag for tag, until in row.readers.items() if until is None)
    return None if EVERYONE in now else now | {DESK}


def _reads(row: RestrictionRow, person: str) -> bool:
    return any(tag in row.readers and row.readers[tag] is None for tag in (EVERYONE, person_tag(person)))
