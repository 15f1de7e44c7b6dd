"""A desk: background threads to which the journal hands papers; each deals with one at a time.

It may also look for itself what has been left lying: by an earlier process, or by another one that was killed.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable

from flask import Flask

from icabinet.desks.pile import Job, Pile
from icabinet.errors import Unavailable
from icabinet.journal.batches import Told
from icabinet.journal.facts import Fact

LOOK_S = 1.0
log = logging.getLogger(__name__)


def all_ended(threads: Iterable[threading.Thread], within: float | None = None) -> bool:
    """Wait for threads, so many seconds for all of them together if any are given; return whether they have ended."""
    begun, until = [thread for thread in threads if thread.is_alive()], time.monotonic() + (within or 0.0)
    for thread in begun:
        thread.join(None if within is None else max(0.0, until - time.monotonic()))
    return not any(thread.is_alive() for thread in begun)


class Desk:
    """Deals, by `deal(stream, paper)`, with the paper of every fact of the `wanted` kinds.

    Where `deal` answers True there is more to do: the others come first, then it is called again.
    `hands`: how many at once. `is_heavy(stream, paper)`: whether it may take long; one hand stays free of such.
    """

    def __init__(  # noqa: PLR0913 - a desk is described in one place
        self,
        app: Flask,
        name: str,
        deal: Callable[[str, str], bool | None],
        wanted: tuple[type[Fact], ...],
        left_over: Callable[[], Iterable[Job]] | None = None,
        *,
        look_s: float = LOOK_S,
        hands: int = 1,
        is_heavy: Callable[[str, str], bool] | None = None,
    ) -> None:
        self._app, self._name, self._deal, self._wanted, self._left_over = app, name, deal, wanted, left_over
        self._is_heavy, self._look_s = is_heavy, look_s
        self._pile = Pile(max(1, hands - 1), self._weigh)
        self._closed = threading.Event()
        self._threads = [threading.Thread(target=self._run, name=name, daemon=True) for _ in range(hands)]

    def start(self) -> None:
        """Begin, with what has been left lying."""
        for thread in self._threads:
            thread.start()
        if self._left_over is not None:
            threading.Thread(target=self._look, name="left over", daemon=True).start()

    def hear(self, told: list[Told]) -> None:
        """Listen to the journal."""
        for one in told:
            fact = one.entry.fact
            if isinstance(fact, self._wanted):
                self._pile.put((one.entry.stream, fact.paper))  # type: ignore[attr-defined]

    def close(self, within: float | None = None) -> bool:
        """Finish the papers at hand and stop; return whether that is done, within so many seconds if any are given."""
        self._closed.set()
        self._pile.close()
        return all_ended(self._threads, within)

    def _run(self) -> None:
        while (job := self._pile.take()) is not None:
            is_more = None
            try:
                with self._app.app_context():
                    is_more = self._deal(*job)
            except Exception:
                log.exception("%s of paper %s failed", self._name, job[1])
            self._pile.done(job)
            if is_more:
                self._pile.put(job)

    def _weigh(self, job: Job) -> bool:
        if self._is_heavy is None:
            return False
        try:
            with self._app.app_context():
                return self._is_heavy(*job)
        except Unavailable:
            # Whoever deals with it finds out by itself.
            return False

    def _look(self) -> None:
        while not self._closed.is_set():
            try:
                with self._app.app_context():
                    for job in self._left_over() if self._left_over else ():
                        self._pile.put(job)
            except Unavailable:
                log.warning("%s cannot look for what has been left lying", self._name)
            self._closed.wait(self._look_s)
