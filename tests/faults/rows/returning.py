"""All connections are cut at once, and everybody comes back at once: nobody is refused, and nobody waits long.

Tablets in two processes of their own, without any delay of coming back, cut all their connections at once; meanwhile
somebody who was not cut draws, and `/readyz` is asked. 200 and 500 of them; measured until the last has joined.
"""

import asyncio
from contextlib import ExitStack

from tests.faults.crowd import Crowd, done, percentile
from tests.faults.place import House, Place, furnished, serving
from tests.faults.row import Ask, Outcome, Row
from tests.faults.storm import Back, Storm
from tests.faults.tablet import door
from tests.faults.voting import patience

_FAULT = 500
# So many tablets must be back within so many seconds.
_HALLS = ((200, 3.0), (500, 8.0))
_SMALL_HALL = ((50, 3.0),)


def run(ask: Ask) -> Outcome:
    outcome = Outcome()
    halls = _SMALL_HALL if ask.short else _HALLS
    with furnished(max(size for size, _ in halls)) as place, serving(place.house()) as house:
        said = []
        for size, within in halls:
            took = [asyncio.run(_storm(place, house, size, ask, outcome)) for _ in range(ask.count(3, 1))]
            outcome.must(max(took) <= within * patience(ask), f"{size} tablets were back only after {max(took):.1f} s")
            outcome.figures[str(size)] = [round(one, 2) for one in took]
            said.append(f"{size} back in {percentile(took, 50):.1f} s, at most {max(took):.1f} s")
        outcome.must("incident" not in house.log, "an incident in the log")
    outcome.measured = "; ".join(said)
    return outcome


async def _storm(place: Place, house: House, size: int, ask: Ask, outcome: Outcome) -> float:
    """One cut; return the seconds until the last was back. Two processes, so that the tablets are not what is slow."""
    outcome.tries += 1
    with ExitStack() as stack:
        people, parts = place.members[:size], ask.size(2, 1)
        storms = [Storm.gather(place, house.port, people[part::parts]) for part in range(parts)]
        for storm in storms:
            stack.callback(storm.close)
        for storm in storms:
            await asyncio.to_thread(storm.wait_ready)
        async with Crowd(place, [door(house.port)], members=0) as crowd:
            before = int(done(await crowd.draw(crowd.desk))["seq"])
            for storm in storms:
                storm.cut()
            back = asyncio.gather(*(asyncio.to_thread(storm.wait_back) for storm in storms))
            statuses = await _meanwhile(crowd, house, back)
            _judge(await back, statuses, before, outcome)
        return max(seconds for one in await back for seconds in one.seconds)


async def _meanwhile(crowd: Crowd, house: House, back: "asyncio.Future[list[Back]]") -> set[int]:
    """Those who were not cut go on, and pages are asked for; return their statuses."""
    statuses = set[int]()
    while not back.done():
        statuses.add(await asyncio.to_thread(house.get, "/readyz"))
        done(await crowd.draw(crowd.desk))
    return statuses


def _judge(back: list[Back], statuses: set[int], before: int, outcome: Outcome) -> None:
    refused = sorted({what for one in back for what in one.refused})
    outcome.must(not refused, f"who came back was refused: {refused}")
    broken = sorted(status for status in statuses if status >= _FAULT)
    outcome.must(not broken, f"pages were answered with {broken}")
    head = min(one.head for one in back)
    outcome.must(head >= before, f"P5: somebody came back to {head}, but {before} had been acknowledged")


ROW = Row(
    "returning", "P5", "all tablets are cut off at once and come back at once",
    "no 5xx; 200 back ≤ 3 s, 500 ≤ 8 s", run,
)  # fmt: skip
