"""PostgreSQL is restarted as by a crash in the midst of a vote: people are told to wait, and nothing is lost.

PostgreSQL is ended (SIGQUIT, as `pg_ctl -m immediate`) after a random number of ballots, kept down until somebody is
told `unavailable`, and started again. Nobody may be told anything else, or wait more than 10 s after the start. Lines
that tablets give up because an answer stays away for 12 s are counted.
"""

import asyncio
import time

from tests.faults.crowd import Crowd, done, seconds
from tests.faults.place import furnished, serving
from tests.faults.row import Ask, Outcome, Row
from tests.faults.stores import needs_postgresql, postgresql
from tests.faults.tablet import door
from tests.faults.voting import codes, midst, patience, vote_while

_BACK_WITHIN_S = 10.0


def run(ask: Ask) -> Outcome:
    outcome, back, told, lost = Outcome(), list[float](), set[str](), 0
    with (
        postgresql(ask) as database,
        furnished(ask.size(200, 12), database_url=database.url(database.database())) as place,
        serving(place.house()) as house,
    ):

        async def restarted(crowd: Crowd, _poll: str) -> None:
            await midst(crowd)
            drawn = crowd.draw(crowd.desk)
            await asyncio.to_thread(database.stop)
            try:
                await crowd.until(lambda: "unavailable" in codes(crowd), "nobody notices")
            finally:
                began = time.monotonic()
                await asyncio.to_thread(database.start)
            await drawn
            done(await crowd.draw(crowd.desk))
            back.append(time.monotonic() - began)

        for _ in range(ask.count(5, 1)):
            crowd = asyncio.run(vote_while(place, [door(house.port)], ask, outcome, restarted))
            told |= codes(crowd)
            lost += sum(len(tablet.came) > 1 for tablet in crowd.members)
        outcome.must(ask.short or "FAULT" not in house.command("journal", "verify"), "P1: the chain is broken")
    outcome.must(told <= {"unavailable"}, f"people were told {sorted(told)}")
    outcome.must(max(back) <= _BACK_WITHIN_S * patience(ask), f"working again only after {max(back):.1f} s")
    outcome.figures = {"voters": len(place.members), "back_s": seconds(back), "told": sorted(told), "lines_lost": lost}
    most, said = outcome.figures["back_s"]["max"], ", ".join(sorted(told)) or "nothing"
    outcome.measured = (
        f"{len(place.members)} voters, told {said}, {lost} lines lost; an act is stored ≤ {most} s after its start"
    )
    return outcome


ROW = Row(
    "database", "P1 P2 P3 P11", "PostgreSQL crashes and restarts in the midst of a vote",
    "0 lost; told to wait, no error; back ≤ 10 s", run, needs_postgresql,
)  # fmt: skip
