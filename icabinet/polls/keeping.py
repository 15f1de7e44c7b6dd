"""Housekeeping of secret votes: when one ends, its key and every trace of its envelopes go."""

from sqlalchemy.orm import Session

from icabinet.config import Settings
from icabinet.database import Database
from icabinet.journal.turns import Told
from icabinet.polls.facts import PollCancelled, PollClosed
from icabinet.polls.sealing import KeyRoom
from icabinet.polls.tables import PollRow


class Keeper:
    """Listens to the journal. What a crash interrupted is made good by `sweep` at the next start."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self._keys = KeyRoom(settings.data_dir / "poll_keys")
        self._database = database

    def hear(self, told: list[Told]) -> None:
        for one in told:
            if isinstance(one.entry.fact, PollClosed | PollCancelled):
                self._end(one.entry.stream.partition(":")[2], one.entry.fact.poll)

    def sweep(self) -> None:
        """Destroy the keys of votes that are not open."""
        for meeting, poll in self._keys.kept():
            with self._database.reading() as session:
                is_open = _is_open(session, meeting, poll)
            if not is_open:
                self._end(meeting, poll)

    def _end(self, meeting: str, poll: str) -> None:
        self._keys.destroy(meeting, poll)
        if self._database.engine.dialect.name == "sqlite":
            _empty_log(self._database)


def _is_open(session: Session, meeting: str, poll: str) -> bool:
    row = session.get(PollRow, (f"meeting:{meeting}", poll))
    return row is not None and row.state == "open"


def _empty_log(database: Database) -> None:
    # The write-ahead log still holds pages with envelopes; secure_delete wiped them in the main file only.
    connection = database.engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()
