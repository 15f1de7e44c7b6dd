"""The organisation as a tree: who lies below whom, in which order, and where each can go."""

from collections.abc import Iterable, Sequence
from typing import Any

from icabinet.errors import Invalid
from icabinet.people import bodies
from icabinet.people.tables import BodyRow
from icabinet.web.pages.tree import Tree

Line = dict[str, Any]
_WAYS = ("up", "down")
# Whose names a body shows in the tree: of those who come first.
_HEADS = 1


def lines_of(rows: Sequence[BodyRow]) -> list[Line]:
    """Return the bodies in the order of the tree, each with its depth, its members and its first one, and its moves."""
    # Bodies that stand beside one another come in their order, and those that nobody has ordered by name.
    return _tree_of(rows).lines()


def nested(lines: Iterable[Line]) -> list[Line]:
    """Return the lines with those below each in `below`."""
    found: list[Line] = []
    path: list[Line] = []
    for line in lines:
        node = {**line, "below": []}
        del path[line["depth"] :]
        (path[-1]["below"] if path else found).append(node)
        path.append(node)
    return found


def move_on(body: str, way: str) -> None:
    """Let a body change places with the one before ("up") or after it ("down"); refuse if there is none."""
    place = _tree_of(bodies.bodies()).place(bodies.body(body).id, way) if way in _WAYS else None
    if place is None:
        raise Invalid(where="way", why="no_room")
    bodies.move(body, *place)


def _tree_of(rows: Sequence[BodyRow]) -> Tree:
    return Tree(
        {
            "id": row.id,
            "name": row.name,
            "parent": row.parent,
            "position": at,
            "members": len(row.seats),
            "heads": [(seat.holder.name, seat.office) for seat in row.seats[:_HEADS]],
        }
        for at, row in enumerate(rows)
    )
