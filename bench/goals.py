"""What is to be reached: each row compares a figure with a number, alone or beside a peer's figure of the same round."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bench.figures import Spread


class By(StrEnum):
    """How a figure is compared with that of a peer."""

    ITSELF = "alone"
    RATIO = "×"
    DIFFERENCE = "above"


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
        """Return e.g. "≤ 0.75 × node"."""
        if self.target is None:
            return ""
        sign = "≥" if self.at_least else "≤"
        unit = "" if self.by is By.RATIO else f" {self.unit}"
        peer = f" {self.by.value} {whose(self.peer)}" if self.peer else ""
        return f"{sign} {self.target:g}{unit}{peer}"


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
        """How far within the target (more than 1) or beyond it (less than 1)."""
        if self.compared is None or not self.goal.target:
            return None
        reached, target = self.compared.median, self.goal.target
        if self.goal.at_least:
            return reached / target
        return target / reached if reached > 0 else float("inf")

    @property
    def verdict(self) -> str:
        if self.is_met is None:
            return "" if self.value else "not measured"
        return "met" if self.is_met else "MISSED"


def rows(rounds: Mapping[str, list[float]]) -> list[Row]:
    """Return all goals with what the rounds say of them."""
    return [_row(goal, rounds) for goal in GOALS]


def whose(figure: str) -> str:
    """Return who is compared with, in words."""
    words = {"node": "Node", "floor": "floor", "stock": "stock", "naive": "naive"}
    return next((name for part, name in words.items() if f".{part}" in figure), figure.split(".")[-2])


def _row(goal: Goal, rounds: Mapping[str, list[float]]) -> Row:
    values, peers = rounds.get(goal.figure, []), rounds.get(goal.peer, [])
    if not values or (goal.peer and not peers):
        return Row(goal, Spread.of(values) if values else None, None, None)
    if not goal.peer:
        return Row(goal, Spread.of(values), None, Spread.of(values))
    pairs = list(zip(values, peers, strict=False))
    compared = [value - peer if goal.by is By.DIFFERENCE else value / peer for value, peer in pairs if peer]
    return Row(goal, Spread.of(values), Spread.of(peers), Spread.of(compared) if compared else None)


def _beside(group: str, name: str, figure: str, unit: str, **peers: float | None) -> list[Goal]:
    """Goals of a figure of ours beside the same of each peer."""
    return [
        Goal(group, name, figure, unit, target, peer=figure.replace(".ours.", f".{peer}."), by=By.RATIO)
        for peer, target in peers.items()
    ]


def _fan_out() -> list[Goal]:
    found = []
    for kind, figure, what in (
        ("signals", "us_each", "growing strokes"),
        ("entries", "us_beyond", "journal entries, beyond the act"),
        ("entries", "us_each", "journal entries, the whole path"),
    ):
        group = f"Fan-out: server CPU per delivery, {what}"
        for count in (50, 200, 1000):
            whole = kind == "entries" and figure == "us_each"
            targets: dict[str, float | None] = {"node": None if whole else 0.75}
            if count >= 200:
                targets["floor"] = None if whole else 1.6
            if count <= 200:
                targets["stock"] = None
            found += _beside(group, f"{count} tablets", f"{kind}.{count}.ours.{figure}", "µs", **targets)
    return found


_DRAWING, _JOINING, _VOTES = "Drawing", "Joining", "Votes: 500 at once, each acknowledged"
_CROWD, _PAGES, _TOGETHER, _GROWTH = "Crowds and memory", "Pages", "All at once", "Growth"
GOALS: list[Goal] = [
    *_fan_out(),
    *_beside(_DRAWING, "200 tablets, five drawing: p99", "five.ours.p99", "ms", node=0.5, floor=1.5),
    Goal(_DRAWING, "most deliveries on one core, none lost, p99 ≤ 50 ms", "most.ours.per_s", "/s", 300_000, at_least=True),
    Goal(_DRAWING, "the same beside Node", "most.ours.per_s", "/s", 2.5, at_least=True, peer="most.node.per_s", by=By.RATIO),
    Goal(_DRAWING, "the same beside the floor", "most.ours.per_s", "/s", None, peer="most.floor.per_s", by=By.RATIO),
    Goal(_DRAWING, "four draw on one page: p99", "four.ours.p99", "ms", 1.0, peer="four.floor.p99", by=By.DIFFERENCE),
    *_beside(_DRAWING, "the same", "four.ours.p99", "ms", node=0.5, stock=None),
    Goal(_JOINING, "500 at once, 20 kB each, until the last", "storm.ours.ms", "ms", 300),
    *_beside(_JOINING, "the same", "storm.ours.ms", "ms", node=0.5, floor=None, stock=None),
    Goal(_JOINING, "500 come back, 200 entries behind, until the last", "reconnect.ours.ms", "ms", 1000),
    Goal(_VOTES, "SQLite, whole path, durable", "votes.sqlite.per_s", "/s", 5000, at_least=True),
    Goal(_VOTES, "SQLite: p99", "votes.sqlite.p99", "ms", 100),
    Goal(_VOTES, "PostgreSQL, whole path, durable", "votes.postgresql.per_s", "/s", 2500, at_least=True),
    Goal(_VOTES, "PostgreSQL: p99", "votes.postgresql.p99", "ms", 200),
    Goal(_VOTES, "SQLite beside Node without a database", "votes.sqlite.per_s", "/s", 1, at_least=True,
         peer="votes.node.per_s", by=By.RATIO),
    Goal(_VOTES, "SQLite beside stock without a database", "votes.sqlite.per_s", "/s", peer="votes.stock.per_s", by=By.RATIO),
    Goal(_CROWD, "memory of an idle tablet", "memory.ours.kb_each", "kB", 65),
    *_beside(_CROWD, "the same", "memory.ours.kb_each", "kB", node=None, stock=None),
    Goal(_CROWD, "web process with 200 tablets, five drawing", "memory.hall.mb", "MiB", 200),
    Goal(_CROWD, "5,000 tablets in one process: connected", "thousands.ours.tablets", "", 5000, at_least=True),
    Goal(_CROWD, "the same: deliveries lost", "thousands.ours.lost", "", 0),
    *_beside(_CROWD, "the same: p99", "thousands.ours.p99", "ms", node=None),
    Goal(_CROWD, "5 of 200 never read: p99 of the others", "deaf.ours.deaf.p99", "ms", 1.2,
         peer="deaf.ours.all_read.p99", by=By.RATIO),
    Goal(_CROWD, "the same: memory gained", "deaf.ours.deaf.grown_mb", "MiB", 5),
    Goal(_GROWTH, "a delivery to 1,000 beside one to 50, growing strokes", "signals.1000.ours.us_each", "µs", 1.0,
         peer="signals.50.ours.us_each", by=By.RATIO),
    Goal(_GROWTH, "joining a meeting of 100,000 entries beside one of 400", "growth.long.ms", "ms", 1.2,
         peer="growth.short.ms", by=By.RATIO),
    Goal(_GROWTH, "the same, the first after a start", "growth.long.first_ms", "ms", 1.2,
         peer="growth.short.first_ms", by=By.RATIO),
    Goal(_PAGES, "text page, worker cold: p95", "page.cold.p95", "ms", 25),
    Goal(_PAGES, "text page, worker warm: p95", "page.warm.p95", "ms", 12),
    Goal(_PAGES, "naive way beside warm: median", "page.naive.p50", "ms", 5, at_least=True, peer="page.warm.p50", by=By.RATIO),
    Goal(_PAGES, "size of a text page: p95", "page.kb", "kB", 130),
    Goal(_PAGES, "drawn ahead by two workers", "ahead.per_s", "/s", 120, at_least=True),
    Goal(_PAGES, "worker's memory", "ahead.worker_mb", "MiB", 300),
    Goal(_PAGES, "cached pages from one process", "cached.per_s", "/s", 1000, at_least=True),
    Goal(_TOGETHER, "pages drawn without a pause beside 200 tablets: stroke p99", "beside.ours.rendering.p99", "ms", 1.2,
         peer="beside.ours.idle.p99", by=By.RATIO),
    Goal(_TOGETHER, "the same where the stock server draws them naively", "beside.stock.rendering.p99", "ms",
         peer="beside.stock.idle.p99", by=By.RATIO),
    Goal(_TOGETHER, "60 draw, 100 vote, papers come in: lag of the loop, p99", "mixed.pong_p99", "ms", 20),
    Goal(_TOGETHER, "the same: stroke p99", "mixed.p99", "ms"),
]  # fmt: skip
