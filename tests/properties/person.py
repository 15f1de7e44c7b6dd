"""Somebody in a hall kept on paper: what they asked for, and the stretches of time in which they spoke."""

from dataclasses import dataclass, field

CLASSES = {"answer": 0, "interposed": 1, "intervention": 2, "point_of_order": 3}
COUNTED = ("contribution", "question")
SOON_MS = 60_000
LIMITS = {"interposed": 60, "intervention": 120, "point_of_order": 60, "question": 60, "answer": 180}


@dataclass
class Person:
    """Somebody's request. `runs`: stretches of time in which they spoke, the last one perhaps without an end.

    `ahead`: who stood before them when they were called, None once that says nothing any more; `ended`: when they had
    done; `stood`: by whom they were paused then.
    """

    name: str
    who: str
    kind: str
    queue: str
    rank: int = 0
    under: str = ""
    came: int = 0
    state: str = "waiting"
    limit_s: int = 0
    paused: str = ""
    runs: list[list[int]] = field(default_factory=list)
    ahead: list[str] | None = None
    ended: int = 0
    stood: str = ""

    @property
    def standing(self) -> tuple[int, int]:
        return CLASSES.get(self.kind, 4), -self.rank

    @property
    def spoken(self) -> int:
        return sum(end - begin for begin, end in (run for run in self.runs if len(run) == 2))

    def begins(self, now: int) -> None:
        self.state, self.paused = "speaking", ""
        self.runs.append([now])

    def stops(self, now: int, state: str, paused: str = "") -> None:
        if self.runs and len(self.runs[-1]) == 1:
            self.runs[-1].append(now)
        if state == "done":
            self.ended, self.stood = now, self.paused
        self.state, self.paused = state, paused

    def goes_on(self) -> None:
        """As if they had never ended."""
        self.state, self.paused = ("paused", self.stood) if self.stood else ("speaking", "")
        if not self.stood:
            self.runs.append([self.ended])
