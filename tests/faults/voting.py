"""One vote of a whole crowd, with a fault in the midst of it, and what the checker says of it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from tests.faults.checker import CONVERGED_WITHIN_S, check
from tests.faults.crowd import Crowd, done
from tests.faults.history import Answered
from tests.faults.place import Place
from tests.faults.row import Ask, Outcome
from tests.faults.tablet import Dial

Happens = Callable[[Crowd, str], Awaitable[None]]
# A busy machine may be slow; that alone breaks no promise in the ordinary tests.
_PATIENT = 4.0


def patience(ask: Ask) -> float:
    """How many times longer than promised something may take."""
    return _PATIENT if ask.short else 1.0


async def vote_while(
    place: Place, dials: Sequence[Dial], ask: Ask, outcome: Outcome, happens: Happens, *, also_secret: bool = False
) -> Crowd:
    """Let everybody vote within half a second while `happens(crowd, poll)`; it is healed when that returns.

    `also_secret`: on two questions, of which the second is asked in secret. Adds a try and its violations to the
    outcome; returns the crowd, which has left.
    """
    outcome.tries += 1
    async with Crowd(place, dials, seed=outcome.tries) as crowd:
        polls = [await crowd.open_poll(secret=secret) for secret in (False, True)[: 1 + also_secret]]
        voting = asyncio.gather(*(crowd.all_vote(poll) for poll in polls))
        drawing = [crowd.draw(tablet) for tablet in crowd.members[:5]]
        await happens(crowd, polls[0])
        crowd.healed()
        await voting
        for answer in await asyncio.gather(*drawing):
            done(answer)
        await crowd.all_online()
        for poll in polls:
            await crowd.close_poll(poll)
        await crowd.settled()
        await crowd.witness(dials[0])
        outcome.violations += judged(crowd, ask)
    return crowd


async def midst(crowd: Crowd) -> None:
    """Wait for a moment at random in which some have voted, and some have not."""
    some = crowd.chance.randrange(1, max(2, len(crowd.members) - 1))
    await crowd.until(lambda: ballots(crowd) >= some, "nobody votes")


def ballots(crowd: Crowd) -> int:
    """How many ballots have been acknowledged by now."""
    return sum(sent.name == "polls.cast" for sent in crowd.acknowledged())


def judged(crowd: Crowd, ask: Ask) -> list[str]:
    """All that the checker finds in what the crowd has seen."""
    return [str(violation) for violation in check(crowd.history, within=CONVERGED_WITHIN_S * patience(ask))]


def codes(crowd: Crowd) -> set[str]:
    """The refusals that anybody was told."""
    return {answer.code for answer in crowd.history.all(Answered) if answer.code}
