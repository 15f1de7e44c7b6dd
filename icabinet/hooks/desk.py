"""The desk that tells programs outside: each address from a queue of its own, so that none waits for another.

A crash after a call was taken and before that was written down makes it once more, under the same id.
"""

import logging
from collections.abc import Sequence

from flask import Flask

from icabinet import clock
from icabinet.desks.desk import Desk
from icabinet.desks.leases import leased
from icabinet.extensions import services
from icabinet.hooks import calls
from icabinet.hooks.carrier import carry
from icabinet.hooks.composing import calls_for
from icabinet.hooks.keeping import hook_row
from icabinet.hooks.parcels import Receipt
from icabinet.hooks.tables import HookRow

_AT_ONCE = 20
_LOOK_S = 2.0
_HANDS = 3
log = logging.getLogger(__name__)


def telling_desk(app: Flask) -> Desk:
    """Return the desk that calls addresses."""
    return Desk(app, "telling", lambda hook, _job: tell(hook), (), waiting, look_s=_LOOK_S, hands=_HANDS)


def waiting() -> list[tuple[str, str]]:
    """Return (address, "") of those that are to be told something."""
    with services().db.reading() as session:
        return [(hook.id, "") for hook in calls.waiting_hooks(session, clock.now_ms())]


def tell(hook: str) -> bool:
    """Tell an address what it is due, as much as goes into a bag; return whether there is more."""
    with leased(f"hook:{hook}") as mine:
        return mine and _tell(hook_row(hook))


def _tell(hook: HookRow) -> bool:
    if hook.stopped_at is not None:
        return False
    with services().db.reading() as session:
        rows = calls.due(session, hook, clock.now_ms(), _AT_ONCE)
        told, merged = calls.split(rows)
        made = calls_for(session, hook, told)
    if not rows:
        return False
    calls.hold(hook.id, told, merged)
    receipts = carry(made)
    calls.note(hook.id, list(zip(told, receipts, strict=True)))
    calls.forget_old()
    _log(hook.id, receipts)
    return len(rows) == _AT_ONCE


def _log(hook: str, receipts: Sequence[Receipt]) -> None:
    failed = [receipt.why for receipt in receipts if receipt.why]
    if failed:
        log.warning("a program was not told", extra={"hook": hook, "count": len(failed), "why": failed[0]})
