"""One at a time through the same thing; whoever comes meanwhile waits, and mostly finds it done."""

import threading
from collections.abc import Hashable, Iterator
from contextlib import contextmanager


class Sluice:
    """Locks by name, kept only while somebody needs them."""

    def __init__(self) -> None:
        self._locks: dict[Hashable, threading.Lock] = {}

    @contextmanager
    def alone(self, name: Hashable) -> Iterator[None]:
        with self._locks.setdefault(name, threading.Lock()):
            try:
                yield
            finally:
                self._locks.pop(name, None)
