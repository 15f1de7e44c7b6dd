"""Malicious and broken files are filed while a meeting goes on: nobody in it notices."""

import asyncio
import time
from pathlib import Path
from typing import Any

from tests.faults import evil
from tests.faults.checker import check
from tests.faults.crowd import Crowd, percentile
from tests.faults.place import House, Place, furnished, serving
from tests.faults.row import Ask, Outcome, Row
from tests.faults.shelf import Shelf
from tests.faults.tablet import door

_TABLETS = 20
# Longer than three tries of the longest job.
_SETTLED_WITHIN_S = 400.0
_MOST_MORE_MB = 64.0
_ANSWERED_WITHIN_S, _AT_MOST_S = 1.0, 5.0
_PICTURE, _NO_PICTURE = 200, {404, 422, 503}
File = tuple[str, bytes]


def run(ask: Ask) -> Outcome:
    outcome = Outcome()
    # Made before, because making them would keep the tablets of this process waiting.
    made = list(evil.files(short=ask.short))
    # LibreOffice dies twice of tables in tables, which takes long; in small its own tests let it (tests/worker).
    office = {"office": "off"} if ask.short else {}
    with furnished(_TABLETS) as place, serving(place.house(**office)) as house:
        before = house.pid, house.memory_mb
        asyncio.run(_meet(place, house, made, outcome))
        more = house.memory_mb - before[1]
        outcome.must(house.pid == before[0], "P9: the web process is another one")
        outcome.must(more <= _MOST_MORE_MB, f"P9: the web process holds {more:.0f} MB more")
        outcome.must("Traceback" not in house.log, "P9: a traceback in the log")
        outcome.must("incident" not in house.log, "P9: an incident in the log")
        outcome.must(not Path("/tmp/outside.txt").exists(), "P9: a file got out of its archive")
        outcome.figures["more_memory_mb"] = round(more, 1)
        outcome.measured += f", {more:.0f} MB more"
    return outcome


async def _meet(place: Place, house: House, made: list[File], outcome: Outcome) -> None:
    """File one file after the other, while all tablets vote and draw."""
    late = list[float]()
    async with Crowd(place, [door(house.port)]) as crowd:
        poll = await crowd.open_poll()
        await crowd.all_vote(poll)
        busy = asyncio.create_task(_act(crowd, late))
        states = await asyncio.to_thread(_file_all, Shelf(place, house), made, outcome)
        busy.cancel()
        await crowd.close_poll(poll)
        await crowd.settled()
        outcome.violations += map(str, check(crowd.history))
    p99, most = percentile(late, 99), max(late)
    outcome.must(most <= _AT_MOST_S, f"P9: an act was answered only after {most:.1f} s")
    outcome.must(p99 <= _ANSWERED_WITHIN_S, f"P9: 99 % of acts were answered only within {p99:.1f} s")
    outcome.figures |= {"states": states, "ack_p99_ms": round(p99 * 1000), "ack_max_ms": round(most * 1000)}
    outcome.measured = f"{outcome.tries} files: {_said(states)}; acts beside p99 {p99 * 1000:.0f} ms"


async def _act(crowd: Crowd, late: list[float]) -> None:
    while True:
        for tablet in crowd.members:
            began = time.monotonic()
            await asyncio.shield(crowd.draw(tablet))
            late.append(time.monotonic() - began)
            await asyncio.sleep(0.01)


def _file_all(shelf: Shelf, made: list[File], outcome: Outcome) -> dict[str, str]:
    """File each file, wait until it is dealt with, and look at its first page; return what became of each."""
    states = {}
    for name, content in made:
        outcome.tries += 1
        paper = shelf.file(name, content)
        try:
            record = shelf.settled(paper, _SETTLED_WITHIN_S)
        except TimeoutError as error:
            outcome.violations.append(f"P9: {name}: {error}")
            continue
        states[name] = _become(shelf, name, record, outcome)
    return states


def _become(shelf: Shelf, name: str, record: dict[str, Any], outcome: Outcome) -> str:
    if record["state"] == "failed":
        outcome.must(bool(record["reason"]), f"P9: {name} failed without a reason")
        return str(record["reason"])
    for what in ("", "/words"):
        answer = shelf.page(record, what=what)
        said = answer.json()["error"]["code"] if answer.status_code in _NO_PICTURE else ""
        fine = answer.status_code == _PICTURE or said not in ("", "internal")
        outcome.must(fine, f"P9: page 1{what} of {name} is answered {answer.status_code} {said}")
    return "ready"


def _said(states: dict[str, str]) -> str:
    reasons = list(states.values())
    return ", ".join(f"{reasons.count(reason)} {reason}" for reason in sorted(set(reasons)))


ROW = Row(
    "hostile", "P9", f"malicious and broken files are filed while {_TABLETS} tablets act",
    "each ready or failed with a reason; no effect on the web process", run,
)  # fmt: skip
