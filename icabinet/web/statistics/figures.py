"""Adding up what happened in many meetings. Pure: values in, values out. Times in ms."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields

from icabinet.tasks.figures import Sums


@dataclass(frozen=True)
class Part:
    """One person's part in one meeting. ms: here, within the meeting; asked: votes in which they had a ballot."""

    meeting: str
    person: str
    name: str
    unit: str
    rank: int
    member: bool
    came: bool
    excused: bool
    ms: int = 0
    speeches: int = 0
    spoken_ms: int = 0
    asked: int = 0
    voted: int = 0


@dataclass
class Totals:
    """Of some parts in meetings. invited = came + excused + missed."""

    name: str
    unit: str = ""
    rank: int = 0
    invited: int = 0
    came: int = 0
    excused: int = 0
    ms: int = 0
    speeches: int = 0
    spoken_ms: int = 0
    asked: int = 0
    voted: int = 0

    @property
    def missed(self) -> int:
        """How often they neither came nor had said why."""
        return self.invited - self.came - self.excused

    @property
    def attendance(self) -> int:
        """Of a hundred times, how often they came."""
        return round(100 * self.came / self.invited) if self.invited else 0

    def add(self, part: Part) -> None:
        self.invited += 1
        self.came += part.came
        self.excused += part.excused and not part.came
        for name in ("ms", "speeches", "spoken_ms", "asked", "voted"):
            setattr(self, name, getattr(self, name) + getattr(part, name))


@dataclass
class ByUnit:
    """A unit: what its people did, and what became of its tasks."""

    people: Totals
    tasks: Sums


@dataclass
class ByMeeting:
    """One meeting. ms: how long it was; over_ms: by how much longer than planned, below zero if shorter."""

    id: str
    title: str
    body: str
    starts_at: int
    ms: int
    over_ms: int
    invited: int = 0
    came: int = 0
    items: int = 0
    papers: int = 0
    concluded: int = 0
    votes: int = 0
    adopted: int = 0
    speeches: int = 0
    spoken_ms: int = 0
    tasks: int = 0
    open_tasks: int = 0

    def add(self, part: Part) -> None:
        self.invited += 1
        self.came += part.came
        self.speeches += part.speeches
        self.spoken_ms += part.spoken_ms


def by_person(parts: Iterable[Part]) -> list[Totals]:
    """Return what each did in all meetings, in order of precedence; name and unit as they were last."""
    return sorted(_totals(parts, lambda part: part.person).values(), key=lambda one: (one.rank, one.name))


def by_unit(parts: Iterable[Part], tasks: dict[str, Sums]) -> list[tuple[str, ByUnit]]:
    """Return units with their people's sums and their tasks', by name; people without one are in none."""
    found = _totals((part for part in parts if part.unit), lambda part: part.unit)
    names = sorted({*found, *tasks})
    return [(name, ByUnit(found.get(name, Totals(name)), tasks.get(name, Sums()))) for name in names]


def whole(meetings: Iterable[ByMeeting]) -> ByMeeting:
    """Return all meetings as one."""
    found = ByMeeting(id="", title="", body="", starts_at=0, ms=0, over_ms=0)
    for one in meetings:
        for each in fields(ByMeeting):
            if each.name not in ("id", "title", "body", "starts_at"):
                setattr(found, each.name, getattr(found, each.name) + getattr(one, each.name))
    return found


def _totals(parts: Iterable[Part], name: Callable[[Part], str]) -> dict[str, Totals]:
    found: dict[str, Totals] = {}
    for part in parts:
        one = found.setdefault(name(part), Totals(part.name))
        one.name, one.unit, one.rank = part.name, part.unit, part.rank
        one.add(part)
    return found
