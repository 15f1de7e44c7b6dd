"""A ticket: by it somebody else can have a job given up for which one waits."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from icabinet.worker.child import Child
from icabinet.worker.refusals import GivenUp


class Ticket:
    """For one job after the other of the same work; once given up, none of them is done any more."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: Child | None = None
        self._is_given_up = False

    @property
    def is_given_up(self) -> bool:
        return self._is_given_up

    def give_up(self) -> None:
        """End the child that is at it, if there is one; whoever waits gets GivenUp."""
        with self._lock:
            self._is_given_up = True
            if self._child is not None:
                self._child.end()

    @contextmanager
    def held_by(self, child: Child) -> Iterator[None]:
        """Name the child that does the job. Raises GivenUp."""
        with self._lock:
            if self._is_given_up:
                raise GivenUp
            self._child = child
        try:
            yield
        finally:
            with self._lock:
                self._child = None
