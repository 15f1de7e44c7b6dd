"""How often devices may say something: each a few times a second, all together not more than a hall at a vote."""

import time
from collections import OrderedDict
from collections.abc import Callable

_RATE, _BURST = 5.0, 20.0
_ALL_RATE, _ALL_BURST = 200.0, 1_000.0
# Names come from outside: so many are remembered.
_MOST = 5_000
_TOLD_EVERY_S = 10.0


class _Bucket:
    """Tokens that fill up with time."""

    def __init__(self, rate: float, burst: float, now: float) -> None:
        self._rate, self._burst, self._tokens, self._at = rate, burst, burst, now

    def take(self, now: float) -> bool:
        self._tokens = min(self._burst, self._tokens + (now - self._at) * self._rate)
        self._at = now
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True


class Paces:
    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._all = _Bucket(_ALL_RATE, _ALL_BURST, now())
        self._each: OrderedDict[str, _Bucket] = OrderedDict()
        self._dropped, self._told_at = 0, -_TOLD_EVERY_S

    def may(self, device: str) -> bool:
        """Whether this device may say something now."""
        now = self._now()
        bucket = self._each.pop(device, None) or _Bucket(_RATE, _BURST, now)
        self._each[device] = bucket
        if len(self._each) > _MOST:
            self._each.popitem(last=False)
        fits = bucket.take(now) and self._all.take(now)
        self._dropped += not fits
        return fits

    def dropped(self) -> int:
        """Return how much was too much since it was last told, at most every ten seconds; else 0."""
        now = self._now()
        if now - self._told_at < _TOLD_EVERY_S:
            return 0
        dropped, self._dropped, self._told_at = self._dropped, 0, now
        return dropped
