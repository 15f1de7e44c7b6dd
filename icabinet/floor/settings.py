"""How a meeting gives the floor: rules as data, with what holds where nothing was said."""

from collections.abc import Sequence
from typing import Any, Literal

import msgspec

from icabinet.errors import Invalid
from icabinet.floor import kinds
from icabinet.text import clean

DEFAULT_LIMIT_S = 180
SHORTEST_S, LONGEST_S = 10, 2 * 60 * 60
_LONGEST_WARNING_S = 600
_MOST = 100
_MOST_BUDGET_S = 24 * 60 * 60

Order = Literal["asked", "fewest", "least_time"]
Scope = Literal["item", "meeting"]


class Budget(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The time of a unit (a delegation, a faction), in seconds; what was granted later stands apart."""

    unit: str
    initial_s: int
    additional_s: int = 0


class FloorRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The rules of a meeting's floor.

    `order`: among ordinary requests, who asked first, or who has spoken least often or least long, `within` the item
    or the meeting. `kinds`: what members may ask for. `limits`: seconds by kind, where it is not the queue's;
    `limit_s`: a queue's, until another is said. `several`: one may wait more than once. `orders_pass`: a point of order
    passes where the queue is closed. `before`: one may register before the meeting. `questions`: there is a question
    time. `anonymous`: until they are called, only the desk sees who asks. `to_page`: with a call the tablets go to the
    page that the request was made from. `categories`: of points of order, the highest first.
    """

    order: Order = "asked"
    within: Scope = "item"
    kinds: tuple[str, ...] = (kinds.CONTRIBUTION, kinds.INTERPOSED, kinds.INTERVENTION, kinds.POINT_OF_ORDER)
    limits: dict[str, int] = msgspec.field(
        default_factory=lambda: {
            kinds.INTERPOSED: 60,
            kinds.INTERVENTION: 120,
            kinds.POINT_OF_ORDER: 60,
            kinds.QUESTION: 60,
            kinds.ANSWER: 180,
        }
    )
    limit_s: int = DEFAULT_LIMIT_S
    warning_s: int = 30
    several: bool = False
    orders_pass: bool = True
    before: bool = True
    questions: bool = False
    anonymous: bool = False
    to_page: bool = True
    categories: tuple[str, ...] = ()
    budgets: tuple[Budget, ...] = ()
    budget_within: Scope = "meeting"


def kept(said: dict[str, Any] | None) -> FloorRules:
    """Return the rules that were kept; what was not said is as by default."""
    return msgspec.convert(said or {}, FloorRules)


def typed(said: dict[str, Any]) -> dict[str, Any]:
    """Return rules as they are kept, or refuse with `invalid`."""
    try:
        rules = checked(msgspec.convert(said, FloorRules))
    except msgspec.ValidationError as error:
        raise Invalid(where="floor", why=str(error)) from error
    return {name: value for name, value in msgspec.to_builtins(rules).items() if name in said}


def checked(floor: FloorRules) -> FloorRules:
    """Return the rules with their words made clean, or refuse what cannot be."""
    if any(kind not in kinds.KINDS for kind in (*floor.kinds, *floor.limits)):
        raise Invalid(where="kinds", why="unknown")
    for limit_s in floor.limits.values():
        check_limit(limit_s, "limits")
    check_limit(floor.limit_s)
    if not 0 <= floor.warning_s <= _LONGEST_WARNING_S:
        raise Invalid(where="warning_s", why="range")
    for budget in floor.budgets:
        if not (0 <= budget.initial_s <= _MOST_BUDGET_S and abs(budget.additional_s) <= _MOST_BUDGET_S):
            raise Invalid(where="budgets", why="range")
    categories = _names(floor.categories, "categories")
    units = _names([budget.unit for budget in floor.budgets], "budgets")
    budgets = tuple(
        msgspec.structs.replace(budget, unit=unit) for budget, unit in zip(floor.budgets, units, strict=True)
    )
    return msgspec.structs.replace(floor, categories=tuple(categories), budgets=budgets)


def granted(floor: FloorRules, unit: str, seconds: int) -> FloorRules:
    """Return the rules with more (or less) time for a unit; one without a budget gets one of nothing but this."""
    found = {budget.unit: budget for budget in floor.budgets}
    budget = found.get(unit, Budget(unit, 0))
    found[unit] = msgspec.structs.replace(budget, additional_s=budget.additional_s + seconds)
    return msgspec.structs.replace(floor, budgets=tuple(found.values()))


def rank_of(category: str, categories: Sequence[str]) -> int:
    """Return a category's rank, the higher the sooner; 0 for a point of order without one. Refuse an unknown one."""
    if not category:
        return 0
    if category not in categories:
        raise Invalid(where="category", why="unknown")
    return len(categories) - categories.index(category)


def check_limit(limit_s: int, where: str = "limit_s") -> int:
    if not SHORTEST_S <= limit_s <= LONGEST_S:
        raise Invalid(where=where, why="range")
    return limit_s


def _names(typed: Sequence[str], where: str) -> list[str]:
    if len(typed) > _MOST:
        raise Invalid(where=where, why="length", longest=_MOST)
    names = [clean(name, where) for name in typed]
    if len(set(names)) < len(names):
        raise Invalid(where=where, why="twice")
    return names
