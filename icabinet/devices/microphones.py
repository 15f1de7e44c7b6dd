"""Which microphones are open. Pure: what was pressed and who has the floor in, the open ones out."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from icabinet.equipment.ways import MicrophoneWays
from icabinet.errors import Conflict


class MicrophonesFull(Conflict):
    """As many microphones are open as may be. data: most."""

    code = "microphones_full"


@dataclass(frozen=True)
class Scene:
    """Who is who at the moment: units of those who have the floor, and of the chair."""

    ways: MicrophoneWays
    floor: tuple[str, ...] = ()
    chairs: Collection[str] = ()


@dataclass(frozen=True)
class Microphones:
    """`opened`: by their own press, the longest open first; `muted`: who has the floor and has pressed to be silent."""

    opened: tuple[str, ...] = ()
    muted: frozenset[str] = field(default_factory=frozenset)

    def open(self, scene: Scene) -> list[str]:
        """Return the open ones: who has the floor, then whoever opened their own."""
        speaking = [unit for unit in scene.floor if unit not in self.muted]
        return list(dict.fromkeys([*speaking, *self.opened]))

    def settled(self, scene: Scene) -> "Microphones":
        """Return what is left where things have changed: another mode, fewer at once, another speaker."""
        opened = [unit for unit in self.opened if unit not in scene.floor]
        if scene.ways.mode == "request":
            opened = [unit for unit in opened if unit in scene.chairs]
        counted = [unit for unit in opened if unit not in scene.chairs]
        room = max(0, scene.ways.most - len(_counted(set(scene.floor), scene)))
        given_up = set(counted[: max(0, len(counted) - room)])
        left = tuple(unit for unit in opened if unit not in given_up)
        return Microphones(left, self.muted.intersection(scene.floor))

    def asks(self, unit: str, scene: Scene) -> bool:
        """Whether a press of this unit's key asks for the floor, and opens nothing by itself."""
        is_own = unit in scene.chairs or unit in scene.floor
        return scene.ways.mode == "request" and not is_own

    def pressed(self, unit: str, scene: Scene) -> "Microphones":
        """Return how it is after a press that does not ask; refuse with `microphones_full`."""
        if unit in scene.floor:
            return replace(self, muted=self.muted ^ {unit})
        if unit in self.opened:
            return replace(self, opened=tuple(other for other in self.opened if other != unit))
        after = replace(self, opened=(*self.opened, unit))
        # Who has the floor keeps a place also while silent.
        taken = {*scene.floor, *after.opened}
        if unit in scene.chairs or len(_counted(taken, scene)) <= scene.ways.most:
            return after
        gives_way = next((other for other in self.opened if other not in scene.chairs), None)
        if not scene.ways.override or gives_way is None:
            raise MicrophonesFull(most=scene.ways.most)
        return replace(after, opened=tuple(other for other in after.opened if other != gives_way))

    def hushed(self, unit: str, scene: Scene) -> "Microphones":
        """Return how it is after the chair's priority key: nobody else is heard, until they press again."""
        return Microphones((unit,), frozenset(scene.floor) - {unit})


def _counted(units: Collection[str], scene: Scene) -> list[str]:
    return [unit for unit in units if unit not in scene.chairs]
