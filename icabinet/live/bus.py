"""What this process has told of each stream, so that everything is told here once and in order, whoever wrote it.

What this process wrote is told as it is. What another one wrote is only heard of ("the stream is at number N" by
now) and read from the journal, which makes good every such hint that was lost.
"""

import logging
import queue
import threading
from collections.abc import Callable, Collection, Mapping

from icabinet.database import Database
from icabinet.errors import Unavailable
from icabinet.journal.batches import Told
from icabinet.journal.reading import told_since

log = logging.getLogger(__name__)


class Bus:
    """`tell(entries)` tells this process's tablets and must not wait; `announce(stream, seq)` tells other processes."""

    def __init__(
        self,
        database: Database,
        tell: Callable[[list[Told]], None],
        announce: Callable[[str, int], None] = lambda _stream, _seq: None,
    ) -> None:
        self._database = database
        self._tell = tell
        self._announce = announce
        # Number of the last entry told, of each stream that somebody here listens to.
        self._told: dict[str, int] = {}
        self._idle: set[str] = set()
        self._telling = threading.Lock()
        self._behind: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._healer: threading.Thread | None = None

    def hear(self, told: list[Told]) -> None:
        """Listen to this process's writer: tell it now, unless something before it has not been told yet."""
        stream, before, last = told[0].entry.stream, told[0].entry.seq - 1, told[-1].entry.seq
        with self._telling:
            is_next = self._told.get(stream, before) == before
            if is_next:
                self._pass_on(stream, told)
        if not is_next:
            self._heal_soon(stream)
        self._announce(stream, last)

    def follow(self, heads: Mapping[str, int]) -> None:
        """Somebody here listens to these streams from now on, and has their records as of these numbers."""
        with self._telling:
            for stream, seq in heads.items():
                self._told.setdefault(stream, seq)

    def hint(self, stream: str, seq: int) -> None:
        """Another process says that the stream is at this number."""
        if seq > self._told.get(stream, seq):
            self._heal_soon(stream)

    def check(self, heads: Mapping[str, int]) -> None:
        """Make good what the journal has beyond what was told; forget the streams that nobody follows any more."""
        for stream, seq in heads.items():
            if seq > self._told.get(stream, seq):
                self.heal(stream)
        with self._telling:
            # Whoever joins just now is not yet among the followers: only what is idle twice is forgotten.
            idle = self._told.keys() - heads.keys()
            for stream in idle & self._idle:
                del self._told[stream]
            self._idle = idle

    def heal(self, stream: str) -> None:
        """Read what has not been told yet of the stream, and tell it."""
        since = self._told.get(stream)
        if since is None:
            return
        with self._database.reading() as session:
            late = told_since(session, stream, since)
        with self._telling:
            # Some of it may have been told while it was read.
            untold = [one for one in late if one.entry.seq > self._told.get(stream, since)]
            if untold:
                self._pass_on(stream, untold)

    def _pass_on(self, stream: str, told: list[Told]) -> None:
        if stream in self._told:
            self._told[stream] = told[-1].entry.seq
        self._tell(told)

    def _heal_soon(self, stream: str) -> None:
        self._behind.put(stream)
        with self._telling:
            if self._healer is None:
                self._healer = threading.Thread(target=self._run, name="bus", daemon=True)
                self._healer.start()

    def _run(self) -> None:
        while True:
            for stream in self._waiting():
                try:
                    self.heal(stream)
                except Unavailable:
                    # The heartbeat asks again.
                    log.warning("%s could not be read", stream)
                except Exception:
                    log.exception("%s could not be told", stream)

    def _waiting(self) -> Collection[str]:
        """Wait for a stream that is behind; return all that are, each once."""
        streams = {self._behind.get()}
        while not self._behind.empty():
            streams.add(self._behind.get())
        return streams
