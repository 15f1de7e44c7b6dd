"""What happened in a meeting, as minutes tell it: plain data, gathered by a door, told by `drafting`. Times in ms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Person:
    """office: title and unit, as they were in this meeting."""

    name: str
    office: str = ""


@dataclass(frozen=True)
class Attendee:
    """came: was here at any time; remote: only ever from afar; excused: had said that they would not come."""

    person: Person
    came: bool
    remote: bool = False
    excused: bool = False
    for_them: str = ""


@dataclass(frozen=True)
class Happening:
    """Something with its time, and the item that it belongs to (None: the meeting)."""

    at: int
    item: str | None


@dataclass(frozen=True)
class Opened(Happening):
    """The item was opened, or opened again."""


@dataclass(frozen=True)
class Closed(Happening):
    """The item was closed."""


@dataclass(frozen=True)
class Speech(Happening):
    """kind: as the floor's; ms: how long it took."""

    speaker: Person
    kind: str
    subject: str
    ms: int


@dataclass(frozen=True)
class Vote(Happening):
    """number: of the vote in the meeting; kind, sentence: whole words of votes; figures: what was counted.

    named: there is a roll call; before: it repeats an earlier vote.
    """

    number: int
    question: str
    kind: str
    sentence: str
    named: bool
    before: bool = False


@dataclass(frozen=True)
class Concluded(Happening):
    """What the chair concluded."""

    text: str


@dataclass(frozen=True)
class ChairChanged(Happening):
    """Somebody chairs in the chair's place (to), or the chair has it again (None)."""

    to: Person | None


@dataclass(frozen=True)
class Adopted(Happening):
    """These items were adopted together; present: members who were here."""

    items: Sequence[str]
    present: int
    by_vote: bool


@dataclass(frozen=True)
class Item:
    """parent: the item above it; positions: how many members had said what before the meeting.

    named: who had, if members came to see it.
    """

    id: str
    number: str
    title: str
    presenter: str = ""
    parent: str | None = None
    positions: Mapping[str, int] = field(default_factory=dict)
    named: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Story:
    """happenings: in the order in which they came; items: as the agenda has them; quorum: a sentence."""

    title: str
    place: str
    online: bool
    started_at: int | None
    ended_at: int | None
    chairs: Sequence[Person]
    secretaries: Sequence[Person]
    members: Sequence[Attendee]
    guests: Sequence[Attendee]
    quorum: str
    items: Sequence[Item]
    happenings: Sequence[Happening]
