"""Any sequence of what people do about the floor keeps its rules: the tables say what a hall on paper says."""

import random
from collections.abc import Callable
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from icabinet import clock
from icabinet.errors import Refusal
from icabinet.floor.queries import speakers_of
from icabinet.floor.report import sums
from icabinet.journal import reading
from icabinet.journal.records import seen_by, snapshot
from tests.desk import Desk, ref
from tests.properties.hall import Hall
from tests.properties.person import COUNTED, SOON_MS, Person

MEMBERS, QUEUES = ("m1", "m2", "m3", "guest"), ("general", ref("item1"), "questions")
KINDS = (
    ("contribution",) * 4
    + ("question",) * 3
    + ("interposed", "interposed", "intervention", "point_of_order", "answer", "answer")
)
RANKS = {"Quorum": 2, "Order": 1, "": 0}
START = 4_000_000_000_000
STEPS = 60


class Played:
    """The same steps at the desk and in the hall on paper."""

    def __init__(self, desk: Desk, seed: int) -> None:
        self.desk, self.hall, self.chance = desk, Hall(), random.Random(seed)
        self.now, self.asked = START, 0
        self.tags = desk.tags_of("m3")

    def step(self) -> None:
        steps = [
            self.ask,
            self.ask,
            self.ask,
            self.add,
            self.leave,
            self.call,
            self.call,
            self.speech,
            self.speech,
            *[self.take_back] * 5,
            self.move,
            self.set,
        ]
        act = self.chance.choice([*steps] * 6 + [self.clear])
        # A slip is noticed soon.
        self.now += self.chance.randrange(1, SOON_MS // 4 if act == self.take_back else 90_000)
        act()

    def does(self, who: str, name: str, expected: Callable[[], bool], /, **args: object) -> None:
        try:
            self.desk.act(who, name, **args)
            done = True
        except Refusal:
            done = False
        assert done == expected(), (who, name, args, self.hall)

    def _one(self, who: str) -> tuple[Person, dict[str, object]]:
        self.asked += 1
        kind, queue = self.chance.choice(KINDS), self.chance.choice(QUEUES)
        category = self.chance.choice([*RANKS]) if kind == "point_of_order" else ""
        questions = [one.name for one in self.hall.people.values() if one.kind in ("question", "interposed")]
        under = self.chance.choice(questions) if kind == "answer" and questions else ""
        name = ref(f"speech{self.asked}x")
        args = {"id": name, "kind": kind, "queue": queue, "category": category, "under": under or None}
        return Person(name, who, kind, queue, RANKS[category], under), args

    def ask(self) -> None:
        who = self.chance.choice(MEMBERS)
        one, args = self._one(who)
        self.does(who, "floor.ask", lambda: self.hall.ask(one, desk=False), **args)

    def add(self) -> None:
        who = self.chance.choice(MEMBERS)
        one, args = self._one(who)
        self.does("sec", "floor.add", lambda: self.hall.ask(one, desk=True), person=self.desk.person(who), **args)

    def _any(self, *states: str) -> str:
        """Somebody in one of these states; now and then whoever."""
        people = [one.name for one in self.hall.people.values() if one.state in states or self.chance.random() < 0.1]
        return self.chance.choice(people) if people else ref("nobody")

    def leave(self) -> None:
        name = self._any("waiting")
        who = self.chance.choice((*MEMBERS, "sec"))
        if who == "sec":
            self.does("sec", "floor.remove", lambda: self.hall.leave(name), id=name)
        else:
            self.does(who, "floor.withdraw", lambda: self.hall.leave(name, who), id=name)

    def call(self) -> None:
        name = self._any("waiting")
        self.does("chair", "floor.call", lambda: self.hall.call(name, self.now), id=name)

    def speech(self) -> None:
        name = self._any("speaking", "paused")
        match self.chance.randrange(5):
            case 0:
                self.does("chair", "floor.pause", lambda: self.hall.pause(name, self.now), id=name)
            case 1:
                self.does("chair", "floor.resume", lambda: self.hall.resume(name, self.now), id=name)
            case 2:
                self.does("chair", "floor.extend", lambda: self.hall.extend(name, 30), id=name, seconds=30)
            case _:
                self.does("chair", "floor.end", lambda: self.hall.end(name, self.now), id=name)

    def take_back(self) -> None:
        """Mostly of whoever has the floor, or had it last."""
        name = self._latest() or self._any("done")
        one = self.hall.people.get(name)
        # Where somebody stood says nothing once the chair has put the others into another order.
        if one is None or one.state != "speaking" or one.ahead is not None:
            self.does("chair", "floor.take_back", lambda: self.hall.take_back(name, self.now), id=name)

    def _latest(self) -> str:
        spoke = [one for one in self.hall.people.values() if one.runs and self.chance.random() < 0.97]
        latest = max(spoke, key=lambda one: (one.state in ("speaking", "paused"), one.ended), default=None)
        return latest.name if latest else ""

    def move(self) -> None:
        name, before = self._any("waiting"), self.chance.choice((None, self._any("waiting")))
        one = self.hall.people.get(name)
        if one is not None and one.kind != "answer":
            self.does("chair", "floor.move", lambda: self.hall.move(name, before), id=name, before=before)

    def set(self) -> None:
        queue, closing = self.chance.choice(QUEUES[1:]), self.chance.random() < 0.3
        self.desk.act("chair", "floor.close" if closing else "floor.open", queue=queue)
        (self.hall.closed.add if closing else self.hall.closed.discard)(queue)

    def clear(self) -> None:
        queue = self.chance.choice(QUEUES)
        self.does("chair", "floor.clear", lambda: self.hall.clear(queue), queue=queue)

    # --- what has to hold ---

    def check(self) -> None:
        hall = self.hall
        with self.desk.services.db.reading() as session:
            records = seen_by(self.tags, snapshot(session, self.desk.stream, ("queues", "speakers")))
        queues = {key.partition("/")[2]: body["order"] for key, body in records.items() if key.startswith("queues/")}
        found = {key.partition("/")[2]: body for key, body in records.items() if key.startswith("speakers/")}
        for queue in QUEUES:
            assert queues.get(queue, []) == hall.line(queue), queue
        assert {
            name: (one["state"], one["paused"], one["spoken_ms"], one["limit_s"] or 0) for name, one in found.items()
        } == {name: (one.state, one.paused, one.spoken, one.limit_s) for name, one in hall.people.items()}
        assert sum(one["state"] == "speaking" for one in found.values()) <= 1
        for who in MEMBERS:
            for queue in QUEUES:
                mine = [hall.people[name] for name in hall.line(queue) if hall.people[name].who == who]
                assert sum(one.kind == "point_of_order" for one in mine) <= 1
                assert sum(one.kind not in ("point_of_order", "answer") for one in mine) <= 1

    def check_sums(self) -> None:
        """What is left of a unit's time, and each person's, is what the watch says."""
        with self.desk.services.db.reading() as session:
            rows = speakers_of(session, self.desk.stream)
        spoken = [one for one in self.hall.people.values() if one.runs]
        of_unit = sums([row for row in rows if row.kind in COUNTED], lambda row: row.unit, self.now)
        watch = {one.name: one.spoken + (self.now - one.runs[-1][0] if len(one.runs[-1]) == 1 else 0) for one in spoken}
        assert sum(one.ms for one in of_unit) == sum(watch[one.name] for one in spoken if one.kind in COUNTED)
        by_person = {one.name: one.ms for one in sums(rows, lambda row: row.person, self.now)}
        for who in MEMBERS:
            assert by_person.get(self.desk.person(who), 0) == sum(watch[one.name] for one in spoken if one.who == who)


@settings(max_examples=8)
@given(seed=st.integers(0, 2**32))
def test_any_sequence_keeps_the_rules_of_the_floor(again: Callable[..., Desk], seed: int):
    played = Played(again(), seed)
    with patch.object(clock, "now_ms", lambda: played.now):
        played.desk.act("chair", "floor.set_rules", questions=True, categories=["Quorum", "Order"])
        for _ in range(STEPS):
            played.step()
            played.check()
    played.check_sums()
    before = played.desk.dump()
    played.desk.services.writer.write(lambda session: reading.replay(session, played.desk.stream))
    assert played.desk.dump() == before
