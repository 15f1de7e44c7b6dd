"""Which page was sent to whom: a plain table, no meeting's fact, kept for those who look into it afterwards.

Of a guarded paper it is written before anything is sent. Of others the first time counts, and is written in portions:
what the last seconds before a crash brought is lost.
"""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import BigInteger, Index, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from icabinet import clock, ids
from icabinet.database import Base, portions
from icabinet.errors import Unavailable

# What one process remembers to have written already; past that it asks the table again.
_MOST_KNOWN = 200_000
_MOST_WAITING = 20_000
Write = Callable[[Callable[[Session], None]], Any]
log = logging.getLogger(__name__)


class ViewRow(Base):
    """`what`: page, words, structure, original, annotated, or kept: taken along on a tablet, perhaps to be read.

    `session`: the beginning of the session's hash; `device`: its kind, in words.
    """

    __tablename__ = "paper_views"
    __table_args__ = (Index("views_by_paper", "meeting", "paper", "at"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    meeting: Mapped[str]
    paper: Mapped[str]
    person: Mapped[str]
    what: Mapped[str]
    page: Mapped[int | None]
    width: Mapped[int | None]
    guarded: Mapped[bool]
    session: Mapped[str]
    device: Mapped[str]
    at: Mapped[int] = mapped_column(BigInteger)


@dataclass(frozen=True)
class Sighting:
    """Something of a paper that is sent to somebody now."""

    meeting: str
    paper: str
    person: str
    what: str
    session: str
    device: str
    page: int | None = None
    width: int | None = None
    guarded: bool = False

    @property
    def first(self) -> str:
        """The id of its row, where only the first of its kind is kept."""
        return f"{self.paper}:{self.person}:{self.what}:{self.page}"


class Sightings:
    """Writes them down by `write`, the writer's plain writes."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._known: set[str] = set()
        self._waiting: list[tuple[Sighting, int]] = []
        self._lock = threading.Lock()

    def note_now(self, seen: Sighting) -> None:
        """Write it down durably, or refuse with `unavailable`."""
        row = _row(ids.new(), seen, clock.now_ms())
        self._write(lambda session: session.add(row))

    def note_soon(self, seen: Sighting) -> None:
        """Write it down within a few seconds, if it is the first of its kind."""
        if seen.first in self._known:
            return
        with self._lock:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known.add(seen.first)
            self._waiting.append((seen, clock.now_ms()))

    def flush(self) -> None:
        """Write down what waits."""
        with self._lock:
            waiting, self._waiting = self._waiting, []
        if waiting:
            try:
                self._write(lambda session: _add_new(session, waiting))
            except Unavailable:
                with self._lock:
                    # The database is away for a while, and soon comes back.
                    self._waiting = [*waiting, *self._waiting][:_MOST_WAITING]
                log.warning("%d views of papers wait for the database", len(waiting))


def views_of(session: Session, meeting: str, paper: str) -> Sequence[ViewRow]:
    """Return what is on record of a paper, the oldest first."""
    mine = select(ViewRow).where(ViewRow.meeting == meeting, ViewRow.paper == paper)
    return session.scalars(mine.order_by(ViewRow.at, ViewRow.id)).all()


def forget_before(session: Session, at: int) -> int:
    """Delete what is older than that moment (ms); return how many."""
    gone = session.execute(delete(ViewRow).where(ViewRow.at < at))
    return int(gone.rowcount)  # type: ignore[attr-defined]


def _add_new(session: Session, waiting: list[tuple[Sighting, int]]) -> None:
    rows = {seen.first: _row(seen.first, seen, at) for seen, at in reversed(waiting)}
    for some in portions(list(rows)):
        for known in session.scalars(select(ViewRow.id).where(ViewRow.id.in_(some))):
            del rows[known]
    session.add_all(rows.values())


def _row(name: str, seen: Sighting, at: int) -> ViewRow:
    return ViewRow(id=name, at=at, **asdict(seen))
