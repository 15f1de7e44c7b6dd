"""How fast somebody may let others see ink grow: what comes faster is dropped, not queued."""

import time

# Thirty a second, and so many at once after a pause: the network brings some together.
_RATE, _BURST = 30.0, 10.0


class Paces:
    """Of all persons here, whatever tablets they have."""

    def __init__(self) -> None:
        self._left: dict[str, tuple[float, float]] = {}

    def may_go(self, person: str) -> bool:
        """Take one of the tokens that fill up with time; False when they are used up."""
        now = time.monotonic()
        tokens, at = self._left.get(person, (_BURST, now))
        tokens = min(_BURST, tokens + (now - at) * _RATE)
        self._left[person] = (tokens - 1 if tokens >= 1 else tokens, now)
        return tokens >= 1

    def forget(self, person: str) -> None:
        """Nobody of this name is here any more."""
        self._left.pop(person, None)
