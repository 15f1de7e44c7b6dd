"""Two processes behind a balancer are restarted one after the other, while everybody acts: nobody sees an error."""

import asyncio
import time
from contextlib import suppress
from typing import NamedTuple

from tests.faults.balancer import Balancer
from tests.faults.checker import check
from tests.faults.crowd import Crowd, seconds
from tests.faults.place import House
from tests.faults.row import Ask, Outcome, Row
from tests.faults.several import Several, several
from tests.faults.stores import needs_both
from tests.faults.tablet import Tablet, door

_ENDS_WITHIN_S, _BACK_WITHIN_S = 5.0, 5.0
_REQUEST = b"GET /healthz HTTP/1.1\r\nHost: faults\r\nConnection: close\r\n\r\n"


def run(ask: Ask) -> Outcome:
    outcome = Outcome()
    with several(ask, ask.size(50, 8)) as there:
        asyncio.run(_roll(there, ask.count(5, 1), outcome))
        for house in there.houses:
            outcome.must("Traceback" not in house.log, f"F1: a traceback in the log: {house.log[-2000:]}")
            outcome.must("incident" not in house.log, "F1: an incident in the log")
        outcome.must("FAULT" not in there.houses[0].command("journal", "verify"), "P1: the chain is broken")
    return outcome


async def _roll(there: Several, rounds: int, outcome: Outcome) -> None:
    ends, back, pages = list[float](), list[float](), list[_Page]()
    async with (
        Balancer([house.port for house in there.houses]) as balancer,
        Crowd(there.place, [door(balancer.port)]) as crowd,
    ):
        busy = [asyncio.create_task(_draw(crowd, tablet)) for tablet in crowd.members[::2]]
        busy.append(asyncio.create_task(_read(balancer.port, pages)))
        for _ in range(rounds):
            poll = await crowd.open_poll()
            voting = asyncio.create_task(crowd.all_vote(poll, within=2.0))
            for house in there.houses:
                ends.append(await _restart(house, outcome))
                began = time.monotonic()
                await crowd.all_online()
                back.append(time.monotonic() - began)
                outcome.tries += 1
            await voting
            await crowd.close_poll(poll)
        for task in busy:
            task.cancel()
        crowd.healed()
        await crowd.settled()
        await crowd.witness(door(balancer.port))
        outcome.violations += map(str, check(crowd.history))
        for tablet in crowd.tablets:
            outcome.must(not tablet.refused_with, f"C4: {tablet.name} was sent away with {tablet.refused_with}")
    wrong = [page for page in pages if page.status != "200"]
    outcome.must(not wrong, f"F3: of {len(pages)} requests these were not answered: {wrong[:5]}")
    outcome.must(max(ends) <= _ENDS_WITHIN_S, f"a process took {max(ends):.1f} s to end")
    outcome.must(max(back) <= _BACK_WITHIN_S, f"P5: tablets were back only after {max(back):.1f} s")
    outcome.figures = {"end_s": seconds(ends), "back_s": seconds(back), "requests": len(pages)}
    outcome.measured = (
        f"{outcome.tries} restarts under {len(crowd.members)} tablets and {len(pages)} requests; "
        f"ended in {max(ends):.1f} s, all back {max(back):.1f} s after"
    )


async def _restart(house: House, outcome: Outcome) -> float:
    """Return the seconds that it took to end."""
    began = time.monotonic()
    try:
        code = str(await asyncio.to_thread(house.end))
    except AssertionError as late:
        code = str(late)
    ended = time.monotonic() - began
    outcome.must(code == "0", f"a process that was asked to end exited after {ended:.1f} s with {code}")
    await asyncio.to_thread(house.start)
    return ended


async def _draw(crowd: Crowd, tablet: Tablet) -> None:
    """One stroke after the other, without a pause."""
    while True:
        # The answer is still waited for when this is stopped.
        await asyncio.shield(crowd.draw(tablet))


class _Page(NamedTuple):
    """The status of an answer, or "nothing"; the seconds that it took."""

    status: str
    seconds: float


async def _read(port: int, answers: list[_Page]) -> None:
    """One request after the other, each over a connection of its own."""
    while True:
        answer, began = b"", time.monotonic()
        with suppress(OSError):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            try:
                writer.write(_REQUEST)
                answer = await reader.read()
            finally:
                writer.close()
        answers.append(_Page(answer[9:12].decode() or "nothing", round(time.monotonic() - began, 3)))
        await asyncio.sleep(0.01)


ROW = Row(
    "rolling", "P1 P2 P5 P11", "two processes behind a balancer are restarted one after the other, everybody acts",
    "0 lost, 0 twice, no errors; ended ≤ 5 s, all back ≤ 5 s", run, needs_both,
)  # fmt: skip
