"""The agenda as a page shows it: in order, with depth, and with the moves that each item can make. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from icabinet.agenda.rules import DEEPEST

Item = Mapping[str, Any]  # a record of the agenda: id, parent, position, …
Place = tuple[str | None, str | None]  # the parent, and the sibling before which an item stands (None: last)
WAYS = ("up", "down", "indent", "outdent")


class Tree:
    """The items of one agenda."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._items = {item["id"]: item for item in items}
        self._children: dict[str | None, list[str]] = {}
        for item in sorted(self._items.values(), key=lambda item: item["position"]):
            self._children.setdefault(item["parent"], []).append(item["id"])

    def lines(self, parent: str | None = None, depth: int = 0) -> list[dict[str, Any]]:
        """Return the records in the order of the agenda, each with `depth`, `children` (bool) and `moves`."""
        found = []
        for item in self._children.get(parent, ()):
            moves = {way: self.place(item, way) is not None for way in WAYS}
            below = self.lines(item, depth + 1)
            found += [{**self._items[item], "depth": depth, "children": bool(below), "moves": moves}, *below]
        return found

    def place(self, item: str, way: str) -> Place | None:
        """Where `item` stands after a move, or None where it cannot make it."""
        parent = self._items[item]["parent"]
        siblings = self._children[parent]
        index = siblings.index(item)
        if way == "up" and index > 0:
            return parent, siblings[index - 1]
        if way == "down" and index + 1 < len(siblings):
            return parent, _at(siblings, index + 2)
        if way == "indent" and index > 0 and self._depth(item) + self._height(item) < DEEPEST:
            return siblings[index - 1], None
        if way == "outdent" and parent is not None:
            return self._after(parent)
        return None

    def _after(self, item: str) -> Place:
        above = self._items[item]["parent"]
        aunts = self._children[above]
        return above, _at(aunts, aunts.index(item) + 1)

    def _depth(self, item: str) -> int:
        parent = self._items[item]["parent"]
        return 0 if parent is None else 1 + self._depth(parent)

    def _height(self, item: str) -> int:
        return 1 + max(map(self._height, self._children.get(item, ())), default=0)


def _at(items: Sequence[str], index: int) -> str | None:
    return items[index] if index < len(items) else None
