"""Words for how a task stands, and what happened to it."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from icabinet import clock
from icabinet.languages import format_day
from icabinet.tasks.rules import is_overdue
from icabinet.web.pages import moments
from icabinet.web.pages.words import weight

STATES = {
    "given": lazy_gettext("Given"),
    "under_way": lazy_gettext("Under way"),
    "reported": lazy_gettext("Reported done"),
    "closed": lazy_gettext("Completed"),
    "dropped": lazy_gettext("Dropped"),
}
STEPS = {
    "given": lazy_gettext("Given"),
    "edited": lazy_gettext("Changed"),
    "reported": lazy_gettext("Report"),
    "file_added": lazy_gettext("File added"),
    "put_off": lazy_gettext("Deadline moved"),
    "returned": lazy_gettext("Returned"),
    "closed": lazy_gettext("Completed"),
    "dropped": lazy_gettext("Dropped"),
    "reminded": lazy_gettext("Reminded"),
}
WHY = {
    "soon": lazy_gettext("the deadline comes soon"),
    "overdue": lazy_gettext("the deadline is over"),
    "asked": lazy_gettext("chair or secretary asked for it"),
}
PARTS = {
    "in_time": lazy_gettext("Done in time"),
    "late": lazy_gettext("Done late"),
    "waiting": lazy_gettext("To be done"),
    "overdue": lazy_gettext("Overdue"),
    "reported": lazy_gettext("Reported done"),
}
_DAY_MS = 86_400_000
__all__ = ["PARTS", "STATES", "STEPS", "WHY", "clock", "due", "is_overdue", "left", "moments", "state", "weight"]


def left(state: str, deadline_at: int | None) -> str:
    """Say how far off the deadline of an open task is: "3 days left", "overdue by 2 days"."""
    if deadline_at is None or state not in ("given", "under_way"):
        return ""
    now = clock.now_ms()
    days = abs(deadline_at - now) // _DAY_MS
    if is_overdue(state, deadline_at, now):
        return _far(days, _("Overdue since today"), _("Overdue by 1 day"), _("Overdue by %(days)s days", days=days))
    return _far(days, _("Due within a day"), _("1 day left"), _("%(days)s days left", days=days))


def _far(days: int, none: str, one: str, many: str) -> str:
    return none if days == 0 else one if days == 1 else many


def due(deadline_at: int | None) -> str:
    """Say the day of a deadline."""
    return format_day(deadline_at) if deadline_at is not None else _("Without a deadline")


def state(one: str) -> str:
    return str(STATES.get(one, one))
