"""What clients sent and saw, each with the moment by one clock; nothing else is known to the checker.

The moments are seconds of a monotonic clock. A client is known by its name; several may be of one person.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sent:
    """An action left the client, for the first time or again."""

    at: float
    client: str
    person: str
    id: str
    stream: str
    name: str
    args: Body


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a client put into the envelope of the action `id`; nobody else can know."""

    at: float
    client: str
    id: str
    poll: str
    choice: str
    tracker: str


@dataclass(frozen=True, slots=True)
class Answered:
    """The server's answer: `ok` is its body, or `code` says why not."""

    at: float
    client: str
    id: str
    ok: Body | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Joined:
    """A client came in and was given a part of the stream: a snapshot (`records`) or `changes` since its number.

    `view` names what it may see: clients of the same view must be shown the same, but for their own ballots.
    """

    at: float
    client: str
    view: str
    stream: str
    part: Body


@dataclass(frozen=True, slots=True)
class CaughtUp:
    """A part that was asked for in the midst of a connection."""

    at: float
    client: str
    stream: str
    part: Body


@dataclass(frozen=True, slots=True)
class Told:
    """Entries arrived, in one message."""

    at: float
    client: str
    stream: str
    entries: list[Body]


@dataclass(frozen=True, slots=True)
class Left:
    """A client went away for good; what it showed in the end says nothing."""

    at: float
    client: str


@dataclass(frozen=True, slots=True)
class Mark:
    """`what` happened to everybody: "healed" is when the last fault is over."""

    at: float
    what: str


Event = Sent | Sealed | Answered | Joined | CaughtUp | Told | Left | Mark
E = TypeVar("E", bound=Event)


def spread(entries: list[Body]) -> list[Body]:
    """Entries of a message, with a span of bare numbers (`from` to `seq`) as so many entries."""
    found: list[Body] = []
    for entry in entries:
        found += ({"seq": seq} for seq in range(entry.get("from", entry["seq"]), entry["seq"]))
        found.append({name: value for name, value in entry.items() if name != "from"})
    return found


@dataclass
class History:
    """Events in the order in which they were noted. `watchers` are called with each at once."""

    events: list[Event] = field(default_factory=list)
    now: Callable[[], float] = time.monotonic
    watchers: list[Callable[[Event], None]] = field(default_factory=list)

    def note(self, kind: Callable[..., Event], *rest: Any, **more: Any) -> None:
        event = kind(self.now(), *rest, **more)
        self.events.append(event)
        for watch in self.watchers:
            watch(event)

    def all(self, kind: type[E]) -> Iterator[E]:
        return (event for event in self.events if isinstance(event, kind))
