"""The rules of an agenda, as a specification."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icabinet.agenda import rules
from icabinet.errors import Invalid, Stale

TREE = {"a": None, "b": "a", "c": "b", "d": None}


@pytest.mark.parametrize(("item", "parent"), [("new", None), ("new", "a"), ("new", "b"), ("d", "b"), ("c", "d")])
def test_items_nest_three_levels_deep(item, parent):
    rules.check_place(item, parent, TREE)


@pytest.mark.parametrize(
    ("item", "parent", "why"),
    [
        ("new", "c", "too_deep"),
        ("a", "d", "too_deep"),
        ("a", "c", "own_descendant"),
        ("a", "a", "own_descendant"),
        ("new", "nowhere", "unknown"),
    ],
)
def test_an_item_never_stands_too_deep_under_itself_or_nowhere(item, parent, why):
    with pytest.raises(Invalid) as refused:
        rules.check_place(item, parent, TREE)
    assert refused.value.data["why"] == why


def test_numbers_follow_positions_and_nesting():
    rows = [("b", None, 1), ("a", None, 0), ("b2", "b", 5), ("b1", "b", 2), ("b11", "b1", 0)]
    assert rules.numbered(rows) == {"a": "1", "b": "2", "b1": "2.1", "b11": "2.1.1", "b2": "2.2"}


@given(st.lists(st.integers(0, 5), max_size=12))
def test_every_item_has_a_number_of_its_own(parents):
    rows = [(str(n), str(p) if p < n else None, n) for n, p in enumerate(parents)]
    numbers = rules.numbered(rows)
    assert len(set(numbers.values())) == len(numbers) == len(rows)


def test_only_what_was_never_opened_and_carries_nothing_is_removed():
    rules.check_may_remove("d", "pending", TREE, papers=0)
    with pytest.raises(rules.ItemHasChildren):
        rules.check_may_remove("a", "pending", TREE, papers=0)
    with pytest.raises(rules.ItemHasPapers):
        rules.check_may_remove("d", "pending", TREE, papers=1)
    with pytest.raises(Stale):
        rules.check_may_remove("d", "closed", TREE, papers=0)


def test_opening_and_closing_take_turns():
    rules.check_may_open("a", "pending")
    rules.check_may_open("a", "closed")
    rules.check_may_close("a", "open")
    with pytest.raises(Stale):
        rules.check_may_open("a", "open")
    with pytest.raises(Stale):
        rules.check_may_close("a", "pending")


@pytest.mark.parametrize("minutes", [-1, 1441])
def test_no_item_is_planned_for_more_than_a_day(minutes):
    with pytest.raises(Invalid):
        rules.check_minutes(minutes)


def test_an_agenda_has_room_for_three_hundred_items():
    rules.check_room(300)
    with pytest.raises(Invalid):
        rules.check_room(301)
