"""The server's clock, the only one that decides order, deadlines and audit."""

import time


def now_ms() -> int:
    """Return milliseconds since 1970, UTC."""
    return time.time_ns() // 1_000_000
