"""Figures: percentiles of what was measured, their spread over the rounds, and the ratio to the floor."""

import statistics
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any


def percentiles(seconds: list[float], *which: int) -> dict[str, float]:
    """Return e.g. {"p50": …} in milliseconds."""
    ordered = sorted(seconds)
    return {f"p{p}": 1000 * ordered[min(len(ordered) - 1, len(ordered) * p // 100)] for p in which}


@dataclass
class Board:
    """All figures by name, one value for each round. `floors` names the figure that another is compared with."""

    rounds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    floors: dict[str, str] = field(default_factory=dict)
    targets: dict[str, float] = field(default_factory=dict)

    def note(self, name: str, values: dict[str, float], *, floor: str | None = None) -> None:
        for part, value in values.items():
            self.rounds[f"{name} {part}"].append(value)
            if floor:
                self.floors[f"{name} {part}"] = f"{floor} {part}"

    def table(self) -> list[dict[str, Any]]:
        return [self._row(name) for name in self.rounds]

    def _row(self, name: str) -> dict[str, Any]:
        values, floor = self.rounds[name], self.rounds.get(self.floors.get(name, ""))
        ratios = [value / least for value, least in zip(values, floor or (), strict=bool(floor)) if least]
        return {
            "figure": name, "min": min(values), "median": statistics.median(values), "max": max(values),
            "to_floor": statistics.median(ratios) if ratios else None, "target": self.targets.get(name),
            "rounds": values,
        }  # fmt: skip


def lines(table: list[dict[str, Any]]) -> list[str]:
    head = f"{'figure':<34} {'median':>9} {'min':>9} {'max':>9} {'÷ floor':>8}  target"
    return [head, *(_line(row) for row in table)]


def _line(row: dict[str, Any]) -> str:
    ratio = f"{row['to_floor']:.1f}" if row["to_floor"] else ""
    target = row["target"]
    verdict = "" if target is None else f"≤ {target:g} {'met' if row['median'] <= target else 'MISSED'}"
    spread = f"{row['median']:9.1f} {row['min']:9.1f} {row['max']:9.1f}"
    return f"{row['figure']:<34} {spread} {ratio:>8}  {verdict}".rstrip()
