"""The power goes: whatever of SQLite's log had reached the disk, it opens whole and has what was acknowledged.

A vote is held while another reader keeps SQLite from emptying its log; the length of the log is noted with each
acknowledgement. Copies of it are cut at 400 places, also right at the ends of frames. Each is opened:
integrity_check, every hash of the chain by the documented rules, ballots in journal and tables alike, and all that
had been acknowledged at that length.
"""

import asyncio
import os
import random
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.faults.crowd import Crowd
from tests.faults.history import Answered, Event
from tests.faults.ledger import causes, faults
from tests.faults.place import Place, furnished, serving
from tests.faults.row import Ask, Outcome, Row
from tests.faults.tablet import door
from tests.faults.voting import vote_while

_SECTOR = 512
_FRAME, _HEADER = 24 + 4096, 32


@dataclass(frozen=True)
class Log:
    """The database as it was before the vote, its write-ahead log, and how long that was at each acknowledgement."""

    base: bytes
    wal: bytes
    acknowledged: dict[str, int]

    def must_have(self, cut: int) -> set[str]:
        """The actions that had been acknowledged when the log was no longer than this."""
        return {id for id, size in self.acknowledged.items() if size <= cut}


def run(ask: Ask) -> Outcome:
    outcome = Outcome()
    with furnished(ask.size(60, 12)) as place:
        log = _vote(place, ask, outcome)
    outcome.must(len(log.acknowledged) > len(place.members), "the log was not watched")
    outcome.tries, chance = 0, random.Random(2)
    had = []
    with tempfile.TemporaryDirectory(prefix="icabinet-faults-", dir=_memory()) as folder:
        for cut in _cuts(ask.count(400, 30), len(log.wal), chance):
            outcome.tries += 1
            path = _restored(Path(folder), log, cut, chance)
            outcome.violations += [f"P1: cut at {cut}: {fault}" for fault in faults(path)]
            lost = log.must_have(cut) - causes(path)
            had.append(len(log.must_have(cut)))
            outcome.must(not lost, f"P1: cut at {cut}: {len(lost)} acknowledged are lost: {sorted(lost)[:3]}")
    outcome.figures = {"log_bytes": len(log.wal), "acknowledged": len(log.acknowledged)}
    outcome.measured = f"{len(log.wal) // 1024} KiB of log cut, {len(log.acknowledged)} acknowledged in it"
    outcome.must(min(had) < max(had), "all cuts were alike")
    return outcome


def _vote(place: Place, ask: Ask, outcome: Outcome) -> Log:
    """Hold a vote; while we read the database nothing of the log is moved into it, so that all of it can be cut."""
    base, wal = place.folder / "icabinet.sqlite", place.folder / "icabinet.sqlite-wal"
    sizes: dict[str, int] = {}

    def note(event: Event) -> None:
        if isinstance(event, Answered) and event.ok is not None:
            sizes[event.id] = wal.stat().st_size

    async def watched(crowd: Crowd, _poll: str) -> None:
        crowd.history.watchers.append(note)

    with serving(place.house()) as house, closing(sqlite3.connect(base, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM entries").fetchone()
        asyncio.run(vote_while(place, [door(house.port)], ask, outcome, watched))
        house.kill()
        return Log(base.read_bytes(), wal.read_bytes(), sizes)


def _cuts(count: int, size: int, chance: random.Random) -> Iterator[int]:
    """Anywhere; and every third time right at the end of a frame, where a cut would be least noticed."""
    for number in range(count):
        cut = chance.randint(0, size)
        yield cut if number % 3 else min(size, cut - (cut - _HEADER) % _FRAME + chance.randint(-1, 1))


def _restored(folder: Path, log: Log, cut: int, chance: random.Random) -> Path:
    """The database with the log up to there; behind it nothing, zeros, or a torn sector of noise."""
    path = folder / "icabinet.sqlite"
    for old in folder.iterdir():
        old.unlink()
    path.write_bytes(log.base)
    behind = chance.choice((b"", bytes(len(log.wal) - cut), chance.randbytes(_SECTOR)))
    (folder / "icabinet.sqlite-wal").write_bytes(log.wal[: max(0, cut)] + behind)
    return path


def _memory() -> str | None:
    """A folder in memory, where there is one: hundreds of databases are written."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


ROW = Row(
    "power", "P1 P2", "the power goes: SQLite's log is cut anywhere, with nothing, zeros or noise behind",
    "≥ 400 cuts, 0 inconsistent, 0 lost", run,
)  # fmt: skip
