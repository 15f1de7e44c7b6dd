"""The copies that this machine has of what lies in a store elsewhere: the longest unused go when there are too many."""

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_KINDS = ("originals", "converted", "pages")
# What was used so recently may be about to be sent; it is noted no more often than half of that.
_SPARED_S = 600.0
_SWEPT_EVERY_S = 60.0
_DOWN_TO = 0.9


class Copies:
    """At most so many bytes of them, as long as nothing recent has to go; 0: no limit."""

    def __init__(self, folder: Path, limit: int) -> None:
        self._folder, self._limit = folder, limit
        self._next_sweep = 0.0

    def used(self, path: Path) -> None:
        """Note that a copy is wanted. Many disks are mounted so that they do not note it themselves."""
        if self._limit:
            with suppress(FileNotFoundError):
                status, now = path.stat(), time.time()
                if now - status.st_atime > _SPARED_S / 2:
                    os.utime(path, (now, status.st_mtime))

    @property
    def is_due(self) -> bool:
        """Whether it is time to look again."""
        return bool(self._limit) and time.monotonic() >= self._next_sweep

    def sweep(self) -> int:
        """Drop what was not used for longest, until nine tenths of the limit are left; return how many files."""
        self._next_sweep = time.monotonic() + _SWEPT_EVERY_S
        found = sorted(self._all())
        kept, dropped, young = sum(size for _, size, _ in found), 0, time.time() - _SPARED_S
        if kept <= self._limit:
            return 0
        for at, size, path in found:
            if kept <= _DOWN_TO * self._limit or at > young:
                break
            path.unlink(missing_ok=True)
            kept, dropped = kept - size, dropped + 1
        return dropped

    def _all(self) -> Iterator[tuple[float, int, Path]]:
        for kind in _KINDS:
            for path in (self._folder / kind).rglob("*"):
                with suppress(FileNotFoundError):
                    status = path.stat()
                    if path.is_file():
                        yield status.st_atime, status.st_size, path
