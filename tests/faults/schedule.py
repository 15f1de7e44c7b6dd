"""A vote under a made-up schedule: packets between tablets and the product arrive in any order, twice, late or never.

The product's own journal, telling and joining run here in one process; the network between them is a bag of packets
out of which chance takes the next. What the tablets send and see goes into a history, as with real ones.
"""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field

from icabinet.errors import Refusal
from tests.desk import Desk, ref
from tests.faults.history import Answered, Body, CaughtUp, History, Joined, Sent, Told, spread
from tests.faults.tablet import new_id
from tests.properties.tablets import Message, Room, Tablet

PEOPLE = ("sec", "chair", "m1", "m1", "m2", "m3")
_VIEWS = {"m1": "member", "m2": "member", "m3": "member"}
_CHOICES = ("yes", "no", "abstain")
_STROKE = {"paper": ref("paper1"), "page": 1, "tool": "pen", "colour": "#123456", "width": 1, "points": [1, 2, 3]}
_AGAIN = {"unavailable", "too_many"}


@dataclass
class Wish:
    """Something that a tablet wants; it may be sent many times, under one id."""

    tablet: Tablet
    name: str
    args: Body
    id: str = field(default_factory=new_id)
    answered: bool = False


class Schedule:
    """One vote of one schedule. `run()` it, then look at `history`; `sends`: how many acts the product got."""

    def __init__(self, desk: Desk, room: Room, seed: int) -> None:
        self.history = History(now=self._step)
        self._desk, self._room, self._chance = desk, room, random.Random(seed)
        self._steps, self.sends = 0.0, 0
        self._bag: list[Callable[[], None]] = []
        self._names = {id(tablet): f"{tablet.who}-{at}" for at, tablet in enumerate(room.tablets.values())}
        self._tablets = list(room.tablets.values())
        self._poll = new_id()
        self._wishes = self._wanted(self._poll)
        room.network = self._told

    def run(self) -> None:
        for tablet in self._tablets:
            known = {"seq": tablet.heads[self._desk.stream], "records": tablet.records[self._desk.stream]}
            self.history.note(Joined, self._name(tablet), self._view(tablet), self._desk.stream, _kept(known))
        self._desk.act("sec", "polls.prepare", id=self._poll, question="?", secret=False, preset="majority_cast")
        for _ in range(self._chance.randint(20, 60)):
            self._mishap()
        self._come_to_rest()

    def _wanted(self, poll: str) -> list[Wish]:
        """One opens, everybody votes, one person from two tablets, two close, one draws; all by their own clocks."""
        sec, chair, *members = self._tablets
        casts = [Wish(one, "polls.cast", {"poll": poll, "choice": self._chance.choice(_CHOICES)}) for one in members]
        draws = [Wish(members[-1], "ink.draw", {"id": new_id(), **_STROKE})]
        ends = [Wish(sec, "polls.close", {"id": poll}), Wish(chair, "polls.close", {"id": poll})]
        return [Wish(chair, "polls.open", {"id": poll}), *casts, *draws, *ends]

    def _mishap(self) -> None:
        """Let one thing happen to somebody."""
        match self._chance.randrange(10):
            case 0:
                self._reconnect(self._chance.choice(self._tablets))
            case 1 if self._bag:
                self._bag.pop(self._chance.randrange(len(self._bag)))
            case 2 if self._bag:
                self._bag.append(self._chance.choice(self._bag))
            case 3 | 4 | 5:
                # For the first time, again, or long after the answer.
                self._send(self._chance.choice([wish for wish in self._wishes if self._may_send(wish)]))
            case _:
                self._arrive()

    def _come_to_rest(self) -> None:
        """The network is good again: what was lost is sent again, what was missed is asked for."""
        while self._bag or not all(wish.answered for wish in self._wishes):
            for wish in self._wishes:
                if not wish.answered and self._may_send(wish):
                    self._send(wish)
            while self._bag:
                self._arrive()
            for tablet in self._tablets:
                if tablet.heads[self._desk.stream] < self._desk.head():
                    self._catch_up(tablet)
        witness = self._chance.choice(self._tablets)
        truth = {"seq": self._desk.head(), "records": self._room.truth(witness)[self._desk.stream]}
        self.history.note(Joined, "witness", self._view(witness), self._desk.stream, truth)

    def _arrive(self) -> None:
        if self._bag:
            self._bag.pop(self._chance.randrange(len(self._bag)))()

    def _send(self, wish: Wish) -> None:
        who, stream = self._desk.person(wish.tablet.who), self._desk.stream
        self.history.note(Sent, self._name(wish.tablet), who, wish.id, stream, wish.name, wish.args)
        self._bag.append(lambda: self._act(wish))

    def _act(self, wish: Wish) -> None:
        """The server gets it, and answers; the answer travels too."""
        self.sends += 1
        try:
            answer = self._desk.act(wish.tablet.who, wish.name, cause=wish.id, **wish.args)
            told: tuple[Body | None, str] = ({"seq": answer.seq, "data": answer.data}, "")
        except Refusal as refusal:
            told = None, refusal.code
        self._bag.append(lambda: self._answered(wish, *told))

    def _answered(self, wish: Wish, ok: Body | None, code: str) -> None:
        wish.answered = wish.answered or code not in _AGAIN
        self.history.note(Answered, self._name(wish.tablet), wish.id, ok, code)

    def _may_send(self, wish: Wish) -> bool:
        """Nobody votes or closes before they have seen it open; afterwards everything may be tried."""
        if wish.name in ("polls.open", "ink.draw"):
            return True
        record = wish.tablet.records[self._desk.stream].get(f"polls/{self._poll}")
        return record is not None and record["state"] != "prepared"

    def _told(self, tablet: Tablet, message: Message) -> None:
        """What the product tells a tablet goes into the bag."""
        if message[0] == "entries":
            self._bag.append(lambda: self._hear(tablet, message))

    def _hear(self, tablet: Tablet, message: Message) -> None:
        body = json.loads(json.dumps(message[1]))
        self.history.note(Told, self._name(tablet), body["stream"], spread(body["entries"]))
        tablet.hear(*message)
        if tablet.gap(self._desk.stream):
            self._catch_up(tablet)

    def _catch_up(self, tablet: Tablet) -> None:
        self._room.catch_up(tablet, self._desk.stream)
        self.history.note(CaughtUp, self._name(tablet), self._desk.stream, _kept(tablet.heard[-1][1]))

    def _reconnect(self, tablet: Tablet) -> None:
        self._room.leave(tablet)
        self._join(tablet)

    def _join(self, tablet: Tablet) -> None:
        tablet.heard.clear()
        self._room.join(tablet)
        for stream, (_, part) in zip(tablet.socket.streams, tablet.heard, strict=True):
            self.history.note(Joined, self._name(tablet), self._view(tablet), stream, _kept(part))

    def _name(self, tablet: Tablet) -> str:
        return self._names[id(tablet)]

    def _view(self, tablet: Tablet) -> str:
        return _VIEWS.get(tablet.who, tablet.who)

    def _step(self) -> float:
        self._steps += 1
        return self._steps


def _kept(part: Body) -> Body:
    """A copy: the tablet goes on to change its records."""
    return {key: dict(body) if key == "records" else body for key, body in part.items()}
