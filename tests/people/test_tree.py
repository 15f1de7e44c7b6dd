"""The organisation as a tree: moved, ordered, never in a circle."""

from collections.abc import Iterator
from typing import Any

import pytest

from icabinet.errors import Invalid, NotFound
from icabinet.people import bodies
from icabinet.web.pages.organisation import lines_of, move_on, nested
from tests.desk import Desk


@pytest.fixture
def tree(desk: Desk) -> Iterator[dict[str, str]]:
    """A root with "b", "a" and "c" below it, and "d" below "a"."""
    with desk.app.app_context():
        made = {"root": bodies.add_body("root")}
        for name, above in (("b", "root"), ("a", "root"), ("c", "root"), ("d", "a")):
            made[name] = bodies.add_body(name, made[above])
        yield made


def drawn(nodes: list[dict[str, Any]] | None = None) -> list[Any]:
    """Return the names below "root", each with those below it."""
    if nodes is None:
        nodes = next(node for node in nested(lines_of(bodies.bodies())) if node["name"] == "root")["below"]
    return [(node["name"], drawn(node["below"])) if node["below"] else node["name"] for node in nodes]


def test_bodies_stand_in_the_order_they_were_made_or_put(tree: dict[str, str]):
    assert drawn() == ["b", ("a", ["d"]), "c"]
    move_on(tree["a"], "up")
    assert drawn() == [("a", ["d"]), "b", "c"]
    move_on(tree["a"], "down")
    bodies.move(tree["c"], tree["root"], tree["b"])
    assert drawn() == ["c", "b", ("a", ["d"])]
    for body, way in (("c", "up"), ("a", "down"), ("d", "up"), ("c", "sideways")):
        with pytest.raises(Invalid):
            move_on(tree[body], way)


def test_what_lies_below_goes_along_and_never_above_itself(desk: Desk, tree: dict[str, str]):
    bodies.move(tree["a"], tree["c"])
    assert drawn() == ["b", ("c", [("a", ["d"])])]
    before = desk.dump()
    for parent in ("a", "d"):
        with pytest.raises(Invalid):
            bodies.move(tree["a"], tree[parent])
    for parent, sibling in (("nowhere", None), (tree["root"], "nowhere")):
        with pytest.raises(NotFound):
            bodies.move(tree["a"], parent, sibling)
    assert desk.dump() == before
    bodies.move(tree["root"], None)
    bodies.rename(tree["a"], " A  1 ")
    assert ("A 1", ["d"]) in drawn()[1][1]
