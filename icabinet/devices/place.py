"""One room: the meeting that it follows, what it was told, and whose microphones are open by their own press."""

from dataclasses import dataclass, field
from typing import Any

import msgspec

from icabinet.devices.microphones import Microphones, Scene
from icabinet.devices.picture import View, nothing, picture
from icabinet.devices.shapes import State
from icabinet.equipment.ways import MicrophoneWays

# Names come from outside: so many are remembered.
_MOST_STATES = 2_000
_RANK = {"live": 0, "planned": 1}


def scene_of(view: View) -> Scene:
    ways = msgspec.convert(view.one("equipment/now").get("ways", {}), MicrophoneWays)
    return Scene(ways, view.floor, view.chairs)


@dataclass
class Place:
    """`stream`: of the meeting that is held here, None if there is none. `said`: last payload of each topic."""

    name: str
    stream: str | None = None
    microphones: Microphones = field(default_factory=Microphones)
    said: dict[str, bytes] = field(default_factory=dict)
    states: dict[str, State] = field(default_factory=dict)
    seen: object = None

    def follow(self, stream: str | None) -> None:
        if stream != self.stream:
            self.stream, self.microphones = stream, Microphones()

    def forget(self) -> None:
        self.said.clear()
        self.seen = None

    def is_new(self, head: int) -> bool:
        """Whether anything has changed since the room was last told."""
        return self.seen != (self.stream, head, self.microphones)

    def news(self, view: View | None, head: int) -> dict[str, bytes]:
        """Return what the room is to be told now and was not yet; empty: no longer so."""
        told: dict[str, Any] = nothing()
        if view is not None:
            scene = scene_of(view)
            self.microphones = self.microphones.settled(scene)
            told = picture(view, self.microphones.open(scene))
        wanted = {topic: msgspec.json.encode(content) for topic, content in told.items()}
        gone = {topic: b"" for topic, payload in self.said.items() if payload and topic not in wanted}
        fresh = {topic: payload for topic, payload in (wanted | gone).items() if self.said.get(topic) != payload}
        self.said |= fresh
        self.seen = (self.stream, head, self.microphones)
        return fresh

    def note(self, device: str, state: msgspec.Struct | None) -> None:
        """Note how a device says that it is; None: it was taken away for good."""
        if not isinstance(state, State):
            self.states.pop(device, None)
        elif device in self.states or len(self.states) < _MOST_STATES:
            self.states[device] = state

    def faults(self) -> list[str]:
        """Return which devices are away or say that something is wrong."""
        return sorted(name for name, state in self.states.items() if state.fault or not state.online)


def held_in(meetings: list[tuple[str, str, int]]) -> str | None:
    """Return which of these meetings (stream, state, when it began or is to begin, ms) has the room.

    The live one, of several the one that began last; else the next one that is planned. One that has ended lets go.
    """
    alive = [one for one in meetings if one[1] in _RANK]
    found = min(alive, key=lambda one: (_RANK[one[1]], -one[2] if one[1] == "live" else one[2]), default=None)
    return found[0] if found else None
