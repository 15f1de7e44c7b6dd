"""Many clients draw, erase, vote, go and come back for a long time: what the server holds does not grow.

A short soak cannot see a slow leak: how much it could have missed is said beside the result.
"""

import asyncio
import math
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.faults.crowd import Crowd, percentile
from tests.faults.place import House, furnished, serving, stroke
from tests.faults.row import Ask, Outcome, Row
from tests.faults.shelf import settled_descriptors
from tests.faults.tablet import Tablet, door

_MOST_MIB_PER_H = 1.0
# Two standard errors: so much may be chance.
_SURE = 2.0
_MOST_MORE_DESCRIPTORS = 4
_MOST_SLOWER, _NOTHING_MS = 2.0, 50.0
# What hangs together is one sample: memory is taken by the page, and given back rarely.
_TOGETHER = 20
_SAMPLE_S, _STROKE_S, _CUT_S, _VOTE_S = 1.0, 5.0, 2.0, 300.0
_SHORT_S, _PAGES = 6.0, 60
# After the warming up the allocator gives something back; what it takes again is no growth.
_SETTLE_S = 60.0
# Strokes after which it was seen to hold no more, amid votes and returns as often as these take turns with them.
_WARM, _WARM_CUT_S, _WARM_VOTE_S = 50_000, 0.3, 10.0


def run(ask: Ask) -> Outcome:
    outcome, kept = Outcome(tries=1), _Kept()
    seconds = _SHORT_S if ask.short else ask.soak_minutes * 60
    with furnished(ask.size(100, 10)) as place, serving(place.house()) as house:
        before = house.descriptors
        asyncio.run(_soak(Crowd(place, [door(house.port)]), house, seconds, kept, ask.size(_WARM, 0)))
        left = settled_descriptors(house, before)
        outcome.must("Traceback" not in house.log and "incident" not in house.log, "F1: a fault in the log")
    outcome.must(left <= before + _MOST_MORE_DESCRIPTORS, f"{before} descriptors before, {left} after")
    slope, error = _slope(kept.at, kept.memory)
    middle, end = _thirds(kept.late_ms)
    if not ask.short:
        outcome.must(slope - _SURE * error <= _MOST_MIB_PER_H, f"memory grows by {slope:.1f} ± {error:.1f} MiB/h")
        slower = end > max(_NOTHING_MS, _MOST_SLOWER * middle)
        outcome.must(not slower, f"acts took {middle:.0f} ms in the midst, {end:.0f} ms in the end")
    outcome.figures = {
        "minutes": round(seconds / 60, 1), "acts": len(kept.late_ms), "descriptors": [before, left],
        "memory_mib": round(kept.memory[-1], 1), "mib_per_h": round(slope, 2), "error_mib_per_h": round(error, 2),
        "p99_ms": [round(middle, 1), round(end, 1)],
    }  # fmt: skip
    outcome.measured = (
        f"{seconds / 60:.1f} min, {len(kept.late_ms)} acts: {slope:+.1f} ± {_SURE * error:.1f} MiB/h, "
        f"descriptors {before} → {left}, p99 {middle:.0f} → {end:.0f} ms"
    )
    return outcome


@dataclass
class _Kept:
    """A sample every second, and how long each act took. Memory in MiB."""

    at: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    late_ms: list[float] = field(default_factory=list)


