"""All at once: one person's ballot from many tablets, ballots against the closing, two chairs against each other.

One person sends 100 ballots from seven tablets; 50 voters' ballots and 50 closings by two chairs are sent at once, in
every third round half of them cancelling; every second vote is secret. Then what was acknowledged is sent again. One of
each wins, the others are told `already_voted` or `stale`, and all see the same result.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from tests.faults.crowd import Crowd
from tests.faults.history import Body
from tests.faults.place import Place, furnished, serving
from tests.faults.row import Ask, Outcome, Row
from tests.faults.tablet import Tablet, door, new_id
from tests.faults.voting import judged

# A person may have eight tablets: one for the vote, seven for the race.
_TABLETS_EACH, _SENDS = 7, 100
_CHOICES = ("yes", "no", "abstain")


def run(ask: Ask) -> Outcome:
    outcome, late = Outcome(), list[int]()
    with furnished(ask.size(50, 12)) as place, serving(place.house()) as house:
        for number in range(ask.count(50, 2)):
            asyncio.run(_race(place, house.port, number, ask, outcome, late))
            outcome.tries += 1
        outcome.must("incident" not in house.log, "an incident in the log")
    voters = len(place.members)
    outcome.figures = {"sends": _SENDS, "voters": voters, "ballots_too_late": late}
    against = f"{voters} ballots against {voters} closings, {min(late)} to {max(late)} of them too late"
    outcome.measured = f"{_SENDS} sends of one ballot: one counts; {against}: one closing wins"
    return outcome


async def _race(place: Place, port: int, number: int, ask: Ask, outcome: Outcome, late: list[int]) -> None:
    one = [place.members[1]] * _TABLETS_EACH
    two_chairs = [place.desk] * _TABLETS_EACH + [place.chair] * _TABLETS_EACH
    hall = replace(place, members=[*place.members, *one, *two_chairs])
    async with Crowd(hall, [door(port)], seed=number) as crowd:
        everybody = iter(crowd.members)
        voters, same, chairs = ([next(everybody) for _ in some] for some in (place.members, one, two_chairs))
        poll = await crowd.open_poll(secret=number % 2 == 1)
        _one_wins(await _together(_ballots(crowd, same, poll, _SENDS)), "already_voted", "sends of one ballot", outcome)
        # Everybody but the one who has voted by now.
        others = [tablet for tablet in voters if tablet.who != one[0]]
        votes = _ballots(crowd, others, poll, len(others))
        endings = [_end(chairs[at % len(chairs)], poll, number, at) for at in range(len(voters))]
        mixed = [wish for pair in zip(votes, endings, strict=False) for wish in pair] + endings[len(votes) :]
        crowd.chance.shuffle(mixed)
        await _together(mixed)
        _one_wins([ending.result() for ending in endings], "stale", "endings", outcome)
        late.append(sum("error" in vote.result() for vote in votes))
        await _replayed(crowd, outcome)
        await crowd.settled()
        await crowd.witness(door(port))
        outcome.violations += judged(crowd, ask)


def _ballots(crowd: Crowd, tablets: Sequence[Tablet], poll: str, count: int) -> "list[asyncio.Future[Body]]":
    return [crowd.cast(tablets[at % len(tablets)], poll, _CHOICES[at % len(_CHOICES)]) for at in range(count)]


def _end(tablet: Tablet, poll: str, number: int, at: int) -> "asyncio.Future[Body]":
    """Close it; in every third round one of the two would rather call it off."""
    called_off = number % 3 == 2 and at % 2
    return tablet.act("polls.cancel" if called_off else "polls.close", id=poll)


async def _together(wishes: "Sequence[asyncio.Future[Body]]") -> list[Body]:
    async with asyncio.timeout(60):
        return await asyncio.gather(*wishes)


def _one_wins(answers: Sequence[Body], otherwise: str, of: str, outcome: Outcome) -> None:
    won = sum("ok" in answer for answer in answers)
    outcome.must(won == 1, f"{won} of {len(answers)} {of} won")
    told = {answer["error"]["code"] for answer in answers if "error" in answer}
    outcome.must(told == {otherwise}, f"the other {of} were told {sorted(told)}")


async def _replayed(crowd: Crowd, outcome: Outcome) -> None:
    """What was acknowledged is sent once more, by the same person: it must get the first answer and change nothing."""
    acknowledged = crowd.acknowledged()
    again = []
    for sent in acknowledged[-20:]:
        tablet = next(tablet for tablet in crowd.tablets if tablet.name == sent.client)
        again.append(tablet.act(sent.name, sent.id, **sent.args))
    outcome.must(all("ok" in answer for answer in await _together(again)), "P2: a repeated act was refused")
    new_one = crowd.desk.act("polls.close", new_id(), id=acknowledged[0].args["id"])
    outcome.must("error" in (await _together([new_one]))[0], "P3: it was closed twice")


ROW = Row(
    "races", "P2 P3 P6", "100 sends of one ballot; ballots ∥ closings by two chairs; all of it replayed",
    "one winner, identical closes", run,
)  # fmt: skip
