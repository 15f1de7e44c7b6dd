"""In which order requests are called. Pure: no database, no clock, no sockets."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from icabinet.errors import Stale
from icabinet.floor import kinds
from icabinet.floor.settings import FloorRules


class Request(Protocol):
    """What of a request decides its place. `fixed`: the chair has put it there by hand."""

    id: str
    person: str
    item: str | None
    queue: str
    kind: str
    under: str | None
    rank: int
    position: int
    fixed: bool
    state: str
    spoken_ms: int


@dataclass(frozen=True)
class Spoken:
    """What somebody has said already: how often, and for how many ms."""

    times: int = 0
    ms: int = 0


def waiting_in(queue: str, requests: Iterable[Request], floor: FloorRules) -> list[str]:
    """Return the ids of those who wait in a queue, in the order in which they are called.

    By precedence; points of order by rank, each after those of equal or higher rank; among ordinary ones whom the chair
    has placed by hand, then by fairness where the rules say so, then as they asked. An answer stands under its question
    while that waits.
    """
    requests = list(requests)
    waiting = {one.id: one for one in requests if one.state == "waiting" and one.queue == queue}
    spoken = _spoken_by(requests, queue, floor)
    keys = {one.id: _key(one, spoken, floor) for one in waiting.values()}

    def place(one: Request) -> tuple[tuple[int, ...], int, int]:
        if one.under in waiting:
            return keys[one.under], 1, one.position
        return keys[one.id], 0, one.position

    return [one.id for one in sorted(waiting.values(), key=place)]


def moved(moving: str, before: str | None, order: Sequence[str], waiting: Mapping[str, Request]) -> list[str]:
    """Return the new order of a request's own class, with it right before another of the class (None: last).

    What is of another class keeps its place. Refuses with `stale` where the other is not there.
    """
    one = waiting[moving]
    line = [other for other in order if other != moving and _class(waiting[other]) == _class(one)]
    if before is None:
        return [*line, moving]
    if before not in line:
        raise Stale(kind="speaker", id=before, state="elsewhere")
    at = line.index(before)
    return [*line[:at], moving, *line[at:]]


def _key(one: Request, spoken: Mapping[str, Spoken], floor: FloorRules) -> tuple[int, ...]:
    kind = kinds.precedence(one.kind)
    if kind != kinds.ORDINARY:
        return kind, -one.rank, int(not one.fixed), 0, one.position
    by = spoken.get(one.person, Spoken())
    said = {"asked": 0, "fewest": by.times, "least_time": by.ms}[floor.order]
    return kind, 0, int(not one.fixed), 0 if one.fixed else said, one.position


def _class(one: Request) -> tuple[int, int, str | None]:
    """Requests of one class may change places with each other."""
    return kinds.precedence(one.kind), one.rank, one.under


def _spoken_by(requests: Collection[Request], queue: str, floor: FloorRules) -> dict[str, Spoken]:
    """Return what everybody has said within the item, or the meeting, that the order looks at."""
    found: dict[str, Spoken] = {}
    for one in requests:
        is_within = floor.within == "meeting" or one.queue == queue
        if one.state != "waiting" and is_within and one.kind in kinds.COUNTED:
            before = found.get(one.person, Spoken())
            found[one.person] = Spoken(before.times + 1, before.ms + one.spoken_ms)
    return found
