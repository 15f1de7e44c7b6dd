"""kill -9 in the midst of a vote: nothing acknowledged is lost, nothing counts twice, and it serves again at once."""

import asyncio
import time

from tests.faults.checker import check
from tests.faults.crowd import Crowd, seconds
from tests.faults.place import House, Place, furnished, serving
from tests.faults.row import Ask, Outcome, Row
from tests.faults.tablet import door

_BACK_WITHIN_S = 5.0


def run(ask: Ask) -> Outcome:
    outcome, back = Outcome(), list[float]()
    with furnished(ask.size(200, 20)) as place, serving(place.house()) as house:
        for number in range(ask.count(20, 1)):
            back.append(asyncio.run(_vote(place, house, number, outcome)))
            outcome.tries += 1
        outcome.must("FAULT" not in house.command("journal", "verify"), "P1: the chain is broken")
    outcome.figures = {"voters": len(place.members), "serving_again_s": seconds(back)}
    outcome.measured = f"{len(place.members)} voters; serving again {seconds(back)['p50']} s, at most {max(back):.1f} s"
    if not ask.short:
        # A busy machine may be slow to start a process; that alone is no promise broken in the ordinary tests.
        outcome.must(max(back) <= _BACK_WITHIN_S, f"serving again only after {max(back):.1f} s")
    return outcome


async def _vote(place: Place, house: House, seed: int, outcome: Outcome) -> float:
    """One vote with one kill at a random moment of it; return the seconds until it serves again."""
    async with Crowd(place, [door(house.port)], seed=seed) as crowd:
        poll = await crowd.open_poll()
        moment = crowd.chance.uniform(0.0, 0.6)
        voting = asyncio.create_task(crowd.all_vote(poll))
        await asyncio.sleep(moment)
        killed = time.monotonic()
        house.kill()
        await asyncio.to_thread(house.start)
        back = time.monotonic() - killed
        await voting
        await crowd.all_online()
        crowd.healed()
        await crowd.close_poll(poll)
        await crowd.settled()
        await crowd.witness(door(house.port))
        outcome.violations += map(str, check(crowd.history))
    return back


ROW = Row(
    "kill", "P1 P2 P3 P4 P5", "kill -9 in the midst of a vote, everybody tries again",
    "0 lost, 0 twice; serving again ≤ 5 s", run,
)  # fmt: skip
