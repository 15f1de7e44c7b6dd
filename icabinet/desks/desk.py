"""A desk: a background thread of the web process to which the journal hands papers, dealt with one at a time."""

import logging
import queue
import threading
from collections.abc import Callable, Iterable

from flask import Flask

from icabinet.journal.facts import Fact
from icabinet.journal.turns import Told

Job = tuple[str, str]  # the stream and the paper
log = logging.getLogger(__name__)


class Desk:
    """Deals, by `deal(stream, paper)`, with the paper of every fact of the `wanted` kinds."""

    def __init__(self, app: Flask, name: str, deal: Callable[[str, str], None], wanted: tuple[type[Fact], ...]) -> None:
        self._app, self._deal, self._wanted = app, deal, wanted
        self._waiting: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self, left_over: Iterable[Job] = ()) -> None:
        """Take up what an earlier process left, and begin."""
        for job in left_over:
            self._waiting.put(job)
        self._thread.start()

    def hear(self, told: list[Told]) -> None:
        """Listen to the journal."""
        for one in told:
            fact = one.entry.fact
            if isinstance(fact, self._wanted):
                self._waiting.put((one.entry.stream, fact.paper))  # type: ignore[attr-defined]

    def close(self) -> None:
        """Finish the paper at hand and stop."""
        self._waiting.put(None)
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while (job := self._waiting.get()) is not None:
            try:
                with self._app.app_context():
                    self._deal(*job)
            except Exception:
                log.exception("%s of paper %s failed", self._thread.name, job[1])
