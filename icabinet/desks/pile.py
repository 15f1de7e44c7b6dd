"""The pile of jobs on a desk: taken in the order in which they came, but no heavy one keeps the light ones waiting."""

import threading
from collections import deque
from collections.abc import Callable

Job = tuple[str, str]  # the stream and the paper


def nothing_is_heavy(_job: Job) -> bool:
    return False


class Pile:
    """At most `most_heavy` heavy jobs are dealt with at once. `is_heavy` may look into the database."""

    def __init__(self, most_heavy: int = 1, is_heavy: Callable[[Job], bool] = nothing_is_heavy) -> None:
        self._fresh: deque[Job] = deque()
        self._heavy: deque[Job] = deque()
        self._listed: set[Job] = set()
        self._lifted: set[Job] = set()
        self._most_heavy, self._is_heavy = most_heavy, is_heavy
        self._closed = False
        self._changed = threading.Condition()

    def put(self, job: Job) -> None:
        """Add a job, unless it waits already."""
        with self._changed:
            if job not in self._listed:
                self._listed.add(job)
                self._fresh.append(job)
                self._changed.notify()

    def take(self) -> Job | None:
        """Wait for a job and have it, until `done`; None once the pile is closed."""
        while (job := self._next()) is not None:
            if job in self._lifted or not self._is_heavy(job):
                return job
            with self._changed:
                self._heavy.append(job)
                self._listed.add(job)
        return None

    def done(self, job: Job) -> None:
        with self._changed:
            self._lifted.discard(job)
            self._changed.notify()

    def close(self) -> None:
        """Give nothing out any more."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _next(self) -> Job | None:
        with self._changed:
            while not self._closed:
                if self._heavy and len(self._lifted) < self._most_heavy:
                    job = self._heavy.popleft()
                    self._lifted.add(job)
                elif self._fresh:
                    job = self._fresh.popleft()
                else:
                    self._changed.wait()
                    continue
                self._listed.discard(job)
                return job
        return None
