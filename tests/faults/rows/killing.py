"""kill -9 in the midst of a vote: nothing acknowledged is lost, nothing counts twice, and it serves again at once.

200 tablets vote within half a second on two questions, one with names and one in secret, five draw; after a random
number of acknowledgements the process gets SIGKILL and is started again on its data. What was not answered is sent
again under its id. Then both votes are closed, and somebody who comes only now must be shown the same.
"""

import asyncio
import time

from tests.faults.crowd import Crowd, seconds
from tests.faults.ledger import faults
from tests.faults.place import furnished, serving
from tests.faults.row import Ask, Outcome, Row
from tests.faults.tablet import door
from tests.faults.voting import ballots, midst, patience, vote_while

_BACK_WITHIN_S = 5.0


def run(ask: Ask) -> Outcome:
    outcome, back, struck = Outcome(), list[float](), list[int]()
    with furnished(ask.size(200, 20)) as place, serving(place.house()) as house:

        async def killed(crowd: Crowd, _poll: str) -> None:
            await midst(crowd)
            struck.append(2 * len(crowd.members) - ballots(crowd))
            began = time.monotonic()
            house.kill()
            await asyncio.to_thread(house.start)
            back.append(time.monotonic() - began)

        for _ in range(ask.count(20, 1)):
            asyncio.run(vote_while(place, [door(house.port)], ask, outcome, killed, also_secret=True))
        outcome.violations += [f"P1: {fault}" for fault in faults(house.database)]
        voters = len(place.members)
    outcome.must(max(back) <= _BACK_WITHIN_S * patience(ask), f"serving again only after {max(back):.1f} s")
    outcome.figures = {"voters": voters, "serving_again_s": seconds(back), "not_yet_acknowledged": struck}
    took, waiting = outcome.figures["serving_again_s"], sum(struck)
    outcome.measured = (
        f"{voters} voters, {waiting} ballots open when killed; serving again {took['p50']} to {took['max']} s"
    )
    return outcome


ROW = Row(
    "kill", "P1 P2 P3 P4 P5", "kill -9 in the midst of a vote, everybody tries again",
    "0 lost, 0 twice; serving again ≤ 5 s", run,
)  # fmt: skip
