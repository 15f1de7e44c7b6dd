"""Many tablets in one meeting, that vote and draw while something is done to the server or to the network."""

import asyncio
import random
import time
from collections.abc import Callable, Sequence
from typing import Any, Self

from tests.faults.history import Answered, Body, History, Mark, Sealed, Sent, Told
from tests.faults.place import Place, stroke
from tests.faults.seen import shown_by
from tests.faults.tablet import Dial, Tablet, new_id
from tests.sealing import seal

PATIENCE_S = 120.0
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # of which trackers are made


class Crowd:
    """`async with Crowd(…)`: everybody has joined. `tablets[0]` is the desk's; the others are members'.

    `dials` are the ways to the server; tablets take them in turn.
    """

    def __init__(self, place: Place, dials: Sequence[Dial], members: int | None = None, seed: int = 1) -> None:
        self.place = place
        self.history = History()
        self.chance = random.Random(seed)
        whos = [place.desk, *place.members[:members]]
        self.tablets = [
            Tablet(f"t{number}", who, place.meeting, dials[number % len(dials)], self.history)
            for number, who in enumerate(whos)
        ]
        self._tasks: list[asyncio.Task[None]] = []
        self._keys: dict[str, str | None] = {}

    async def __aenter__(self) -> Self:
        loop = asyncio.get_running_loop()
        self._tasks = [loop.create_task(tablet.run()) for tablet in self.tablets]
        self._tasks.append(loop.create_task(self._watch()))
        await self.all_online()
        return self

    async def __aexit__(self, *_: object) -> None:
        for tablet in self.tablets:
            tablet.cut()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @property
    def desk(self) -> Tablet:
        return self.tablets[0]

    @property
    def members(self) -> list[Tablet]:
        return self.tablets[1:]

    async def all_online(self, within: float = PATIENCE_S) -> float:
        """Wait until everybody is in; return the seconds."""
        began = time.monotonic()
        async with asyncio.timeout(within):
            for tablet in self.tablets:
                await tablet.online.wait()
        return time.monotonic() - began

    async def until(self, fits: Callable[[], bool], what: str, within: float = PATIENCE_S) -> float:
        """Wait until it is so; return the seconds it took, or raise TimeoutError with what did not come."""
        began = time.monotonic()
        while not fits():
            if time.monotonic() - began > within:
                raise TimeoutError(f"{what} after {within:.0f} s")
            await asyncio.sleep(0.005)
        return time.monotonic() - began

    async def settled(self, within: float = PATIENCE_S) -> float:
        """Wait until nobody waits for an answer, and all have the same number; return the seconds."""
        stream = self.place.stream

        def fits() -> bool:
            heads = {tablet.heads.get(stream) for tablet in self.tablets}
            return len(heads) == 1 and not any(tablet.waits for tablet in self.tablets)

        return await self.until(fits, "the tablets do not come to the same state", within)

    async def open_poll(self, *, secret: bool = False) -> str:
        """Open a vote at the desk; return its id."""
        poll = new_id()
        prepared = self.desk.act("polls.prepare", id=poll, question="?", secret=secret, preset="majority_cast")
        done(await self._answer(prepared))
        done(await self._answer(self.desk.act("polls.open", id=poll)))
        if secret:
            await self.until(lambda: self._key_of(poll), "nobody is shown the key of the vote")
        return poll

    def cast(self, tablet: Tablet, poll: str, choice: str) -> "asyncio.Future[Body]":
        """Cast a ballot, sealed if the vote is secret."""
        if not (key := self._key_of(poll)):
            return tablet.act("polls.cast", poll=poll, choice=choice)
        act, tracker = new_id(), "".join(self.chance.choices(_LETTERS, k=10))
        self.history.note(Sealed, tablet.name, act, poll, choice, tracker)
        return tablet.act("polls.cast", act, poll=poll, sealed=seal({"id": poll, "public_key": key}, choice, tracker))

    async def close_poll(self, poll: str) -> Body:
        return done(await self._answer(self.desk.act("polls.close", id=poll)))

    async def all_vote(self, poll: str, within: float = 0.5) -> list[Body]:
        """Everybody casts a ballot some time in these seconds; return when all have their answers."""

        async def vote(tablet: Tablet) -> Body:
            await asyncio.sleep(self.chance.uniform(0, within))
            return await self.cast(tablet, poll, self.chance.choice(("yes", "no", "abstain")))

        async with asyncio.timeout(PATIENCE_S):
            return await asyncio.gather(*(vote(tablet) for tablet in self.members))

    def draw(self, tablet: Tablet) -> "asyncio.Future[Body]":
        """Draw a stroke that everybody sees."""
        return tablet.act("ink.draw", **stroke(self.place.paper))

    async def witness(self, dial: Dial) -> None:
        """Somebody who comes only now must be shown the same; a snapshot, without any history."""
        who = self.place.members[0]
        fresh = Tablet(f"witness{len(self.tablets)}", who, self.place.meeting, dial, self.history)
        self.start(fresh)
        self.tablets.append(fresh)
        async with asyncio.timeout(PATIENCE_S):
            await fresh.online.wait()

    def acknowledged(self) -> list[Sent]:
        """What was sent and acknowledged, each once, in the order in which it was first sent."""
        done = {event.id for event in self.history.all(Answered) if event.ok is not None}
        first: dict[str, Sent] = {}
        for event in self.history.all(Sent):
            first.setdefault(event.id, event)
        return [event for id, event in first.items() if id in done]

    def start(self, tablet: Tablet) -> None:
        """Let a tablet connect that is no part of the crowd (yet)."""
        self._tasks.append(asyncio.get_running_loop().create_task(tablet.run()))

    def healed(self) -> None:
        self.history.note(Mark, "healed")

    def _key_of(self, poll: str) -> str | None:
        """Return the key of a secret vote, as soon as anybody has been shown it; None of a named one."""
        if poll not in self._keys:
            for event in self.history.all(Told):
                for _, _, records in shown_by(event):
                    if (record := records.get(f"polls/{poll}")) and record["state"] == "open":
                        self._keys[poll] = record["public_key"]
        return self._keys.get(poll)

    async def _answer(self, future: "asyncio.Future[Body]") -> Body:
        async with asyncio.timeout(PATIENCE_S):
            return await future

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(0.5)
            for tablet in self.tablets:
                tablet.watch(time.monotonic())


def done(answer: Body) -> Body:
    """What was answered, if it was not refused."""
    if "ok" not in answer:
        raise RuntimeError(f"refused: {answer}")
    return answer["ok"]  # type: ignore[no-any-return]


def percentile(values: Sequence[float], share: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * share // 100)]


def seconds(values: Sequence[float]) -> dict[str, Any]:
    """Least, median and most, rounded for reading."""
    return {"min": round(min(values), 2), "p50": round(percentile(values, 50), 2), "max": round(max(values), 2)}
