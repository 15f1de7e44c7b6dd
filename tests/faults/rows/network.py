"""A bad network before a real server: frames late, doubled, out of order, lost; everybody has the same in the end.

Every second tablet comes by a proxy that takes whole frames of the WebSocket apart, in both directions; the handshake
and pings pass. Delays, doubling, reordering, and losses that a tablet notices by a gap, a heartbeat or an answer that
stays away.
"""

import asyncio

from tests.faults.crowd import Crowd
from tests.faults.place import Place, furnished, serving
from tests.faults.proxy import Faults, Proxy
from tests.faults.row import Ask, Outcome, Row
from tests.faults.tablet import door
from tests.faults.voting import ballots, codes, vote_while

# A lost answer is waited for as long as a tablet would: with losses a try takes half a minute.
_FAULTS = (
    Faults(double=0.3, delay_s=0.05),
    Faults(reorder=0.3, double=0.1),
    Faults(drop=0.03, double=0.1, reorder=0.1, delay_s=0.05),
)
_ANSWERED_WITHIN_S = 120.0
_GENTLE = Faults(double=0.2, reorder=0.2, delay_s=0.02)


def run(ask: Ask) -> Outcome:
    outcome, told = Outcome(), set[str]()
    with furnished(ask.size(60, 12)) as place, serving(place.house()) as house:
        for number in range(ask.count(6, 1)):
            faults = _GENTLE if ask.short else _FAULTS[number % len(_FAULTS)]
            told |= asyncio.run(_vote(place, house.port, faults, ask, outcome))
        outcome.must("incident" not in house.log, "an incident in the log")
    outcome.must(told <= {"unavailable", "too_many"}, f"people were told {sorted(told)}")
    touched = {
        name: sum(getattr(faults, name) for faults in (*_FAULTS, _GENTLE)) for name in ("lost", "doubled", "moved")
    }
    outcome.must(touched["doubled"] > 0 and touched["moved"] > 0, "no frame was touched")
    outcome.figures = {"frames": touched, "voters": len(place.members)}
    said = ", ".join(f"{count} {name}" for name, count in touched.items())
    outcome.measured = f"{len(place.members)} voters; of their frames {said}"
    return outcome


async def _vote(place: Place, port: int, faults: Faults, ask: Ask, outcome: Outcome) -> set[str]:
    async with Proxy(port) as proxy:

        async def bad(crowd: Crowd, poll: str) -> None:
            proxy.faults = faults
            everybody = len(crowd.members)
            await crowd.until(lambda: ballots(crowd) == everybody, "ballots are not answered", _ANSWERED_WITHIN_S)
            proxy.faults = None

        return codes(await vote_while(place, [door(proxy.port), door(port)], ask, outcome, bad))


ROW = Row(
    "network", "P1 P2 P3 P5", "a proxy delays, doubles, reorders and drops the frames of half of the tablets",
    "0 violations", run,
)  # fmt: skip
