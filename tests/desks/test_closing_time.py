"""Whoever closes a desk waits for all its hands together as long as for one."""

from dataclasses import dataclass, field

import pytest

from icabinet.desks import desk


@dataclass
class Clock:
    now: float = 100.0

    def monotonic(self) -> float:
        return self.now


@dataclass
class Stuck:
    """A thread that does not end."""

    clock: Clock
    waited: list[float | None] = field(default_factory=list)

    def is_alive(self) -> bool:
        return True

    def join(self, timeout: float | None) -> None:
        self.waited.append(timeout)
        self.clock.now += timeout or 0.0


def test_the_time_is_for_all_hands_together(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    monkeypatch.setattr(desk, "time", clock)
    hands = [Stuck(clock) for _ in range(4)]
    assert desk.all_ended(hands, 5.0) is False
    assert [hand.waited for hand in hands] == [[5.0], [0.0], [0.0], [0.0]]


def test_without_a_time_it_is_as_long_as_it_takes() -> None:
    assert desk.all_ended([]) is True
    hand = Stuck(Clock())
    desk.all_ended([hand])
    assert hand.waited == [None]
