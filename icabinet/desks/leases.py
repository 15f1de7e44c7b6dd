"""Leases: work that one process has taken and the others leave alone, until it is done or the process is silent."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import BigInteger, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from icabinet import clock, ids
from icabinet.database import Base
from icabinet.errors import Unavailable
from icabinet.extensions import services
from icabinet.journal.writing import Writer

HELD_MS = 15_000
_RENEWED_S = 4.0
_FORGOTTEN_MS = 24 * 3600 * 1000
log = logging.getLogger(__name__)


class LeaseRow(Base):
    """Who has taken the work of this name, and how long the others believe it."""

    __tablename__ = "leases"

    name: Mapped[str] = mapped_column(primary_key=True)
    holder: Mapped[str]
    until: Mapped[int] = mapped_column(BigInteger)


@contextmanager
def leased(name: str, lost: threading.Event | None = None) -> Iterator[bool]:
    """Take this work for the length of the block; yield whether it could be had. `lost` is set when it is lost."""
    writer, holder = services().writer, ids.new()
    if not writer.write(lambda session: _take(session, name, holder)):
        yield False
        return
    done = threading.Event()
    renewing = threading.Thread(target=_renew, args=(writer, name, holder, done, lost), name="lease", daemon=True)
    renewing.start()
    try:
        yield True
    finally:
        done.set()
        renewing.join()
        try:
            writer.write(lambda session: _give_back(session, name, holder))
        except Unavailable:
            log.warning("%s cannot be given back: it will be free in %d s", name, HELD_MS // 1000)


def sweep() -> None:
    """Forget what was taken by processes that died long ago."""
    old = delete(LeaseRow).where(LeaseRow.until < clock.now_ms() - _FORGOTTEN_MS)
    services().writer.write(lambda session: session.execute(old))


def taken() -> set[str]:
    """Return the names of all work that somebody has now."""
    with services().db.reading() as session:
        return set(session.scalars(select(LeaseRow.name).where(LeaseRow.until > clock.now_ms())))


def _take(session: Session, name: str, holder: str) -> bool:
    now = clock.now_ms()
    row = session.get(LeaseRow, name, with_for_update=True)
    if row is None:
        session.add(LeaseRow(name=name, holder=holder, until=now + HELD_MS))
        return True
    if row.until > now and row.holder != holder:
        return False
    row.holder, row.until = holder, now + HELD_MS
    return True


def _give_back(session: Session, name: str, holder: str) -> None:
    session.execute(delete(LeaseRow).where(LeaseRow.name == name, LeaseRow.holder == holder))


def _renew(writer: Writer, name: str, holder: str, done: threading.Event, lost: threading.Event | None) -> None:
    while not done.wait(_RENEWED_S):
        try:
            # Once somebody else has it, it is lost: what comes of the work is then decided by the paper's state.
            if not writer.write(lambda session: _take(session, name, holder)):
                if lost is not None:
                    lost.set()
                return
        except Unavailable:
            continue
