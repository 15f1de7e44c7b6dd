"""A hub that turns when it is told to, on real sockets; its clock stands still until it is moved."""

import select
from collections.abc import Callable
from typing import Any


class TurnedHub:
    """What a lane asks of a hub. `turn` calls what is ready; `pass_time` calls what is due."""

    def __init__(self) -> None:
        self.now = 0.0
        self._watches: dict[object, tuple[int, bool, Callable[[int], object]]] = {}
        self._due: list[tuple[float, Callable[..., object], tuple[object, ...]]] = []

    def watch(self, descriptor: int, *, writing: bool, ready: Callable[[int], object]) -> Any:
        key = object()
        self._watches[key] = descriptor, writing, ready
        return key

    def unwatch(self, watch: Any) -> None:
        self._watches.pop(watch, None)

    def soon(self, seconds: float, call: Callable[..., object], *args: object) -> None:
        self._due.append((self.now + seconds, call, args))

    @property
    def watched(self) -> int:
        return len(self._watches)

    def turn(self, times: int = 1) -> None:
        for _ in range(times):
            for key, (descriptor, writing, ready) in list(self._watches.items()):
                lists = ([], [descriptor], []) if writing else ([descriptor], [], [])
                if key in self._watches and any(select.select(*lists, 0.0)):
                    ready(descriptor)

    def pass_time(self, seconds: float) -> None:
        self.now += seconds
        due = [one for one in self._due if one[0] <= self.now]
        self._due = [one for one in self._due if one[0] > self.now]
        for _, call, args in due:
            call(*args)
