"""Goals and verdicts: a figure compared with a number, alone or beside a peer's figure of the same round."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bench.figures import Spread


class By(StrEnum):
    """How a figure is compared with that of a peer."""

    ITSELF = "alone"
    RATIO = "×"
    DIFFERENCE = "above"


_WORDS = {
    "node": "Node", "floor": "floor", "stock.idle": "idle", "stock": "stock", "all_read": "all read", "idle": "idle",
    "warm": "warm", "again": "without", "started": "started", "short": "one of 400", "50.ours": "to 50",
    "all.p50": "our median", "none": "without ink",
}  # fmt: skip


@dataclass(frozen=True)
class Goal:
    """`figure` (beside `peer`) is at most, or at least, `target`; without a target it is only shown.

    `group` is the heading that it stands under.
    """

    group: str
    name: str
    figure: str
    unit: str
    target: float | None = None
    at_least: bool = False
    peer: str = ""
    by: By = By.ITSELF

    @property
    def comparison(self) -> str:
        """Return e.g. "≤ 0.75 ×"."""
        if self.target is None:
            return ""
        unit = self.by.value if self.by is By.RATIO else self.unit
        return f"{'≥' if self.at_least else '≤'} {self.target:,g} {unit}".rstrip()


@dataclass(frozen=True)
class Row:
    """A goal and how it was reached; `compared` is what the target is about; None where it was not measured."""

    goal: Goal
    value: Spread | None
    peer: Spread | None
    compared: Spread | None

    @property
    def is_met(self) -> bool | None:
        """None: not measured, or without a target."""
        if self.compared is None or self.goal.target is None:
            return None
        is_over = self.compared.median > self.goal.target
        return is_over == self.goal.at_least or self.compared.median == self.goal.target

    @property
    def margin(self) -> float | None:
        """How far within the target (more than 1) or beyond it (less than 1), by the median."""
        return self.margins[1] if self.margins else None

    @property
    def margins(self) -> list[float]:
        """The same by the least, the median and the greatest; empty where there is no target or no figure."""
        if self.compared is None or not self.goal.target:
            return []
        reached = (self.compared.least, self.compared.median, self.compared.greatest)
        return [self._margin(each, self.goal.target) for each in reached]

    @property
    def peer_name(self) -> str:
        return whose(self.goal.peer) if self.goal.peer else ""

    def _margin(self, reached: float, target: float) -> float:
        if self.goal.at_least:
            return reached / target
        return target / reached if reached > 0 else math.inf

    @property
    def verdict(self) -> str:
        if self.is_met is None:
            return "" if self.value else "not measured"
        return "met" if self.is_met else "MISSED"


def whose(figure: str) -> str:
    """Return who a figure is of, in words."""
    return next(name for part, name in _WORDS.items() if f".{part}" in figure)


def judged(goal: Goal, rounds: Mapping[str, list[float]]) -> Row:
    """Return a goal with what the rounds say of it."""
    values, peers = rounds.get(goal.figure, []), rounds.get(goal.peer, [])
    if not values or (goal.peer and not peers):
        return Row(goal, Spread.of(values) if values else None, None, None)
    if not goal.peer:
        return Row(goal, Spread.of(values), None, Spread.of(values))
    pairs = list(zip(values, peers, strict=False))
    compared = [value - peer if goal.by is By.DIFFERENCE else value / peer for value, peer in pairs if peer]
    return Row(goal, Spread.of(values), Spread.of(peers), Spread.of(compared) if compared else None)
