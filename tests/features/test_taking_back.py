"""A slip of the chair's hand is taken back as if it had never been, and the clocks agree."""

from unittest.mock import patch

from icabinet import clock
from tests.desk import Desk, ref

START = 4_000_000_000_000
MINUTE = 60_000


def at(minutes: float):
    return patch.object(clock, "now_ms", lambda: START + int(minutes * MINUTE))


def begun(desk: Desk) -> Desk:
    for name in ("item1", "item2"):
        desk.add_item(name, minutes=10)
    with at(0):
        desk.start().act("chair", "agenda.open_item", id=ref("item1"))
    return desk


def item(desk: Desk, name: str) -> tuple[str, int, int | None]:
    """Return an item's state, the minutes that it took before, and since when (minutes) its clock runs."""
    record = desk.kinds("m1", "items")[ref(name)]
    since = record["since"]
    return record["state"], record["spent_ms"] // MINUTE, None if since is None else (since - START) // MINUTE


def test_an_item_opened_by_mistake_was_never_opened_and_the_one_before_never_closed(desk: Desk):
    begun(desk)
    with at(3):
        desk.act("chair", "agenda.open_item", id=ref("item2"))
    with at(4):
        desk.act("chair", "agenda.take_back", id=ref("item2"))
    assert item(desk, "item1") == ("open", 3, 3)
    assert item(desk, "item2") == ("pending", 0, None)
    assert desk.kinds("m1", "items")[ref("item2")]["opened_at"] is None


def test_an_item_closed_by_mistake_goes_on(desk: Desk):
    begun(desk)
    with at(3):
        desk.act("chair", "agenda.close_item", id=ref("item1"))
    with at(4):
        desk.act("chair", "agenda.take_back", id=ref("item1"))
    assert item(desk, "item1") == ("open", 3, 3)


def test_what_is_long_past_or_was_built_upon_stays(desk: Desk):
    begun(desk)
    with at(6):
        desk.refused("chair", "agenda.take_back", "too_late", id=ref("item1"))
    with at(7):
        desk.act("chair", "agenda.open_item", id=ref("item2"))
        desk.refused("chair", "agenda.take_back", "stale", id=ref("item1"))
        desk.act("m1", "floor.ask", id=ref("speech1"))
        desk.act("chair", "floor.call", id=ref("speech1"))
    with at(8):
        desk.refused("chair", "agenda.take_back", "something_followed", id=ref("item2"))
        desk.refused("m1", "agenda.take_back", "not_allowed", id=ref("item2"))


def test_a_vote_under_an_item_keeps_it_open(desk: Desk):
    begun(desk)
    with at(1):
        desk.act("sec", "polls.prepare", id=ref("poll1"), question="?", item=ref("item1"))
        desk.act("chair", "polls.open", id=ref("poll1"))
        desk.refused("chair", "agenda.take_back", "something_followed", id=ref("item1"))


def speech(desk: Desk, name: str) -> tuple[str, int, int | None]:
    """Return a speech's state, the seconds spoken before, and since when (seconds) its clock runs."""
    record = desk.kinds("m1", "speakers")[ref(name)]
    since = record["since"]
    return record["state"], record["spoken_ms"] // 1000, None if since is None else (since - START) // 1000


def test_somebody_called_by_mistake_waits_again_and_who_spoke_goes_on(desk: Desk):
    begun(desk)
    with at(1):
        desk.act("m1", "floor.ask", id=ref("speech1"))
        desk.act("m2", "floor.ask", id=ref("speech2"))
        desk.act("m3", "floor.ask", id=ref("speech3"))
        desk.act("chair", "floor.call", id=ref("speech1"))
    with at(2):
        desk.act("chair", "floor.call", id=ref("speech2"))
    with at(2.5):
        desk.act("chair", "floor.take_back", id=ref("speech2"))
    assert speech(desk, "speech1") == ("speaking", 60, 120)
    assert speech(desk, "speech2") == ("waiting", 0, None)
    assert desk.kinds("m1", "queues")[ref("item1")]["order"] == [ref("speech2"), ref("speech3")]


def test_a_speech_ended_by_mistake_goes_on_but_not_after_a_minute(desk: Desk):
    begun(desk)
    with at(1):
        desk.act("m1", "floor.ask", id=ref("speech1"))
        desk.act("chair", "floor.call", id=ref("speech1"))
    with at(2):
        desk.act("chair", "floor.end", id=ref("speech1"))
    with at(2.5):
        desk.act("chair", "floor.take_back", id=ref("speech1"))
        assert speech(desk, "speech1") == ("speaking", 60, 120)
    with at(4):
        desk.refused("chair", "floor.take_back", "something_followed", id=ref("speech1"))
        desk.act("chair", "floor.end", id=ref("speech1"))
    assert speech(desk, "speech1") == ("done", 180, None)
    with at(6):
        desk.refused("chair", "floor.take_back", "too_late", id=ref("speech1"))


def test_a_paused_speech_that_was_ended_by_mistake_is_paused_again(desk: Desk):
    begun(desk)
    with at(1):
        desk.act("m1", "floor.ask", id=ref("speech1"))
        desk.act("m2", "floor.ask", id=ref("speech2"))
        desk.act("chair", "floor.call", id=ref("speech1"))
    with at(2):
        desk.act("chair", "floor.pause", id=ref("speech1"))
    with at(3):
        desk.act("chair", "floor.end", id=ref("speech1"))
        desk.act("chair", "floor.take_back", id=ref("speech1"))
    assert speech(desk, "speech1") == ("paused", 60, None)
    with at(4):
        desk.act("chair", "floor.call", id=ref("speech2"))
        desk.act("chair", "floor.take_back", id=ref("speech2"))
    assert speech(desk, "speech1") == ("paused", 60, None)


def test_what_went_on_after_a_stop_is_not_taken_back_twice(desk: Desk):
    """Pressed once too often, the key for taking back changes no clock."""
    begun(desk)
    with at(3):
        desk.act("chair", "agenda.open_item", id=ref("item2"))
        desk.act("chair", "agenda.take_back", id=ref("item2"))
        desk.refused("chair", "agenda.take_back", "something_followed", id=ref("item1"))
    with at(4):
        desk.act("chair", "agenda.open_item", id=ref("item2"))
        desk.act("chair", "agenda.close_item", id=ref("item2"))
        desk.refused("chair", "agenda.take_back", "something_followed", id=ref("item1"))
    assert item(desk, "item1") == ("closed", 4, None)


def test_nobody_goes_on_speaking_in_the_time_of_another(desk: Desk):
    begun(desk)
    with at(1):
        for who, name in (("m1", "speech1"), ("m2", "speech2")):
            desk.act(who, "floor.ask", id=ref(name))
        desk.act("chair", "floor.call", id=ref("speech1"))
    with at(2):
        desk.act("chair", "floor.call", id=ref("speech2"))
    with at(2.5):
        desk.act("chair", "floor.end", id=ref("speech2"))
        desk.refused("chair", "floor.take_back", "something_followed", id=ref("speech1"))
        desk.act("chair", "floor.take_back", id=ref("speech2"))
