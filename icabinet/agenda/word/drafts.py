"""What a programme becomes: draft items, and the rest of its lines."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from msgspec import Struct

from icabinet.agenda.word.times import Times, minutes_between

DEEPEST = 2
NOON, AFTERNOON = "12:00", "13:00"


class DraftItem(Struct, frozen=True):
    """One agenda item as proposed; `level` 0 to 2 is its depth, `source` the lines that it was read from."""

    title: str
    minutes: int | None
    starts: str | None
    presenter: str | None
    level: int
    papers: tuple[str, ...]
    source: str


class Draft(Struct, frozen=True):
    """Every text of the file is in the `source` of an item or in `rest`, in the order of the file.

    `after`: for each line of the rest, how many items stand before it.
    """

    items: tuple[DraftItem, ...]
    rest: tuple[str, ...]
    after: tuple[int, ...]


@dataclass
class Entry:
    """An item while it is being read."""

    level: int
    title: str = ""
    times: Times = field(default_factory=Times)
    presenters: list[str] = field(default_factory=list)
    papers: list[str] = field(default_factory=list)
    source: list[str] = field(default_factory=list)

    def add_title(self, text: str) -> None:
        self.title = f"{self.title} {text}".strip()

    def add_presenter(self, name: str) -> None:
        if name and name not in self.presenters:
            self.presenters.append(name)

    def add_papers(self, names: list[str]) -> None:
        self.papers += [name for name in names if name not in self.papers]


@dataclass
class Rest:
    """Lines that become no item, each with its place among the entries."""

    entries: list[Entry]
    lines: list[str] = field(default_factory=list)
    after: list[int] = field(default_factory=list)

    def append(self, line: str) -> None:
        self.lines.append(line)
        self.after.append(len(self.entries))

    def extend(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.append(line)


def finish(entries: list[Entry]) -> tuple[DraftItem, ...]:
    """Entries as items; lengths that the programme does not state are derived from its clock."""
    return tuple(_item(entry, _following(entries, place)) for place, entry in enumerate(entries))


def _item(entry: Entry, following: Entry | None) -> DraftItem:
    return DraftItem(
        title=entry.title or " ".join(entry.source),
        minutes=_minutes(entry.times, following.times.starts if following else None),
        starts=entry.times.starts,
        presenter="; ".join(entry.presenters) or None,
        level=min(entry.level, DEEPEST),
        papers=tuple(entry.papers),
        source="\n".join(entry.source),
    )


def _following(entries: list[Entry], place: int) -> Entry | None:
    """The next entry that is not a part of this one."""
    level = entries[place].level
    return next((entry for entry in entries[place + 1 :] if entry.level <= level), None)


def _minutes(times: Times, next_start: str | None) -> int | None:
    if times.minutes is not None:
        return times.minutes
    if times.starts and times.ends:
        return minutes_between(times.starts, times.ends)
    if times.starts and next_start and not _lunch_between(times.starts, next_start):
        return minutes_between(times.starts, next_start)
    return None


def _lunch_between(starts: str, next_start: str) -> bool:
    return starts < NOON and next_start >= AFTERNOON
