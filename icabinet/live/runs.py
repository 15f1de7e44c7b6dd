"""Entries in the form in which an audience is told them: what it may not see is a bare number, many are a span.

In a vote of five hundred each voter sees one ballot of a batch and the numbers of the others: `{"seq": 740, "from":
241}` says so (rule E3) where five hundred numbers would be sent to five hundred tablets.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec


class Run(NamedTuple):
    """Entries `first` to `last` of a stream: one that is shown (`shown`), or some of which there is the number only."""

    first: int
    last: int
    shown: bytes | None

    @property
    def encoded(self) -> msgspec.Raw:
        if self.shown is not None:
            return msgspec.Raw(self.shown)
        span = b"" if self.first == self.last else b',"from":%d' % self.first
        return msgspec.Raw(b'{"seq":%d%b}' % (self.last, span))


def runs_of(entries: Iterable[tuple[int, bytes | None]]) -> list[Run]:
    """Return the runs of entries (number, what is shown) that follow one another."""
    runs: list[Run] = []
    for seq, shown in entries:
        if shown is None and runs and runs[-1].shown is None:
            runs[-1] = Run(runs[-1].first, seq, None)
        else:
            runs.append(Run(seq, seq, shown))
    return runs


def with_own(runs: list[Run], own: Mapping[int, bytes]) -> list[Run]:
    """Return the runs with what is one person's own in its places."""
    result = runs.copy()
    for seq, shown in own.items():
        at = bisect_left(result, seq, key=lambda run: run.last)
        first, last, _ = result[at]
        before = [Run(first, seq - 1, None)] if first < seq else []
        after = [Run(seq + 1, last, None)] if seq < last else []
        result[at : at + 1] = [*before, Run(seq, seq, shown), *after]
    return result
