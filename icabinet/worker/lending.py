"""Things lent out in the order in which they were asked for."""

import queue
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Lending(Generic[Thing]):
    """A queue that is fair.

    In a plain one, whoever gives back and asks again at once is served first: a long conversion would keep
    every reader waiting.
    """

    def __init__(self, things: list[Thing], is_warm: Callable[[Thing], bool] = lambda _: True) -> None:
        """The last of `things` is lent first; what came back last goes out next, as it is the warmest, if it is."""
        self._free = things
        self._is_warm = is_warm
        self._waiting: deque[queue.Queue[Thing]] = deque()
        self._lock = threading.Lock()

    @contextmanager
    def one(self) -> Iterator[Thing]:
        """Wait for a thing, and have it until the end of the block."""
        thing = self._take()
        try:
            yield thing
        finally:
            self._give(thing)

    def _take(self) -> Thing:
        with self._lock:
            if self._free:
                return self._free.pop()
            place: queue.Queue[Thing] = queue.Queue()
            self._waiting.append(place)
        try:
            return place.get()
        except BaseException:  # a green thread may be killed while it waits
            self._leave(place)
            raise

    def _give(self, thing: Thing) -> None:
        with self._lock:
            if self._waiting:
                self._waiting.popleft().put(thing)
            else:
                self._free.insert(len(self._free) if self._is_warm(thing) else 0, thing)

    def _leave(self, place: queue.Queue[Thing]) -> None:
        with self._lock:
            if place in self._waiting:
                self._waiting.remove(place)
                return
        self._give(place.get_nowait())
