"""Half of the tablets are cut off for a while: nobody is shown what did not happen, and afterwards all is made good.

The server is in a network namespace with two links; the far end of one is taken down, so that packets vanish and
nobody is told. Ballots sent into it stay unsent; in every second try the vote is closed meanwhile, and they must be
refused and not count.
"""

import asyncio
import time

from tests.faults.crowd import Crowd, seconds
from tests.faults.history import Body
from tests.faults.links import Link, Ways, linked
from tests.faults.place import Place, furnished
from tests.faults.row import Ask, Outcome, Row
from tests.faults.tablet import Tablet
from tests.faults.voting import judged, patience

Votes = list["asyncio.Future[Body]"]
_NOTICED_WITHIN_S, _RIGHT_WITHIN_S = 12.0, 5.0
# Seconds, and whether the vote is closed before those who are cut off are back.
_CUTS = ((5.0, False), (5.0, True), (25.0, False), (25.0, True), (60.0, False), (60.0, True))
_SHORT = ((1.5, True),)


def run(ask: Ask) -> Outcome:
    outcome, noticed, right = Outcome(), list[float](), list[float]()
    cuts = (_SHORT if ask.short else _CUTS)[: ask.tries]
    with furnished(ask.size(60, 12)) as place, linked(place) as ways:
        for lasts, closes in cuts:
            asyncio.run(_Try(place, ask, outcome, noticed, right).run(ways, lasts, closes=closes))
            outcome.tries += 1
    outcome.must(max(right) <= _RIGHT_WITHIN_S * patience(ask), f"right only {max(right):.1f} s after it was mended")
    late = f"noticed within {max(noticed):.1f} s, " if noticed else ""
    outcome.must(not noticed or max(noticed) <= _NOTICED_WITHIN_S, f"the tablets are {late}not sooner")
    outcome.figures = {"by": ways.kind, "noticed_s": seconds(noticed) if noticed else None, "right_s": seconds(right)}
    times = ", ".join(f"{lasts:g}" for lasts, _ in cuts)
    outcome.measured = f"{ways.kind} for {times} s; {late}all right {max(right):.1f} s after it was mended"
    return outcome


class _Try:
    """One cut. `noticed`, `right`: seconds until the tablets knew, and until all was right again."""

    def __init__(self, place: Place, ask: Ask, outcome: Outcome, noticed: list[float], right: list[float]) -> None:
        self._place, self._ask, self._outcome = place, ask, outcome
        self._noticed, self._right = noticed, right

    async def run(self, ways: Ways, lasts: float, *, closes: bool) -> None:
        async with ways.link() as link, Crowd(self._place, [link.sound, link.dial], seed=int(lasts)) as crowd:
            poll = await crowd.open_poll()
            # Tablets take the two ways in turn, the desk the sound one.
            away, there = crowd.members[0::2], crowd.members[1::2]
            early = [_vote(tablet, poll) for tablet in (*there, *away[0::2])]
            await early[0]
            link.cut()
            unsent = [_vote(tablet, poll) for tablet in away[1::2]]
            await self._away(crowd, away, lasts, poll if closes else "")
            self._outcome.must(not any(vote.done() for vote in unsent), "P4: shown as cast while cut off")
            link.mend()
            await self._good_again(crowd, link, early, unsent, "" if closes else poll)

    async def _away(self, crowd: Crowd, away: list[Tablet], lasts: float, closing: str) -> None:
        until = time.monotonic() + lasts
        await crowd.draw(crowd.desk)
        if closing:
            await crowd.close_poll(closing)
        if lasts > _NOTICED_WITHIN_S:
            all_know = lambda: not any(tablet.online.is_set() for tablet in away)  # noqa: E731
            self._noticed.append(await crowd.until(all_know, "they do not notice"))
        await asyncio.sleep(until - time.monotonic())

    async def _good_again(self, crowd: Crowd, link: Link, early: Votes, unsent: Votes, open_poll: str) -> None:
        mended = time.monotonic()
        crowd.healed()
        await crowd.all_online()
        await asyncio.gather(*early, *unsent)
        await crowd.settled()
        self._right.append(time.monotonic() - mended)
        if open_poll:
            self._outcome.must(all("ok" in vote.result() for vote in unsent), "a ballot kept while cut off was refused")
            await crowd.close_poll(open_poll)
            await crowd.settled()
        else:
            self._outcome.must(all("error" in vote.result() for vote in unsent), "P3: cast after the closing")
        await crowd.witness(link.sound)
        self._outcome.violations += judged(crowd, self._ask)


def _vote(tablet: Tablet, poll: str) -> "asyncio.Future[Body]":
    return tablet.act("polls.cast", poll=poll, choice="yes")


ROW = Row(
    "partition", "P1 P3 P4 P5", "half of the tablets are cut off for 5, 25 and 60 s, also over the closing",
    "noticed ≤ 12 s; nothing unsent shown; right ≤ 5 s after", run,
)  # fmt: skip
