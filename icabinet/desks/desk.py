"""A desk: a background thread to which the journal hands papers, dealt with one at a time.

It may also look for itself what has been left lying: by an earlier process, or by another one that was killed.
"""

import logging
import queue
import threading
from collections.abc import Callable, Iterable

from flask import Flask

from icabinet.errors import Unavailable
from icabinet.journal.batches import Told
from icabinet.journal.facts import Fact

Job = tuple[str, str]  # the stream and the paper
LOOK_S = 1.0
log = logging.getLogger(__name__)


class Desk:
    """Deals, by `deal(stream, paper)`, with the paper of every fact of the `wanted` kinds."""

    def __init__(
        self,
        app: Flask,
        name: str,
        deal: Callable[[str, str], None],
        wanted: tuple[type[Fact], ...],
        left_over: Callable[[], Iterable[Job]] | None = None,
        look_s: float = LOOK_S,
    ) -> None:
        self._look_s = look_s
        self._app, self._deal, self._wanted, self._left_over = app, deal, wanted, left_over
        self._waiting: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._listed: set[Job] = set()
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin, with what has been left lying."""
        self._thread.start()
        if self._left_over is not None:
            threading.Thread(target=self._look, name="left over", daemon=True).start()

    def hear(self, told: list[Told]) -> None:
        """Listen to the journal."""
        for one in told:
            fact = one.entry.fact
            if isinstance(fact, self._wanted):
                self._list((one.entry.stream, fact.paper))  # type: ignore[attr-defined]

    def close(self, within: float | None = None) -> bool:
        """Finish the paper at hand and stop; return whether that is done, within so many seconds if any are given."""
        self._closed.set()
        self._waiting.put(None)
        if self._thread.is_alive():
            self._thread.join(within)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while (job := self._waiting.get()) is not None and not self._closed.is_set():
            self._listed.discard(job)
            try:
                with self._app.app_context():
                    self._deal(*job)
            except Exception:
                log.exception("%s of paper %s failed", self._thread.name, job[1])

    def _list(self, job: Job) -> None:
        if job not in self._listed:
            self._listed.add(job)
            self._waiting.put(job)

    def _look(self) -> None:
        while not self._closed.is_set():
            try:
                with self._app.app_context():
                    for job in self._left_over() if self._left_over else ():
                        self._list(job)
            except Unavailable:
                log.warning("%s cannot look for what has been left lying", self._thread.name)
            self._closed.wait(self._look_s)
