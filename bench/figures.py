"""Figures: each by a name of its own, with a value for each round, so that two may be compared round by round."""

import math
import statistics
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

# A figure's name is made of what was measured, of whom, and in what: "fan-out.200.ours.us".
Figures = dict[str, float]


@dataclass
class Board:
    """All figures of a run."""

    rounds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def note(self, figures: Figures) -> None:
        for name, value in figures.items():
            self.rounds[name].append(round(value, 4))


@dataclass(frozen=True)
class Spread:
    """The least, the median and the greatest over the rounds."""

    least: float
    median: float
    greatest: float

    @classmethod
    def of(cls, values: list[float]) -> "Spread":
        return cls(min(values), statistics.median(values), max(values))


def named(prefix: str, found: dict[str, Any], *keys: str) -> Figures:
    """Return some of what a crowd found as figures; what it had nothing to say about is left out."""
    return {f"{prefix}.{key}": float(found[key]) for key in keys if key in found}


def percentile(values: list[float], part: float) -> float:
    """Return the value that a part of all, from above 0 to 1, do not exceed."""
    return sorted(values)[math.ceil(part * len(values)) - 1]
