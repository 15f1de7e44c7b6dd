"""Words for how a task stands, and what happened to it."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as later

from icabinet import clock
from icabinet.languages import format_day
from icabinet.tasks.rules import is_overdue
from icabinet.web.pages import moments

STATES = {
    "given": later("Given"),
    "under_way": later("Under way"),
    "reported": later("Reported done"),
    "closed": later("Closed"),
    "dropped": later("Dropped"),
}
STEPS = {
    "given": later("Given"),
    "edited": later("Changed"),
    "reported": later("Report"),
    "put_off": later("Deadline moved"),
    "returned": later("Returned"),
    "closed": later("Closed"),
    "dropped": later("Dropped"),
    "reminded": later("Reminded"),
}
WHY = {
    "soon": later("the deadline comes soon"),
    "overdue": later("the deadline is over"),
    "asked": later("chair or secretary asked for it"),
}
PARTS = {
    "in_time": later("Done in time"),
    "late": later("Done late"),
    "waiting": later("To be done"),
    "overdue": later("Overdue"),
    "reported": later("Reported done"),
}
_DAY_MS = 86_400_000
__all__ = ["PARTS", "STATES", "STEPS", "WHY", "clock", "due", "is_overdue", "left", "moments", "state"]


def left(state: str, deadline_at: int | None) -> str:
    """Say how far off the deadline of an open task is: "3 days left", "overdue by 2 days"."""
    if deadline_at is None or state not in ("given", "under_way"):
        return ""
    now = clock.now_ms()
    days = abs(deadline_at - now) // _DAY_MS
    if is_overdue(state, deadline_at, now):
        return _("Overdue by %(days)s days", days=days) if days else _("Overdue since today")
    return _("%(days)s days left", days=days) if days else _("Due today")


def due(deadline_at: int | None) -> str:
    """Say the day of a deadline."""
    return format_day(deadline_at) if deadline_at is not None else _("Without a deadline")


def state(one: str) -> str:
    return str(STATES.get(one, one))
