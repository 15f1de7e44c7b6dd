"""Which microphones are open: the floor's, and those that opened themselves, at most so many."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icabinet.devices.microphones import Microphones, MicrophonesFull, Scene
from icabinet.equipment.ways import MicrophoneWays

UNITS = ("A1", "A2", "A3", "A4")


def scene(mode: str = "direct", *floor: str, most: int = 2, override: bool = False) -> Scene:
    return Scene(MicrophoneWays(mode=mode, most=most, override=override), floor, {"C"})


def after(presses: str, where: Scene) -> list[str]:
    microphones = Microphones()
    for unit in presses.split():
        microphones = microphones.pressed(unit, where)
    return microphones.open(where)


def test_on_request_the_floor_opens_the_microphone_and_a_press_only_asks():
    where = scene("request", "A1")
    assert Microphones().open(where) == ["A1"]
    assert [Microphones().asks(unit, where) for unit in ("A1", "A2", "C")] == [False, True, False]


def test_the_chair_opens_their_own_in_any_mode_and_is_not_counted():
    assert after("C", scene("request", "A1")) == ["A1", "C"]
    assert after("A1 A2 C", scene(most=2)) == ["A1", "A2", "C"]
    assert after("C C", scene()) == []


def test_a_press_opens_and_another_closes():
    assert after("A1 A2 A1", scene()) == ["A2"]


def test_when_so_many_are_open_the_next_is_refused():
    with pytest.raises(MicrophonesFull) as caught:
        after("A1 A2 A3", scene(most=2))
    assert caught.value.data == {"most": 2}


def test_or_the_one_that_was_open_longest_gives_way():
    assert after("A1 A2 A3", scene(most=2, override=True)) == ["A2", "A3"]
    assert after("A1 A2 A1 A1 A3", scene(most=2, override=True)) == ["A1", "A3"]


def test_who_has_the_floor_never_gives_way():
    assert after("A1 A2", scene("direct", "A4", most=2, override=True)) == ["A4", "A2"]
    with pytest.raises(MicrophonesFull):
        after("A1", scene("direct", "A4", most=1, override=True))


def test_who_has_the_floor_is_silent_after_a_press_and_heard_after_another():
    assert after("A1", scene("request", "A1")) == []
    assert after("A1 A1", scene("request", "A1")) == ["A1"]


def test_the_chairs_priority_silences_everybody_until_they_press_again():
    where = scene("direct", "A1", most=3)
    microphones = Microphones(("A2",)).hushed("C", where)
    assert microphones.open(where) == ["C"]
    assert microphones.pressed("A1", where).open(where) == ["A1", "C"]


def test_what_does_not_fit_any_more_is_closed():
    microphones = Microphones(("A1", "C", "A2"), frozenset({"A4"}))
    assert microphones.settled(scene(most=1)).opened == ("C", "A2")
    assert microphones.settled(scene("request")).opened == ("C",)
    assert microphones.settled(scene("direct", "A1", most=2)) == Microphones(("C", "A2"))


@given(
    presses=st.lists(st.sampled_from((*UNITS, "C")), max_size=30),
    floor=st.sampled_from(((), ("A1",))),
    most=st.integers(1, 3),
    override=st.booleans(),
)
def test_never_more_than_so_many_and_never_one_twice(presses, floor, most, override):
    where = scene("direct", *floor, most=most, override=override)
    microphones = Microphones()
    for unit in presses:
        with suppress(MicrophonesFull):
            microphones = microphones.pressed(unit, where)
        opened = microphones.open(where)
        assert len(opened) == len(set(opened))
        assert len([unit for unit in opened if unit != "C"]) <= most
        assert microphones.settled(where).open(where) == opened
