"""Who may hear of which restricted paper, at hand for signals, which wait for no database.

Read when a meeting's first tablet joins, kept true by what is told, forgotten with the last tablet.
"""

from collections.abc import Collection, Iterable, Mapping

from icabinet.journal.batches import Told
from icabinet.journal.records import EVERYONE

Circle = frozenset[str] | None  # tags; None: everybody
_PAPERS = "papers/"


class Circles:
    """Of all meetings that somebody here takes part in."""

    def __init__(self) -> None:
        self._by_stream: dict[str, dict[str, Circle]] = {}
        self._read: set[str] = set()

    def knows(self, stream: str) -> bool:
        return stream in self._read

    def learn(self, stream: str, circles: Mapping[str, Circle]) -> None:
        """Take what was read; what was told meanwhile is newer."""
        self._by_stream[stream] = {**circles, **self._by_stream.get(stream, {})}
        self._read.add(stream)

    def hear(self, told: Iterable[Told]) -> None:
        """Note for whom a paper is from now on; to be called for streams that somebody here listens to."""
        for one in told:
            for key, views in one.changes.items():
                if key.startswith(_PAPERS):
                    seen = frozenset(tag for tag, body in views if body is not None)
                    papers = self._by_stream.setdefault(one.entry.stream, {})
                    papers[key.removeprefix(_PAPERS)] = None if EVERYONE in seen or not views else seen

    def forget(self, streams: Collection[str]) -> None:
        """Nobody here listens to these any more."""
        for stream in streams:
            self._by_stream.pop(stream, None)
            self._read.discard(stream)

    def may_hear(self, stream: str, paper: str, tags: Collection[str]) -> bool:
        """Whether somebody with these tags may hear of the paper."""
        circle = self.of(stream, paper)
        return circle is None or not circle.isdisjoint(tags)

    def of(self, stream: str, paper: str) -> Circle:
        """Return the tags of those who may hear of the paper, None for everybody."""
        return self._by_stream.get(stream, {}).get(paper)
