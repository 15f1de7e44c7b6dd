"""How long was spoken: by each person and unit, on each item, to the millisecond. Pure: no database, no clock."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol


class Speech(Protocol):
    """What of a speech is added up; one that still runs has been running `since`."""

    person: str
    unit: str
    item: str | None
    started_at: int | None
    since: int | None
    spoken_ms: int
    limit_s: int | None


@dataclass(frozen=True)
class Sum:
    """`over_ms`: by how much the speeches went beyond their own time, those that did."""

    name: str
    speeches: int = 0
    ms: int = 0
    over_ms: int = 0

    def plus(self, speech: Speech, now: int) -> "Sum":
        ms = spoken(speech, now)
        over = max(0, ms - (speech.limit_s or 0) * 1000)
        return Sum(self.name, self.speeches + 1, self.ms + ms, self.over_ms + over)


def spoken(speech: Speech, now: int) -> int:
    """Return for how long somebody has spoken, ms."""
    return speech.spoken_ms + (max(0, now - speech.since) if speech.since is not None else 0)


def sums(speeches: Iterable[Speech], name: Callable[[Speech], str | None], now: int) -> list[Sum]:
    """Add up by whatever `name` says of a speech ("": nothing), the longest first."""
    found: dict[str, Sum] = {}
    for speech in speeches:
        if speech.started_at is not None:
            key = name(speech) or ""
            found[key] = found.get(key, Sum(key)).plus(speech, now)
    return sorted(found.values(), key=lambda one: (-one.ms, one.name))
