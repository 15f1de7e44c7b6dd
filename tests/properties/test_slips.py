"""Slips made up at random: replaying gives the same tables, every audience can follow, and every result adds up."""

import random
from collections.abc import Callable, Iterator
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icabinet import clock
from icabinet.errors import Refusal
from icabinet.journal import actions, reading
from icabinet.journal.records import changed_since, seen_by, snapshot
from icabinet.performing import SYSTEM
from tests.desk import BODY, Desk, ref
from tests.properties.test_views import applied

SLIP, HOUR = ref("slip1"), 3_600_000
ASKED = ("chair", "m1", "m2", "m3")
CHOICES = ({"choice": "yes"}, {"choice": "yes"}, {"choice": "no"}, {"choice": "other", "opinion": "x"}, {"choice": "?"})
# action → how often it is tried
NAMES = {
    "slips.edit": 4, "slips.send": 8, "slips.answer": 30, "slips.remind": 6, "slips.remind_in_time": 6,
    "slips.extend": 3, "slips.close": 4, "slips.time_out": 6, "slips.withdraw": 1, "slips.report": 6,
    "attendance.represent": 5, "attendance.end_representation": 2,
}  # fmt: skip
INSIDE = ("slips.remind_in_time", "slips.time_out")


def draft(chance: random.Random, desk: Desk, now: int) -> dict[str, Any]:
    ways = {
        "late": chance.choice(("refused", "marked")), "remind_h": chance.choice((0, 1, 3)),
        **{name: chance.random() < 0.5 for name in ("silence", "changeable", "shown")},
    }  # fmt: skip
    chair = chance.choice((None, *map(desk.person, ("chair", "m1", "sec"))))
    return {
        "subject": "S", "questions": [{"text": "?"}], "deadline_at": now + chance.randint(1, 8) * HOUR, "ways": ways,
        "preset": chance.choice(("people_committee", "majority_cast", "no_objection")), "chair": chair,
    }  # fmt: skip


def arguments(chance: random.Random, desk: Desk, name: str, who: str, now: int) -> dict[str, Any]:
    someone = desk.person(chance.choice(ASKED))
    return {
        "slips.edit": lambda: draft(chance, desk, now),
        "slips.answer": lambda: {
            "answers": [chance.choice(CHOICES)],
            **({"member": someone} if chance.random() < 0.3 else {}),
        },
        "slips.remind": lambda: {"persons": chance.choice(([], [someone]))},
        "slips.extend": lambda: {"deadline_at": now + chance.randint(-1, 9) * HOUR, "reason": "x"},
        "slips.withdraw": lambda: {"reason": chance.choice(("", "x"))},
        "slips.report": lambda: {"meeting": ref("main"), "item": ref("item1")},
        "attendance.represent": lambda: {"member": someone, "by": desk.person(chance.choice(ASKED))},
        "attendance.end_representation": lambda: {"member": someone},
    }.get(name, dict)()


def play(desk: Desk, seed: int, steps: int = 30) -> Iterator[str | None]:
    """Try one thing after another, as time goes on; yield the name of what succeeded."""
    chance, now = random.Random(seed), clock.now_ms()
    for _ in range(steps):
        now += int(chance.random() * HOUR)
        name = chance.choices([*NAMES], [*NAMES.values()])[0]
        who = SYSTEM if name in INSIDE else chance.choice(ASKED if name == "slips.answer" else ("sec", "sec", "chair"))
        args, at = arguments(chance, desk, name, who, now), now
        with patch.object(clock, "now_ms", lambda at=at: at):
            try:
                desk.act(who, name, **args)
            except Refusal:
                yield None
            else:
                yield name


@pytest.fixture(scope="module")
def written(template: Desk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Desk]]:
    """Return how to get a house with a fresh draft."""
    desk = Desk.copy(template, tmp_path_factory.mktemp("slips"))
    desk.add_item("item1")
    desk.meeting = SLIP
    first = draft(random.Random(1), desk, clock.now_ms())
    desk.act("sec", "slips.make", body=desk.known[BODY], **first)
    start = desk.save()

    def begin() -> Desk:
        desk.restore(start)
        return desk

    yield begin
    desk.close()


def test_made_up_slips_reach_every_action(written: Callable[[], Desk]):
    """Or the other tests here would prove little."""
    ours = {name for name in actions.ACTIONS if name.startswith("slips.")} - {"slips.make"}
    assert ours <= set(NAMES)
    reached: set[str | None] = set()
    for seed in range(40):
        reached.update(play(written(), seed))
        if ours <= reached:
            break
    assert ours - reached == set()


@settings(max_examples=12)
@given(seed=st.integers(0, 2**32))
def test_replaying_the_journal_gives_the_same_tables_and_the_result_adds_up(written: Callable[[], Desk], seed: int):
    desk = written()
    list(play(desk, seed))
    before = desk.dump()
    desk.services.writer.write(lambda session: reading.replay(session, desk.stream))
    assert desk.dump() == before
    slip = desk.records("sec")[f"slips/{SLIP}"]
    replies = desk.kinds("sec", "replies").values()
    answered = [reply for reply in replies if reply["answers"]]
    assert (slip["asked"], slip["answered"]) == (len(replies), len(answered))
    if slip["result"]:
        assert slip["result"]["answered"] + slip["result"]["silent"] == slip["asked"]
        said = {line["person"]: line.get("answers") for line in slip["result"]["roll"]}
        assert said == {reply["person"]: reply["answers"] for reply in replies}
        assert slip["result"]["questions"][0]["agrees"] is True


@settings(max_examples=10)
@given(seed=st.integers(0, 2**32), data=st.data())
def test_a_snapshot_and_the_changes_since_are_the_snapshot_now(
    written: Callable[[], Desk], seed: int, data: st.DataObject
):
    desk = written()
    moments = [_views(desk)]
    moments += [_views(desk) for name in play(desk, seed, steps=25) if name]
    now = moments[-1][1]
    people = ("sec", *ASKED)
    for since, before in data.draw(st.lists(st.sampled_from(moments), min_size=2, max_size=4)):
        with desk.services.db.reading() as session:
            changes = changed_since(session, desk.stream, since)
        for who in people:
            tags = desk.tags_of(who)
            assert applied(seen_by(tags, before), seen_by(tags, changes)) == seen_by(tags, now), (who, since)


def _views(desk: Desk) -> tuple[int, dict]:
    with desk.services.db.reading() as session:
        return desk.head(), snapshot(session, desk.stream)