async def _soak(crowd: Crowd, house: House, seconds: float, kept: _Kept, warm: int) -> None:
    async with crowd:
        if warm:
            await _warm_up(crowd, warm // len(crowd.members))
        busy = [asyncio.create_task(_draw(crowd, tablet, kept)) for tablet in crowd.members]
        busy.append(asyncio.create_task(_vote(crowd, _VOTE_S)))
        busy.append(asyncio.create_task(_cut(crowd, _CUT_S)))
        await asyncio.sleep(_SETTLE_S if warm else 0)
        kept.late_ms.clear()
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            await asyncio.sleep(_SAMPLE_S)
            kept.at.append(time.monotonic())
            kept.memory.append(house.memory_mb)
            # Nobody checks it, and it would grow for hours.
            crowd.history.events.clear()
        for task in busy:
            task.cancel()
        await crowd.settled()


async def _warm_up(crowd: Crowd, strokes: int) -> None:
    """The same as fast as the server can, so many strokes of everybody.

    What is kept for speed fills up to its bounds (the database's pages above all), and as much is under way, and lies
    waiting for a search for garbage, as will be at any time later: the allocator gives back little of that.
    """

    async def draw(tablet: Tablet) -> None:
        for _ in range(strokes):
            await _draw_once(crowd, tablet, [])

    voting, cutting = (asyncio.create_task(each) for each in (_vote(crowd, _WARM_VOTE_S), _cut(crowd, _WARM_CUT_S)))
    await asyncio.gather(*(draw(tablet) for tablet in crowd.members))
    cutting.cancel()
    voting.cancel()
    await crowd.all_online()
    await crowd.settled()


async def _draw(crowd: Crowd, tablet: Tablet, kept: _Kept) -> None:
    while True:
        await asyncio.sleep(crowd.chance.uniform(0, _STROKE_S))
        await _draw_once(crowd, tablet, kept.late_ms)


async def _draw_once(crowd: Crowd, tablet: Tablet, late_ms: list[float]) -> None:
    """Draw and erase, so that there is never more than there was."""
    drawn = stroke(crowd.place.paper) | {"page": crowd.chance.randint(1, _PAGES)}
    for name, args in (("ink.draw", drawn), ("ink.erase", {"ids": [drawn["id"]]})):
        began = time.monotonic()
        await asyncio.shield(tablet.act(name, **args))
        late_ms.append((time.monotonic() - began) * 1000)


async def _vote(crowd: Crowd, every_s: float) -> None:
    while True:
        # What has been asked is still waited for when this is stopped.
        await asyncio.shield(_vote_once(crowd))
        crowd.history.events.clear()
        await asyncio.sleep(every_s)


async def _vote_once(crowd: Crowd) -> None:
    poll = await crowd.open_poll()
    await crowd.all_vote(poll)
    await crowd.close_poll(poll)


async def _cut(crowd: Crowd, every_s: float) -> None:
    """One after the other loses the connection, and comes back."""
    while True:
        for tablet in crowd.members:
            await asyncio.sleep(every_s)
            tablet.cut()


def _slope(samples: Sequence[float], memories: Sequence[float]) -> tuple[float, float]:
    """Return the growth in MiB/h by linear regression, and its standard error.

    Of samples that hang together the mean counts as one: each for itself they would make chance look certain.
    """
    at, memory = _means(samples), _means(memories)
    line = statistics.linear_regression(at, memory)
    rest = [value - line.slope * when - line.intercept for when, value in zip(at, memory, strict=True)]
    spread = math.fsum((when - statistics.fmean(at)) ** 2 for when in at)
    error = math.sqrt(math.fsum(one * one for one in rest) / max(1, len(at) - 2) / spread)
    return line.slope * 3600, error * 3600


def _means(values: Sequence[float]) -> list[float]:
    together = min(_TOGETHER, max(1, len(values) // 3))
    return [statistics.fmean(values[at : at + together]) for at in range(0, len(values) - together + 1, together)]


def _thirds(late_ms: Sequence[float]) -> tuple[float, float]:
    """Return the 99th percentiles of the middle and of the last third."""
    third = len(late_ms) // 3
    return percentile(late_ms[third : 2 * third], 99), percentile(late_ms[2 * third :], 99)


ROW = Row(
    "soak", "P11", "clients draw, erase, vote, go and come back for a long time",
    "memory < 1 MiB/h more, descriptors and latency flat", run,
)  # fmt: skip
