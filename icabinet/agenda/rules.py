"""What an agenda allows, and how its items are numbered. Pure: no database, no clock, no sockets."""

import re
from collections.abc import Iterable, Mapping

from icabinet.errors import Conflict, Invalid, SomethingFollowed, Stale, TooLate

DEEPEST = 3
_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
MOST_ITEMS = 300
# A mistake is noticed at once; later, what was done meanwhile would be rewritten.
TAKEN_BACK_WITHIN_MS = 5 * 60_000

Parents = Mapping[str, str | None]  # item -> its parent


class ItemHasChildren(Conflict):
    """data: id."""

    code = "item_has_children"


class ItemHasPapers(Conflict):
    """data: id."""

    code = "item_has_papers"


def check_room(count: int) -> None:
    if count > MOST_ITEMS:
        raise Invalid(where="items", why="too_many", most=MOST_ITEMS)


def check_place(item: str, parent: str | None, parents: Parents) -> None:
    """An item stands under another that exists, never under itself, and no deeper than three levels."""
    above = list(_ancestors(parent, parents))
    if parent is not None and parent not in parents:
        raise Invalid(where="parent", why="unknown")
    if item in above:
        raise Invalid(where="parent", why="own_descendant")
    if len(above) + _height(item, parents) > DEEPEST:
        raise Invalid(where="parent", why="too_deep", most=DEEPEST)


def check_may_remove(item: str, state: str, parents: Parents, *, papers: int) -> None:
    if state != "pending":
        raise Stale(kind="item", id=item, state=state)
    if item in parents.values():
        raise ItemHasChildren(id=item)
    if papers:
        raise ItemHasPapers(id=item)


def check_may_open(item: str, state: str) -> None:
    if state == "open":
        raise Stale(kind="item", id=item, state=state)


def check_may_close(item: str, state: str) -> None:
    if state != "open":
        raise Stale(kind="item", id=item, state=state)


def check_may_take_back(moment: int | None, now: int, *, followed: bool) -> None:
    """A step of a moment (ms) is taken back soon, and only while nothing has been built on it."""
    if moment is None or now - moment > TAKEN_BACK_WITHIN_MS:
        raise TooLate(minutes=TAKEN_BACK_WITHIN_MS // 60_000)
    if followed:
        raise SomethingFollowed


def check_minutes(minutes: int | None) -> int | None:
    if minutes is not None and not 0 <= minutes <= 24 * 60:
        raise Invalid(where="minutes", why="range")
    return minutes


def check_starts(starts: str) -> str:
    """A time of the day as clocks show it, "08:00", or none."""
    if starts and not _CLOCK.fullmatch(starts):
        raise Invalid(where="starts", why="not_a_time")
    return starts


def numbered(items: Iterable[tuple[str, str | None, int]]) -> dict[str, str]:
    """Number items (id, parent, position): "1", "1.2", … in the order of their positions."""
    children: dict[str | None, list[str]] = {}
    for item, parent, _ in sorted(items, key=lambda row: row[2]):
        children.setdefault(parent, []).append(item)
    numbers: dict[str, str] = {}

    def number(parent: str | None, prefix: str) -> None:
        for place, item in enumerate(children.get(parent, ()), start=1):
            numbers[item] = f"{prefix}{place}"
            number(item, f"{prefix}{place}.")

    number(None, "")
    return numbers


def _ancestors(item: str | None, parents: Parents) -> Iterable[str]:
    while item is not None:
        yield item
        item = parents.get(item)


def _height(item: str, parents: Parents) -> int:
    below = (child for child, parent in parents.items() if parent == item)
    return 1 + max((_height(child, parents) for child in below), default=0)
