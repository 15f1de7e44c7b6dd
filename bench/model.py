"""What a process carries, by a model that is linear in messages and deliveries (docs/scale.md)."""

import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

# A process that is busier answers late: queues grow without bound towards 1.
BUSY = 0.7
_MILLION = 1_000_000
_HALL = 200


@dataclass(frozen=True)
class Meeting:
    """What goes on in one meeting, by the second: signals (growing strokes, pointers), acts that everybody is told."""

    tablets: int
    signals: float
    acts: float


# name → what it is. A figure's median over the rounds is a constant.
_MEANT = {
    "idle_us": "CPU of a tablet that is only there, µs a second",
    "signal_us": "CPU to take in a signal, µs",
    "delivery_us": "CPU to pass it on to one tablet, µs",
    "act_us": "CPU of an act until it is stored and acknowledged, µs",
    "entry_us": "CPU to tell one tablet of it, µs",
    "vote_us": "CPU of one of many ballots at once, with telling the hall of them, µs",
    "empty_mb": "memory of a web process without tablets, MiB",
    "tablet_kb": "memory of a connected tablet, kB",
    "sqlite_votes": "ballots a second, stored, SQLite",
    "postgresql_votes": "ballots a second, stored, one process on PostgreSQL",
    "sqlite_commits": "commits a second, one after another, SQLite, without the product",
    "postgresql_commits": "commits a second, one after another, PostgreSQL, without the product",
    "sqlite_entry_bytes": "disk that an entry takes (a stroke of 12 points), SQLite, bytes",
    "postgresql_entry_bytes": "the same, PostgreSQL, bytes",
    "page_kb": "a picture of a text page, kB",
    "pages_per_s": "pages that two workers draw a second",
}  # fmt: skip
_FIGURES = {
    "idle_us": "memory.ours.idle_us", "empty_mb": "memory.ours.mb_empty", "tablet_kb": "memory.ours.kb_each",
    "vote_us": "votes.sqlite.us_each",
    "sqlite_votes": "votes.sqlite.per_s", "postgresql_votes": "votes.postgresql.per_s",
    "sqlite_commits": "database.sqlite.commits", "postgresql_commits": "database.postgresql.commits",
    "sqlite_entry_bytes": "database.sqlite.entry_bytes", "postgresql_entry_bytes": "database.postgresql.entry_bytes",
    "page_kb": "page.kb", "pages_per_s": "ahead.per_s",
}  # fmt: skip


@dataclass(frozen=True)
class Constants:
    """Measured once on a machine; what was not measured is missing."""

    values: Mapping[str, float]

    @classmethod
    def of(cls, rounds: Mapping[str, Sequence[float]]) -> Self:
        """Take them from a run's figures."""
        found = {name: statistics.median(rounds[figure]) for name, figure in _FIGURES.items() if figure in rounds}
        for kind, base, each, others in (
            ("signals", "signal_us", "delivery_us", 1),
            ("entries", "act_us", "entry_us", 0),
        ):
            points = [
                (count - others, statistics.median(rounds[figure]) * (count - others))
                for count in (1, 50, 200, 1000)
                if count > others and (figure := f"{kind}.{count}.ours.us_each") in rounds
            ]
            if len(points) > 1:
                found[base], found[each] = fitted(points)
        return cls(found)

    def share(self, meetings: Sequence[Meeting]) -> float:
        """Return the share of a core that a web process needs for these meetings."""
        value = self.values
        needed = 0.0
        for one in meetings:
            needed += value["idle_us"] * one.tablets
            needed += one.signals * (value["signal_us"] + value["delivery_us"] * (one.tablets - 1))
            needed += one.acts * (value["act_us"] + value["entry_us"] * one.tablets)
        return needed / _MILLION

    def sized(self, one: Meeting, share: float) -> Meeting:
        """Return the same meeting, livelier or calmer, so that it takes this share of a core."""
        idle = self.share([Meeting(one.tablets, 0, 0)])
        times = max(0.0, share - idle) / (self.share([one]) - idle)
        return Meeting(one.tablets, one.signals * times, one.acts * times)

    def memory_mb(self, tablets: int) -> float:
        """Return the memory of a web process with so many tablets, in MiB."""
        return self.values["empty_mb"] + self.values["tablet_kb"] * tablets / 1024

    def meetings_per_process(self, one: Meeting) -> int:
        """Return how many such meetings a process carries before it is BUSY."""
        return int(BUSY / self.share([one]))

    def table(self) -> Iterator[str]:
        """Yield the constants, and what follows from them, in Markdown."""
        yield "| constant | | measured |"
        yield "|---|---|---|"
        for name, meaning in _MEANT.items():
            yield f"| `{name}` | {meaning} | {_number(self.values.get(name))} |"
        if {"idle_us", "signal_us", "act_us"} <= self.values.keys():
            yield from self._examples()

    def _examples(self) -> Iterator[str]:
        yield ""
        yield f"What follows for one web process at {BUSY:.0%} of a core:"
        yield ""
        yield "| meeting | signals/s | acts/s | share of a core | such meetings per process |"
        yield "|---|---|---|---|---|"
        for name, one in EXAMPLES.items():
            row = f"{one.signals:g} | {one.acts:g} | {self.share([one]):.1%} | {self.meetings_per_process(one)}"
            yield f"| {name}, {one.tablets} tablets | {row} |"
        deliveries = self.sized(Meeting(_HALL, 1, 0), BUSY).signals * (_HALL - 1)
        yield ""
        yield f"To halls of {_HALL} that is {_number(deliveries)} deliveries of signals a second."


# One pen that writes without a pause makes 29 signals a second, and a stroke (an act) every second.
EXAMPLES = {
    "cabinet: two write": Meeting(30, 58, 2),
    "people's committee: four write": Meeting(60, 116, 4),
    "council: ten write": Meeting(200, 290, 10),
    "congress: twenty write": Meeting(500, 580, 20),
}


def fitted(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Return (a, b) of the line a + b·x with the least squares of relative errors; neither is below nothing."""
    weights = [1 / max(y, 1e-9) ** 2 for _, y in points]
    total = sum(weights)
    mean_x = sum(w * x for w, (x, _) in zip(weights, points, strict=True)) / total
    mean_y = sum(w * y for w, (_, y) in zip(weights, points, strict=True)) / total
    above = sum(w * (x - mean_x) * (y - mean_y) for w, (x, y) in zip(weights, points, strict=True))
    below = sum(w * (x - mean_x) ** 2 for w, (x, _) in zip(weights, points, strict=True))
    slope = max(0.0, above / below) if below else 0.0
    return max(0.0, mean_y - slope * mean_x), slope


def _number(value: float | None) -> str:
    if value is None:
        return "not measured"
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
