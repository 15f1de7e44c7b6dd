"""Who may number a stream's next entry: whoever holds it. That is how several processes write to one journal."""

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from icabinet.journal.tables import StreamRow

_HELD = "streams_held"


def hold_all(session: Session, streams: Collection[str]) -> None:
    """Hold all these streams until the transaction ends.

    Everybody takes them in the same order, so that no two processes wait for each other.
    """
    _lock(session, streams)
    session.info[_HELD] = frozenset(streams)


def hold(session: Session, stream: str) -> None:
    """Hold one stream, unless the batch holds it already."""
    if stream not in session.info.get(_HELD, ()):
        _lock(session, [stream])


def _lock(session: Session, streams: Collection[str]) -> None:
    # On SQLite the transaction itself is the lock, of everything.
    if not streams or session.get_bind().dialect.name == "sqlite":
        return
    missing = sorted(set(streams) - _lock_rows(session, streams))
    if missing:
        # There is no row to lock yet. Two who make the same stream take turns by its name instead.
        for stream in missing:
            session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(stream, 0))))
        _lock_rows(session, missing)
    # What was read before the lock may have been changed by whoever held it.
    session.flush()
    session.expire_all()


def _lock_rows(session: Session, streams: Collection[str]) -> set[str]:
    query = select(StreamRow.id).where(StreamRow.id.in_(streams)).order_by(StreamRow.id)
    return set(session.scalars(query.with_for_update()))
