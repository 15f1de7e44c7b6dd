"""Ten thousand made-up schedules: packets doubled, reordered, lost, replayed; connections cut at any moment."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import flask_migrate

from tests.conftest import MIGRATIONS
from tests.desk import Desk
from tests.faults.checker import check
from tests.faults.row import Ask, Outcome, Row
from tests.faults.schedule import PEOPLE, Schedule
from tests.noise import furnish
from tests.properties.tablets import Room

# So many votes are held in one meeting before it begins anew: later ones would only be slower.
_IN_ONE_MEETING = 50
_MOST_TOLD = 100


def run(ask: Ask) -> Outcome:
    outcome = Outcome()
    events = sends = 0
    with _desk() as desk:
        start = desk.save()
        for seed in range(ask.count(10_000, 100)):
            if seed % _IN_ONE_MEETING == 0:
                desk.restore(start)
            with Room(desk).listening() as room:
                room.enter(*PEOPLE)
                schedule = Schedule(desk, room, seed)
                schedule.run()
            found = check(schedule.history)
            outcome.violations += [f"schedule {seed}: {violation}" for violation in found]
            outcome.tries += 1
            events += len(schedule.history.events)
            sends += schedule.sends
            if len(outcome.violations) > _MOST_TOLD:
                break
    outcome.figures = {"events": events, "sends": sends}
    outcome.measured = f"{outcome.tries:,} schedules, {sends:,} acts carried out, {events:,} events judged"
    return outcome


@contextmanager
def _desk() -> Iterator[Desk]:
    """A meeting that has begun, in memory where there is a place for it: what is tried here is order, not the disk."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="icabinet-faults-", dir=memory) as folder:
        desk = Desk(Path(folder), {})
        with desk.app.app_context():
            flask_migrate.upgrade(str(MIGRATIONS))
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
