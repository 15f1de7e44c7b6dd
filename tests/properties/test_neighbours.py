"""Two processes on one journal: whatever is lost between them, each tells its tablets everything, once, in order."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icabinet.journal.batches import Told
from icabinet.journal.reading import told_since
from icabinet.journal.records import EVERYONE
from icabinet.live import bus
from icabinet.live.bus import Bus
from icabinet.live.telling import shown
from tests.desk import OUTSIDER, ROLES, Desk, ref
from tests.properties.script import Step, play, scripts
from tests.properties.tablets import Room, Tablet


class PatientBus(Bus):
    """Heals when the test says so, and not when its thread gets round to it."""

    behind: list[str]

    def _heal_soon(self, stream: str) -> None:
        self.behind.append(stream)

    def heal_all(self) -> None:
        while self.behind:
            self.heal(self.behind.pop())


@dataclass
class Witness:
    """Stands between the bus and the tablets: nothing is told twice, out of order, or after a gap."""

    last: dict[str, int] = field(default_factory=dict)

    def see(self, told: list[Told]) -> None:
        for one in told:
            stream, seq = one.entry.stream, one.entry.seq
            assert self.last.setdefault(stream, seq - 1) == seq - 1
            self.last[stream] = seq


class Process(Room):
    """A process: tablets, a writer, and a bus; `hints` are what the others will hear, if they hear it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.hints: list[tuple[str, int]] = []
        self.witness = Witness()
        self.bus = PatientBus(desk.services.db, self._pass_on, lambda stream, seq: self.hints.append((stream, seq)))
        self.bus.behind = []

    def join(self, tablet: Tablet) -> None:
        super().join(tablet)
        self.bus.follow(tablet.heads)
        for stream in tablet.heads:
            self.witness.last[stream] = self.bus._told[stream]

    def rejoin(self) -> None:
        """Let those come back who were told that their part has changed."""
        for tablet in self.tablets.values():
            if not tablet.joined:
                self.join(tablet)

    def beat(self) -> None:
        self.bus.check({stream: self.desk.head(stream) for stream in self.rooms.streams()})

    def _hear(self, told: list[Told]) -> None:
        self.bus.hear(told)

    def _pass_on(self, told: list[Told]) -> None:
        self.witness.see(told)
        self.told.extend(told)
        self._teller.hear(told)


@pytest.fixture
def pair(again: Callable[..., Desk]) -> Iterator[Callable[[], tuple[Process, Process]]]:
    """Make two processes on one desk's data, with the same people in front of both."""
    with ExitStack() as stack:

        def begin() -> tuple[Process, Process]:
            desk = again()
            stack.close()
            other = Desk(desk.folder, desk.known)
            stack.callback(other.close)
            processes = Process(desk), Process(other)
            for process in processes:
                stack.enter_context(process.listening())
                process.enter(*ROLES, OUTSIDER)
            return processes

        yield begin


@settings(max_examples=25)
@given(script=scripts(), chance=st.data())
def test_lost_late_and_doubled_hints_do_not_matter(
    pair: Callable[[], tuple[Process, Process]], script: list[Step], chance: st.DataObject
):
    processes = pair()
    for step in script:
        here, there = chance.draw(st.sampled_from([processes, processes[::-1]]))
        play(here.desk, step)
        match chance.draw(st.sampled_from(["hint", "hint", "lose", "later", "double", "beat"])):
            case "hint":
                deliver(here, there)
            case "lose":
                here.hints.clear()
            case "double":
                here.hints *= 2
                deliver(here, there)
            case "beat":
                there.beat()
        for process in processes:
            process.rejoin()
    for process in processes:
        process.beat()
        process.rejoin()
        process.bus.heal_all()
        for tablet in process.tablets.values():
            assert not any(tablet.gap(stream) for stream in tablet.heads)
            assert tablet.records == process.truth(tablet), tablet.who


def deliver(here: Process, there: Process) -> None:
    while here.hints:
        there.bus.hint(*here.hints.pop(0))
    there.bus.heal_all()


@settings(max_examples=15)
@given(script=scripts())
def test_what_is_told_late_has_the_same_numbers_and_hides_the_same(
    pair: Callable[[], tuple[Process, Process]], script: list[Step]
):
    here, there = pair()
    seen = set(here.desk.records("screen"))
    for step in script:
        play(here.desk, step)
    there.beat()
    mine, late = (
        {one.entry.seq: one for one in process.told if one.entry.stream == process.desk.stream}
        for process in (here, there)
    )
    seen |= {key for one in mine.values() for key, body in on_the_wire(one).get("changes", {}).items() if body}
    for seq, one in late.items():
        at_once, told_late = on_the_wire(mine[seq]), on_the_wire(one)
        # Of what belongs to a paper somebody may know by who reads it now, or read it then.
        heads = [{name: told.get(name) for name in ("seq", "at", "by", "fact")} for told in (at_once, told_late)]
        bare = {"seq": seq, "at": None, "by": None, "fact": None}
        assert heads[0] == heads[1] or (one.known_to != mine[seq].known_to and bare in heads)
        # Each record is either with this entry as it was then, or with a later one.
        # What was seen meanwhile, and is gone again, may be said to be gone with any entry that touched it.
        gone = {key for key, body in told_late.get("changes", {}).items() if body is None and key in seen}
        changes = {key: body for key, body in told_late.get("changes", {}).items() if key not in gone}
        assert {**at_once.get("changes", {}), **changes} == at_once.get("changes", {})
    assert list(late) == list(mine)


def test_a_hidden_entry_told_late_stays_a_bare_number(pair: Callable[[], tuple[Process, Process]]):
    here, there = pair()
    here.desk.act("sec", "polls.prepare", id=ref("poll3"), question="?", secret=False)
    here.desk.act("chair", "polls.open", id=ref("poll3"))
    there.beat()
    prepared, opened = map(on_the_wire, there.told[-2:])
    assert prepared == {"seq": opened["seq"] - 1}
    assert opened["changes"][f"polls/{ref('poll3')}"]["state"] == "open"


def test_what_was_told_while_it_was_read_is_not_told_again(
    pair: Callable[[], tuple[Process, Process]], monkeypatch: pytest.MonkeyPatch
):
    here, there = pair()
    first = here.desk.add_item("item3")
    there.hints.clear()

    def read_slowly(*where: Any) -> list[Told]:
        late = told_since(*where)
        monkeypatch.undo()
        # The heartbeat heals too, and this process writes the next entry.
        there.beat()
        there.desk.add_item("item4")
        return late

    monkeypatch.setattr(bus, "told_since", read_slowly)
    there.bus.heal(here.desk.stream)
    told = [key for one in there.told for key in one.changes if one.entry.stream == here.desk.stream]
    told = [key for key in told if key.startswith("items/")]
    assert told[-2:] == [f"items/{first}", f"items/{ref('item4')}"]


def on_the_wire(one: Told) -> dict[str, Any]:
    return json.loads(json.dumps(shown(one, (EVERYONE,))))
