"""How chair and secretary set the floor: its queues, its rules, and the time that units have."""

from typing import Any

import msgspec

from icabinet.floor.actions import OneQueue
from icabinet.floor.adopting import adopt
from icabinet.floor.facts import FloorRulesSet, QueueSet
from icabinet.floor.finding import named_queue
from icabinet.floor.queries import queue_of
from icabinet.floor.settings import Budget, FloorRules, Order, Scope, check_limit, checked, granted
from icabinet.journal.actions import Args, action
from icabinet.journal.turns import Turn
from icabinet.text import clean


@action("floor.open", OneQueue, permission="floor.run")
def open_queue(turn: Turn, args: OneQueue) -> None:
    """Open registration to speak."""
    _set_queue(turn, args.queue, open=True)


@action("floor.close", OneQueue, permission="floor.run")
def close_queue(turn: Turn, args: OneQueue) -> None:
    """Close registration to speak; points of order still pass, unless the rules say otherwise."""
    _set_queue(turn, args.queue, open=False)


class SetLimit(OneQueue, frozen=True, kw_only=True):
    limit_s: int


@action("floor.set_limit", SetLimit, permission="floor.run")
def set_limit(turn: Turn, args: SetLimit) -> None:
    """Set the time of the speeches that follow; a running one keeps its own."""
    _set_queue(turn, args.queue, limit_s=check_limit(args.limit_s))


class SetFloorRules(Args, frozen=True):
    """What is left out stays as it is."""

    order: Order | None = None
    within: Scope | None = None
    kinds: tuple[str, ...] | None = None
    limits: dict[str, int] | None = None
    warning_s: int | None = None
    several: bool | None = None
    orders_pass: bool | None = None
    before: bool | None = None
    questions: bool | None = None
    anonymous: bool | None = None
    to_page: bool | None = None
    categories: tuple[str, ...] | None = None
    budgets: tuple[Budget, ...] | None = None
    budget_within: Scope | None = None


@action("floor.set_rules", SetFloorRules, permission="floor.run")
def set_rules(turn: Turn, args: SetFloorRules) -> None:
    """Set by which rules the floor is given."""
    said: dict[str, Any] = {
        name: value for name in args.__struct_fields__ if (value := getattr(args, name)) is not None
    }
    _change(turn, checked(msgspec.structs.replace(adopt(turn), **said)))


class GrantTime(Args, frozen=True):
    unit: str
    seconds: int


@action("floor.grant", GrantTime, permission="floor.run")
def grant(turn: Turn, args: GrantTime) -> None:
    """Give a unit more time, or less, beside what it had from the beginning."""
    _change(turn, checked(granted(adopt(turn), clean(args.unit, "unit"), args.seconds)))


def _change(turn: Turn, rules: FloorRules) -> None:
    if rules != adopt(turn):
        turn.record(FloorRulesSet(rules=rules))


def _set_queue(turn: Turn, name: str | None, *, open: bool | None = None, limit_s: int | None = None) -> None:  # noqa: A002
    adopt(turn)
    queue = named_queue(turn, name)
    was = queue_of(turn.session, turn.stream, queue)
    now = (was.open if open is None else open, was.limit_s if limit_s is None else limit_s)
    if now != (was.open, was.limit_s):
        turn.record(QueueSet(open=now[0], limit_s=now[1], queue=queue))
