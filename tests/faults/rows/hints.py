"""Redis dies, or comes back empty, between two processes: votes are not touched, and everybody converges.

Two web processes with one PostgreSQL, tablets at both in turn. Redis is killed in the midst of a vote and comes back
empty, at once or after everybody has converged without it. Counted is how long all tablets need to have an act of the
other process.
"""

import asyncio
from contextlib import ExitStack

from tests.faults.crowd import Crowd, done, seconds
from tests.faults.place import House, Place, furnished, serving
from tests.faults.row import Ask, Outcome, Row
from tests.faults.stores import needs_both, postgresql, redis
from tests.faults.tablet import door
from tests.faults.voting import codes, midst, patience, vote_while
from tools.servers import Redis

_CONVERGED_WITHIN_S = 5.0
# Without Redis it is the heartbeat, every 4 s, that brings what the other process wrote.
_WITHOUT_WITHIN_S = 6.0


def run(ask: Ask) -> Outcome:
    outcome = Outcome()
    with ExitStack() as stack:
        database, line = stack.enter_context(postgresql(ask)), stack.enter_context(redis())
        url = database.url(database.database())
        place = stack.enter_context(furnished(ask.size(100, 10), database_url=url, redis_url=line.url))
        houses = [stack.enter_context(serving(house)) for house in _two(place)]
        _try(place, houses, line, ask, outcome)
    return outcome


def _two(place: Place) -> list[House]:
    return [place.house("one"), place.house("two")]


def _try(place: Place, houses: list[House], line: Redis, ask: Ask, outcome: Outcome) -> None:
    without, back, told = list[float](), list[float](), set[str]()

    async def killed(crowd: Crowd, _poll: str) -> None:
        """It dies while people vote, is away for a while, and comes back empty."""
        await midst(crowd)
        line.kill()
        done(await crowd.draw(crowd.members[1]))
        without.append(await crowd.settled())
        line.start()
        done(await crowd.draw(crowd.members[1]))
        back.append(await crowd.settled())

    async def emptied(crowd: Crowd, _poll: str) -> None:
        """It dies and is there again at once, empty: nobody is subscribed to anything."""
        await midst(crowd)
        line.kill()
        line.start()
        done(await crowd.draw(crowd.members[1]))
        back.append(await crowd.settled())

    dials = [door(house.port) for house in houses]
    for number in range(ask.count(6, 1)):
        happens = emptied if number % 2 else killed
        told |= codes(asyncio.run(vote_while(place, dials, ask, outcome, happens)))
    outcome.must(not told, f"people were told {sorted(told)}")
    outcome.must(max(back) <= _CONVERGED_WITHIN_S * patience(ask), f"converged {max(back):.1f} s after Redis was back")
    outcome.must(max(without) <= _WITHOUT_WITHIN_S * patience(ask), f"converged after {max(without):.1f} s without it")
    outcome.figures = {"voters": len(place.members), "without_s": seconds(without), "back_s": seconds(back)}
    measured = f"all the same {max(without):.1f} s after an act without Redis, {max(back):.1f} s with it back"
    outcome.measured = f"{len(place.members)} voters at 2 processes; {measured}"


ROW = Row(
    "hints", "P1 P2 P3 P5 P11", "Redis is killed, or restarted empty, while two processes serve a vote",
    "votes unaffected; converge ≤ 5 s", run, needs_both,
)  # fmt: skip
