"""The agenda as a page shows it, and the moves that each item can make."""

import pytest

from icabinet.web.pages.tree import WAYS, Tree


def record(item: str, parent: str | None, position: int) -> dict[str, object]:
    return {"id": item, "parent": parent, "position": position, "title": item}


AGENDA = [
    record("b", None, 20),
    record("a", None, 10),
    record("b2", "b", 2),
    record("b1", "b", 1),
    record("b2x", "b2", 1),
    record("c", None, 30),
]


def test_lines_follow_positions_and_know_their_depth() -> None:
    lines = [(line["id"], line["depth"], line["children"]) for line in Tree(AGENDA).lines()]
    assert lines == [
        ("a", 0, False),
        ("b", 0, True),
        ("b1", 1, False),
        ("b2", 1, True),
        ("b2x", 2, False),
        ("c", 0, False),
    ]


@pytest.mark.parametrize(
    ("item", "way", "place"),
    [
        ("b", "up", (None, "a")),
        ("a", "up", None),
        ("a", "down", (None, "c")),
        ("b", "down", (None, None)),
        ("c", "down", None),
        ("c", "indent", ("b", None)),
        ("a", "indent", None),
        ("b1", "outdent", (None, "c")),
        ("b2x", "outdent", ("b", None)),
        ("a", "outdent", None),
        ("a", "sideways", None),
    ],
)
def test_place_after_a_move(item: str, way: str, place: tuple[str | None, str | None] | None) -> None:
    assert Tree(AGENDA).place(item, way) == place


def test_no_item_sinks_below_the_third_level() -> None:
    assert Tree(AGENDA).place("b2", "indent") is None  # b2x would be on the fourth


def test_lines_offer_exactly_the_moves_that_have_a_place() -> None:
    tree = Tree(AGENDA)
    for line in tree.lines():
        assert line["moves"] == {way: tree.place(line["id"], way) is not None for way in WAYS}
