"""The server's clock jumps an hour forward and back while it serves: order, dates and votes do not notice.

The server runs under libfaketime with its hands in a file: 0, +1 h, 0, -1 h, 0 while a vote goes on, with strokes
after each jump. Only the time of day is faked, not how long things take. The server's answers must show that it
jumped.
"""

import asyncio
from email.utils import parsedate_to_datetime
from itertools import pairwise
from pathlib import Path

import requests

from tests.faults.crowd import Crowd, done
from tests.faults.ledger import faults
from tests.faults.place import Place, furnished, serving
from tests.faults.row import Ask, Outcome, Row
from tests.faults.tablet import door
from tests.faults.voting import codes, midst, vote_while

_HOUR_MS = 3_600_000
_LIBRARIES = ("/usr/lib/*/faketime/libfaketime.so.1", "/usr/local/lib/faketime/libfaketime.so.1")


def run(ask: Ask) -> Outcome:
    outcome = Outcome()
    with furnished(ask.size(60, 12)) as place:
        clock = place.folder / "clock"
        _set(clock, 0)
        with serving(place.house(prefix=_by(clock))) as house:
            told, dates = set[str](), list[int]()
            for _ in range(ask.count(4, 1)):
                told |= codes(asyncio.run(_vote(place, house.port, clock, ask, outcome, dates)))
            outcome.violations += [f"P7: {fault}" for fault in faults(house.database)]
            outcome.must("incident" not in house.log, "an incident in the log")
        voters = len(place.members)
    outcome.must(not told, f"people were told {sorted(told)}")
    jumped = max(later - earlier for earlier, later in pairwise(dates))
    back = max(earlier - later for earlier, later in pairwise(dates))
    outcome.must(min(jumped, back) > _HOUR_MS * 0.9, "the clock did not jump: this shows nothing")
    outcome.figures = {"voters": voters, "jumps": len(dates) - 1}
    outcome.measured = f"{voters} voters, {len(dates) - outcome.tries} jumps of an hour while they voted"
    return outcome


async def _vote(place: Place, port: int, clock: Path, ask: Ask, outcome: Outcome, dates: list[int]) -> Crowd:
    """Forward, back, further back, and right again, with acts between the jumps; `dates`: when the server answers."""

    async def jumps(crowd: Crowd, _poll: str) -> None:
        await midst(crowd)
        for hours in (0, 1, 0, -1, 0):
            _set(clock, hours)
            dates.append(await asyncio.to_thread(_date, port))
            done(await crowd.draw(crowd.members[1]))
            done(await crowd.draw(crowd.desk))

    return await vote_while(place, [door(port)], ask, outcome, jumps)


def _date(port: int) -> int:
    """Return what time it is for the server (ms), as every answer says."""
    answer = requests.get(f"http://127.0.0.1:{port}/healthz", timeout=10)
    return int(parsedate_to_datetime(answer.headers["Date"]).timestamp() * 1000)


def _set(clock: Path, hours: int) -> None:
    """Move the hands at once: the file is never half written."""
    new = clock.with_suffix(".new")
    new.write_text(f"{hours * 3600:+d}\n")
    new.replace(clock)


def _library() -> Path | None:
    return next((path for pattern in _LIBRARIES for path in Path("/").glob(pattern.lstrip("/"))), None)


def _by(clock: Path) -> tuple[str, ...]:
    """Run what follows by this clock. Only the time of day is faked: how long something takes is not."""
    fake = {
        "LD_PRELOAD": str(_library()), "FAKETIME_TIMESTAMP_FILE": str(clock), "FAKETIME_NO_CACHE": "1",
        "DONT_FAKE_MONOTONIC": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }  # fmt: skip
    return ("env", *(f"{name}={value}" for name, value in fake.items()))


ROW = Row(
    "clock", "P7 P1 P3", "the server's clock jumps an hour forward and back in the midst of a vote",
    "0 out of order, 0 lost", run, lambda: "" if _library() else "libfaketime not installed",
)  # fmt: skip
