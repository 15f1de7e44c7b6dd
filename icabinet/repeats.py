"""A fault that repeats must not fill the disk: of the same warning the log gets so many a minute."""

import logging
import threading
import time
from collections.abc import Callable, Hashable

MOST, PERIOD_S = 20, 60.0
# More kinds of warnings than there are in the code: made of what comes from outside.
_MOST_KINDS = 500


class Repeats(logging.Filter):
    """Of warnings and worse of the same kind, let `MOST` through in `PERIOD_S`.

    The last of them says so (`silent_s`); the first one after that says how many there were more (`left_out`).
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._now = now
        self._lock = threading.Lock()
        # When a kind's period began, and how many of it came since.
        self._seen: dict[Hashable, tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno < logging.WARNING:
            return True
        now = self._now()
        with self._lock:
            kind = self._known(_kind(record), now)
            began, count = self._seen.get(kind, (now, 0))
            if now - began >= PERIOD_S:
                if count > MOST:
                    record.left_out = count - MOST
                began, count = now, 0
            self._seen[kind] = began, count + 1
        if count + 1 == MOST:
            record.silent_s = round(began + PERIOD_S - now)
        return count < MOST

    def _known(self, kind: Hashable, now: float) -> Hashable:
        """Return the kind to count it under: all that are too many are one."""
        if kind not in self._seen and len(self._seen) >= _MOST_KINDS:
            self._seen = {one: seen for one, seen in self._seen.items() if now - seen[0] < PERIOD_S}
        return kind if kind in self._seen or len(self._seen) < _MOST_KINDS else None


def _kind(record: logging.LogRecord) -> Hashable:
    """What makes two warnings the same: where they come from, not the ids in them."""
    error = record.exc_info[1] if record.exc_info else None
    where, trace = "", error.__traceback__ if error else None
    while trace is not None:
        where, trace = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}", trace.tb_next
    return record.name, record.levelno, record.msg, type(error), where
