"""A turn: what it records happens whole or not at all, numbered without gaps, at a time that never runs backwards."""

import pytest

from icabinet import clock, ids
from icabinet.errors import Refusal
from icabinet.journal.turns import Turn
from icabinet.presenting.facts import PresentingStopped
from tests.desk import Desk, ref


def numbers(desk: Desk) -> list[int]:
    return [one.entry.seq for one in desk.told if one.entry.stream == desk.stream]


def test_entries_are_numbered_from_one_without_gaps(live: Desk):
    start = live.head()
    live.told.clear()
    live.add_item("item1")
    live.refused("sec", "agenda.add_item", "invalid", id=ref("item2"), title="")
    live.refused("m1", "agenda.add_item", "not_allowed", id=ref("item2"), title="x")
    live.add_item("item2")
    live.act("chair", "agenda.open_item", id=ref("item1"))
    live.act("chair", "agenda.open_item", id=ref("item2"))
    assert numbers(live) == [start + place for place in range(1, 6)]
    assert live.head() == start + 5


def test_the_first_entry_of_a_stream_is_number_one(live: Desk):
    live.file_paper("paper1")
    live.told.clear()
    live.draw("m1", "stroke1", private=True)
    assert [(one.entry.stream, one.entry.seq) for one in live.told] == [(live.notebook_of("m1"), 1)]


def test_an_entry_says_who_did_it_because_of_what(live: Desk):
    live.told.clear()
    cause = ids.new()
    live.act("chair", "presenting.stop", cause=cause)
    (one,) = live.told
    assert (one.entry.actor, one.entry.cause, one.entry.fact) == (live.person("chair"), cause, PresentingStopped())


def test_an_act_of_several_facts_fails_whole(live: Desk):
    good = {"id": ref("item1"), "title": "good"}
    bad = {"id": ref("item2"), "title": "bad", "parent": ref("nowhere")}
    live.refused("sec", "agenda.import_items", "invalid", items=[good, bad])
    assert live.kinds("sec", "items") == {}


def test_an_act_of_several_facts_is_told_at_once(live: Desk):
    batches = []
    live.services.writer.listen(batches.append)
    live.act("sec", "agenda.import_items", items=[{"id": ref(f"item{n}"), "title": "x"} for n in (1, 2, 3)])
    assert [[one.entry.kind.name for one in batch] for batch in batches] == [["agenda.item_added"] * 3]


def test_a_refused_act_on_a_new_stream_leaves_no_stream(live: Desk):
    stream = live.notebook_of("m1")
    live.refused("m1", "ink.erase", "invalid", private=True, ids=[])
    with live.services.db.reading() as session:
        assert stream not in {row[0] for row in session.connection().exec_driver_sql("SELECT id FROM streams")}


def test_time_never_runs_backwards_within_a_stream(live: Desk, monkeypatch: pytest.MonkeyPatch):
    now = clock.now_ms()
    for moment in (now + 5_000, now - 3_600_000, now + 1_000, now + 6_000):
        monkeypatch.setattr(clock, "now_ms", lambda moment=moment: moment)
        live.act("chair", "presenting.stop")
    assert [one.entry.at for one in live.told[-4:]] == [now + 5_000] * 3 + [now + 6_000]


def test_a_clock_set_back_in_one_stream_does_not_hold_another(live: Desk, monkeypatch: pytest.MonkeyPatch):
    live.file_paper("paper1")
    now = clock.now_ms()
    monkeypatch.setattr(clock, "now_ms", lambda: now + 3_600_000)
    live.act("chair", "presenting.stop")
    monkeypatch.setattr(clock, "now_ms", lambda: now)
    live.draw("m1", "stroke1", private=True)
    assert live.told[-1].entry.at == now


def test_what_an_act_answers_is_the_number_of_its_last_entry(live: Desk):
    live.add_item("item1")
    live.add_item("item2")
    live.act("chair", "agenda.open_item", id=ref("item1"))
    answer = live.act("chair", "agenda.open_item", id=ref("item2"))
    assert answer.seq == live.head()


def test_an_act_that_changes_nothing_answers_the_number_that_stands(live: Desk):
    head = live.head()
    assert live.act("chair", "floor.open").seq == head
    assert live.head() == head


def test_a_turn_that_raises_leaves_nothing_and_the_next_goes_on(live: Desk):
    def broken(turn: Turn) -> None:
        turn.record(PresentingStopped())
        raise ZeroDivisionError

    before = live.dump()
    with pytest.raises(ZeroDivisionError):
        live.services.writer.take_turn(live.stream, "somebody", ids.new(), broken)
    assert live.dump() == before
    live.act("chair", "presenting.stop")


@pytest.mark.parametrize(
    ("stream", "code"),
    [
        ("meeting:mainmainmainmainx", "not_found"),
        ("meeting:short", "invalid"),
        ("meeting:", "invalid"),
        ("meeting", "invalid"),
        ("", "invalid"),
        (None, "invalid"),
        (7, "invalid"),
        ("meeting:main000000000000:more", "invalid"),
        ("notebook:main000000000000", "invalid"),
        ("library:main000000000000", "invalid"),
    ],
)
def test_only_streams_of_the_known_shape_are_acted_on(live: Desk, stream: object, code: str):
    from icabinet.performing import Actor, perform

    with live.app.app_context(), pytest.raises(Refusal) as caught:
        perform(Actor(live.person("sec")), stream, ids.new(), "presenting.stop", {})
    assert caught.value.code == code
