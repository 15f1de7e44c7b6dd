"""What is said of somebody's attendance, the same on the page, in the spreadsheet and in the document."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from icabinet.attendance.report import Line
from icabinet.attendance.stays import Stay
from icabinet.languages import format_clock

STATES = {
    "present": lazy_gettext("Present"),
    "left": lazy_gettext("Has left"),
    "absent": lazy_gettext("Absent"),
    "not_invited": lazy_gettext("Not invited"),
}
ANSWERS = {
    "accepted": lazy_gettext("Will come"),
    "declined": lazy_gettext("Will not come"),
    "substitute": lazy_gettext("Sends somebody"),
}
HOWS = {
    "tap": lazy_gettext("on the tablet"),
    "seat": lazy_gettext("at the seat"),
    "code": lazy_gettext("with the code at the door"),
    "device": lazy_gettext("by a device"),
    "desk": lazy_gettext("by the secretary"),
}
_MINUTE_MS = 60_000


def office(line: Line) -> str:
    return " · ".join(filter(None, (line.part.get("title"), line.part.get("unit"))))


def stays(line: Line) -> list[str]:
    """Say each stay: "08:01 – 09:30", and whether it was from afar."""
    said, afar = [], _("from afar")
    for stay in line.stays:
        end = until(line, stay)
        said_end = format_clock(end) if end is not None else "…"
        said.append(f"{format_clock(stay.since)} – {said_end}" + (f" ({afar})" if stay.remote else ""))
    return said


def until(line: Line, stay: Stay) -> int | None:
    """Return when a stay was over, ms: at the latest with the meeting; None while it lasts."""
    if stay.until is None and line.ended is not None:
        return max(stay.since, line.ended)
    return stay.until


def remarks(line: Line) -> list[str]:
    """Say what is out of the ordinary: late, left early, gone in between, excused, stood in for."""
    said, total = [], line.total
    if total and total.ms and total.late >= _MINUTE_MS:
        said.append(_("late by %(time)s", time=length(total.late)))
    if total and total.early >= _MINUTE_MS:
        said.append(_("left %(time)s before the end", time=length(total.early)))
    if total and total.breaks:
        said.append(_("away for %(time)s in between", time=length(total.away)))
    if line.state == "absent":
        said.append(_("absent with a reason") if line.excused else _("absent without a reason"))
    said += answer(line.said) if line.state == "absent" else []
    if line.for_them:
        said.append(_("%(name)s stands in", name=line.for_them))
    return said


def answer(said: Mapping[str, Any]) -> list[str]:
    """Say what was answered to the invitation."""
    words = [str(said[key]) for key in ("reason",) if said.get(key)]
    if said.get("substitute"):
        words.append(_("%(name)s comes instead", name=said["substitute"]))
    return words


def length(ms: int) -> str:
    """Say a length of time: "12 min", "1 h 05 min"."""
    minutes = ms // _MINUTE_MS
    hours, rest = divmod(minutes, 60)
    return _("%(hours)s h %(minutes)02d min", hours=hours, minutes=rest) if hours else _("%(count)s min", count=minutes)
