"""Ten thousand made-up schedules: packets doubled, reordered, lost, replayed; connections cut at any moment.

In one process, with the product's own journal, telling and joining: packets between six tablets and the product lie
in a bag, out of which chance takes, doubles or drops the next; tablets reconnect; old acts are sent again. The seed
of a schedule that fails is printed. Two tests bring a bug in and see it found.
"""

import os
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

from tests.desk import Desk
from tests.faults.checker import check
from tests.faults.row import Ask, Outcome, Row
from tests.faults.schedule import PEOPLE, Schedule
from tests.migrated import migrate
from tests.noise import furnish
from tests.properties.tablets import Room

# So many votes are held in one meeting before it begins anew: later ones would only be slower.
_IN_ONE_MEETING = 25
_IN_ONE_PART = 250


@dataclass
class Part:
    """What came of some of the schedules."""

    violations: list[str] = field(default_factory=list)
    tries: int = 0
    events: int = 0
    sends: int = 0

    def judge(self, seed: int, schedule: Schedule) -> None:
        self.violations += [f"schedule {seed}: {violation}" for violation in check(schedule.history)]
        self.tries += 1
        self.events += len(schedule.history.events)
        self.sends += schedule.sends


def run(ask: Ask) -> Outcome:
    count = ask.count(10_000, 25)
    outcome, parts = Outcome(), _all_parts(count)
    outcome.violations = [violation for part in parts for violation in part.violations]
    outcome.tries, sends, events = (sum(getattr(part, name) for part in parts) for name in ("tries", "sends", "events"))
    outcome.must(outcome.tries == count, f"only {outcome.tries} of {count} were tried")
    outcome.figures = {"events": events, "sends": sends}
    outcome.measured = f"{outcome.tries:,} schedules, {sends:,} acts carried out, {events:,} events judged"
    return outcome


def _all_parts(count: int) -> list[Part]:
    """Try the schedules, many of them in as many processes as there are cores."""
    seeds = [range(first, min(first + _IN_ONE_PART, count)) for first in range(0, count, _IN_ONE_PART)]
    if len(seeds) == 1:
        return [try_schedules(seeds[0])]
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        return list(pool.map(try_schedules, seeds))


def try_schedules(seeds: Sequence[int]) -> Part:
    """Try the schedules of these seeds, on a desk of their own."""
    part = Part()
    with _desk() as desk:
        start = desk.save()
        for first in range(0, len(seeds), _IN_ONE_MEETING):
            desk.restore(start)
            with Room(desk).listening() as room:
                room.enter(*PEOPLE)
                for seed in seeds[first : first + _IN_ONE_MEETING]:
                    schedule = Schedule(desk, room, seed)
                    schedule.run()
                    part.judge(seed, schedule)
    return part


@contextmanager
def _desk() -> Iterator[Desk]:
    """A meeting that has begun, in memory where there is a place for it: what is tried here is order, not the disk."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="icabinet-faults-", dir=memory) as folder:
        desk = Desk(Path(folder), {})
        with desk.app.app_context():
            migrate()
        furnish(desk)
        desk.start()
        desk.file_paper("paper1", pages=1)
        try:
            yield desk
        finally:
            desk.close()


ROW = Row(
    "schedules", "P2 P3 P4 P5 P6", "made-up schedules of doubled, reordered, lost and replayed packets, and of cuts",
    "10,000 schedules, 0 violations", run,
)  # fmt: skip
