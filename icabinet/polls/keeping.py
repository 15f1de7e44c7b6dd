"""Housekeeping of secret votes: when one ends, its key and every trace of its envelopes go."""

from sqlalchemy.orm import Session

from icabinet.config import Settings
from icabinet.database import Database, empty_log
from icabinet.journal.batches import Told
from icabinet.polls.facts import PollCancelled, PollClosed
from icabinet.polls.sealing import KeyRoom
from icabinet.polls.tables import PollRow

_RUNNING = ("open", "ended")
_ENDED = ("closed", "published", "cancelled")
_OPENING_S = 60.0


class Keeper:
    """Listens to the journal. What a crash interrupted is made good by `sweep` at the next start."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self._keys = KeyRoom(settings.data_dir / "poll_keys")
        self._database = database
        self._log_holds_envelopes = False

    def hear(self, told: list[Told]) -> None:
        for one in told:
            if isinstance(one.entry.fact, PollClosed | PollCancelled):
                self._end(one.entry.stream.partition(":")[2], one.entry.fact.poll)
        if self._log_holds_envelopes:
            self._log_holds_envelopes = not empty_log(self._database)

    def sweep(self) -> None:
        """Destroy the keys of votes that are not open."""
        for meeting, poll in self._keys.kept():
            with self._database.reading() as session:
                state = _state(session, meeting, poll)
            # A key is made a moment before its vote is open, perhaps just now, by another process.
            if state in _ENDED or (state not in _RUNNING and self._keys.age_s(meeting, poll) > _OPENING_S):
                self._end(meeting, poll)

    def _end(self, meeting: str, poll: str) -> None:
        self._keys.destroy(meeting, poll)
        if self._database.is_sqlite:
            self._log_holds_envelopes = not empty_log(self._database)


def _state(session: Session, meeting: str, poll: str) -> str | None:
    row = session.get(PollRow, (f"meeting:{meeting}", poll))
    return row.state if row else None
