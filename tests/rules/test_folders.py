"""What folders allow: how deep they lie, how much they hold."""

import pytest

from icabinet.folders import rules
from icabinet.folders.rules import DEEPEST, FoldersFull, TooDeep, TooManyKept

CHAIN = {str(n): str(n - 1) if n > 1 else None for n in range(1, DEEPEST + 1)}


def test_folders_lie_so_deep_and_no_deeper() -> None:
    rules.check_place(CHAIN, "new", str(DEEPEST - 1))
    with pytest.raises(TooDeep):
        rules.check_place(CHAIN, "new", str(DEEPEST))


def test_a_folder_takes_along_what_lies_in_it() -> None:
    parents = {**CHAIN, "a": None, "b": "a", "c": "b"}
    rules.check_place(parents, "a", str(DEEPEST - 3))
    with pytest.raises(TooDeep):
        rules.check_place(parents, "a", str(DEEPEST - 2))


@pytest.mark.parametrize("inside", ["a", "b", "c"])
def test_no_folder_lies_in_itself(inside: str) -> None:
    with pytest.raises(TooDeep):
        rules.check_place({"a": None, "b": "a", "c": "b"}, "a", inside)


def test_the_deepest_go_first() -> None:
    assert rules.within({"a": None, "b": "a", "c": "b", "d": "a", "x": None}, "a") == ["c", "b", "d", "a"]


def test_there_is_room_up_to_the_last_byte() -> None:
    rules.check_room(rules.MB - 10, 10, 1)
    with pytest.raises(FoldersFull):
        rules.check_room(rules.MB - 10, 11, 1)
    with pytest.raises(FoldersFull):
        rules.check_room(0, 1, 0)


def test_there_are_only_so_many() -> None:
    rules.check_count(9, 10)
    with pytest.raises(TooManyKept):
        rules.check_count(10, 10)
