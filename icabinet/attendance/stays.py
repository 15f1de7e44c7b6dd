"""Arithmetic of presence: stays in a room, as intervals of time. Pure. Times in ms.

A stay is whole: whoever loses the network stays, and whoever goes to another room to follow on a screen has another
stay from then on.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from icabinet.errors import Invalid

_MOST = 100


class Stay(NamedTuple):
    """From when to when somebody was here; until None: still is. `remote`: on a screen from elsewhere."""

    since: int
    until: int | None
    remote: bool = False


class Presence(NamedTuple):
    """What stays come to within a meeting.

    first, last: when they came and went, None for whoever never came, or is still here;
    ms: time in the meeting; late: how long after the beginning they came; early: how long before the end they left;
    away: how long they were gone in between, and how often.
    """

    first: int | None
    last: int | None
    ms: int
    late: int
    early: int
    away: int
    breaks: int


def within(stays: Sequence[Stay], begin: int, end: int) -> list[tuple[int, int]]:
    """Return the parts of the stays between two moments, oldest first; those that meet are one."""
    found: list[tuple[int, int]] = []
    for stay in _in_order(stays):
        since, until = max(stay.since, begin), min(end if stay.until is None else stay.until, end)
        if since >= until:
            continue
        if found and found[-1][1] == since:
            found[-1] = (found[-1][0], until)
        else:
            found.append((since, until))
    return found


def presence(stays: Sequence[Stay], begin: int, end: int, *, ended: bool) -> Presence:
    """Add the stays up within a meeting that lasted from `begin` to `end`, or goes on (`end` is now)."""
    if not stays:
        return Presence(None, None, 0, 0, 0, 0, 0)
    parts = within(stays, begin, end)
    gone = [later[0] - earlier[1] for earlier, later in pairwise(parts)]
    return Presence(
        first=_in_order(stays)[0].since,
        last=_in_order(stays)[-1].until,
        ms=sum(until - since for since, until in parts),
        late=(parts[0][0] if parts else end) - begin,
        early=end - parts[-1][1] if ended and parts else 0,
        away=sum(gone),
        breaks=len(gone),
    )


def checked(stays: Sequence[Stay], now: int) -> list[Stay]:
    """Return corrected stays, oldest first, or refuse those that cannot be: in the future, backwards, overlapping."""
    if len(stays) > _MOST:
        raise Invalid(where="stays", why="length", longest=_MOST)
    ordered = _in_order(stays)
    for stay in ordered:
        if not 0 <= stay.since < (now if stay.until is None else stay.until) <= now:
            raise Invalid(where="stays", why="range")
    for earlier, later in pairwise(ordered):
        if earlier.until is None or earlier.until > later.since:
            raise Invalid(where="stays", why="overlap")
    return ordered


def _in_order(stays: Sequence[Stay]) -> list[Stay]:
    return sorted(stays, key=lambda stay: stay.since)
