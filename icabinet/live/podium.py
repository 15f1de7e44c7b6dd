"""Who presents, at hand for signals, which wait for no database.

Read when a meeting's first tablet joins, kept true by what is told, forgotten with the last tablet.
"""

from collections.abc import Collection, Iterable

from icabinet.journal.batches import Told
from icabinet.people.policy import may

_PRESENTER = "presenting/presenter"


class Podium:
    """Of all meetings that somebody here takes part in: whom chair or secretary have asked to present, if anybody."""

    def __init__(self) -> None:
        self._asked: dict[str, str | None] = {}

    def learn(self, stream: str, asked: str | None) -> None:
        """Take what was read; what was told meanwhile is newer."""
        self._asked.setdefault(stream, asked)

    def hear(self, told: Iterable[Told]) -> None:
        """Note who presents from now on; to be called for streams that somebody here listens to."""
        for one in told:
            if _PRESENTER in one.changes:
                bodies = [body for _, body in one.changes[_PRESENTER] if body]
                self._asked[one.entry.stream] = bodies[0]["person"] if bodies else None

    def forget(self, streams: Collection[str]) -> None:
        """Nobody here listens to these any more."""
        for stream in streams:
            self._asked.pop(stream, None)

    def presents(self, stream: str, person: str, role: str) -> bool:
        """Whether this person may present: chair and secretary always, and whoever was asked to."""
        return may(role, "papers.present") or (
            self._asked.get(stream) == person and may(role, "papers.present_when_asked")
        )
