"""Snapshots that are kept while they are true: a hall full of tablets joins at one moment, and reads the same."""

from sqlalchemy.orm import Session

from icabinet.journal.records import Views, head, snapshot

_MOST_STREAMS = 16


class Snapshots:
    """The newest snapshot of each of the streams that were asked for last."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[int, dict[str, Views]]] = {}

    def of(self, session: Session, stream: str) -> tuple[int, dict[str, Views]]:
        """Return the stream's number and its records then, with all their views; they are not to be changed."""
        seq = head(session, stream)
        found = self._kept.pop(stream, None)
        if found is None or found[0] != seq:
            found = seq, snapshot(session, stream)
        self._kept[stream] = found
        while len(self._kept) > _MOST_STREAMS:
            self._kept.pop(next(iter(self._kept)), None)
        return found
