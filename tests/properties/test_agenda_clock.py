"""Items opened, closed and taken back, in any order: clocks say what a list says from which that is struck."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from icabinet import clock
from icabinet.agenda.rules import TAKEN_BACK_WITHIN_MS
from icabinet.errors import Refusal
from icabinet.journal import reading
from icabinet.journal.records import seen_by, snapshot
from tests.desk import Desk, ref

ITEMS = ("first", "second", "third")
START, STEPS = 4_000_000_000_000, 40


@dataclass
class Sheet:
    """The steps that stand: moment, "open" or "close", item.

    `marked`: items that went on after something was taken back; `spoke`: when somebody last spoke on an item.
    """

    steps: list[tuple[int, str, str]] = field(default_factory=list)
    marked: set[str] = field(default_factory=set)
    spoke: dict[str, int] = field(default_factory=dict)

    def runs(self, item: str) -> list[list[int]]:
        """Return the stretches of time in which the item was open, the last one perhaps without an end."""
        found: list[list[int]] = []
        for at, step, which in self.steps:
            if found and len(found[-1]) == 1 and (step == "open" or which == item):
                found[-1].append(at)
            if step == "open" and which == item:
                found.append([at])
        return found

    def is_open(self, item: str) -> bool:
        runs = self.runs(item)
        return bool(runs) and len(runs[-1]) == 1

    def open(self, item: str, now: int) -> bool:
        if self.is_open(item):
            return False
        self.steps.append((now, "open", item))
        return True

    def close(self, item: str, now: int) -> bool:
        if not self.is_open(item):
            return False
        self.steps.append((now, "close", item))
        return True

    def take_back(self, item: str, now: int) -> bool:
        """Only the last step, soon, and if nothing followed; one that went on before keeps what it has."""
        if not self.steps:
            return False
        at, step, which = self.steps[-1]
        if which != item or now - at > TAKEN_BACK_WITHIN_MS:
            return False
        if step == "open" and (len(self.runs(item)) > 1 or item in self.marked or self.spoke.get(item, 0) >= at):
            return False
        self.steps.pop()
        # Whatever is open now has been all the time.
        self.marked |= {one for one in ITEMS if self.is_open(one)}
        return True

    def record(self, item: str, now: int) -> tuple[str, int | None, int | None, int]:
        """Return state, first opening, last closing and the time that it took."""
        runs = self.runs(item)
        if not runs:
            return "pending", None, None, 0
        took = sum((run[1] if len(run) == 2 else now) - run[0] for run in runs)
        return ("open", runs[0][0], None, took) if self.is_open(item) else ("closed", runs[0][0], runs[-1][1], took)


class Dealt:
    """The same steps at the desk and on the sheet."""

    def __init__(self, desk: Desk, seed: int) -> None:
        self.desk, self.sheet, self.chance, self.now = desk, Sheet(), random.Random(seed), START
        self.tags = desk.tags_of("m1")

    def step(self) -> None:
        self.now += self.chance.randrange(1, self.chance.choice((30_000, TAKEN_BACK_WITHIN_MS)))
        item, last = self.chance.choice(ITEMS), self.sheet.steps[-1][2] if self.sheet.steps else ITEMS[0]
        act = self.chance.choice((self.open, self.open, self.close, self.take_back, self.take_back, self.speak))
        act(item if act == self.open or self.chance.random() < 0.2 else last)

    def open(self, item: str) -> None:
        self.does("agenda.open_item", item, self.sheet.open)

    def close(self, item: str) -> None:
        self.does("agenda.close_item", item, self.sheet.close)

    def take_back(self, item: str) -> None:
        self.does("agenda.take_back", item, self.sheet.take_back)

    def speak(self, item: str) -> None:
        speech = ref(f"speech{self.now}")
        self.desk.act("sec", "floor.add", id=speech, person=self.desk.person("m1"), queue=ref(item))
        self.desk.act("chair", "floor.call", id=speech)
        self.desk.act("chair", "floor.end", id=speech)
        self.sheet.spoke[item] = self.now

    def does(self, name: str, item: str, expected: Callable[[str, int], bool]) -> None:
        try:
            self.desk.act("chair", name, id=ref(item))
            done = True
        except Refusal:
            done = False
        assert done == expected(item, self.now), (name, item, self.sheet)

    def check(self) -> None:
        with self.desk.services.db.reading() as session:
            records = seen_by(self.tags, snapshot(session, self.desk.stream, ("items",)))
        for item in ITEMS:
            kept = records[f"items/{ref(item)}"]
            took = kept["spent_ms"] + (self.now - kept["since"] if kept["since"] is not None else 0)
            found = (kept["state"], kept["opened_at"], kept["closed_at"], took)
            assert found == self.sheet.record(item, self.now), (item, self.sheet)


@settings(max_examples=6)
@given(seed=st.integers(0, 2**32))
def test_any_sequence_keeps_the_time_of_every_item(again: Callable[..., Desk], seed: int):
    desk = again()
    for item in ITEMS:
        desk.add_item(item)
    dealt = Dealt(desk, seed)
    with patch.object(clock, "now_ms", lambda: dealt.now):
        for _ in range(STEPS):
            dealt.step()
            dealt.check()
    before = desk.dump()
    desk.services.writer.write(lambda session: reading.replay(session, desk.stream))
    assert desk.dump() == before
