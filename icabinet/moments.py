"""Moments: milliseconds since 1970, UTC. What time it is, is not known here (that is `clock.py`): rules may use it."""

# Nothing is planned for later, nor has a deadline then: the first moment of 2100.
LATEST_MS = 4_102_444_800_000
