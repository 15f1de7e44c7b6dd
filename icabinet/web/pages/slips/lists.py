"""The slips that concern somebody: to answer, answered, all; for who runs some those, and their overdue answers."""

from collections.abc import Callable
from typing import Any

from flask import render_template, request

from icabinet import clock
from icabinet.extensions import services
from icabinet.people import bodies, policy
from icabinet.slips.queries import Mine, missing_in, slips_of
from icabinet.slips.rules import is_late
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.slips import words
from icabinet.web.pages.slips.reading import is_open
from icabinet.web.security import viewer

Line = dict[str, Any]
_SHELVES: dict[str, Callable[[Line], bool]] = {
    "waiting": lambda line: bool(line["waiting"]),
    "answered": lambda line: line["answered"] and not line["waiting"],
    "all": lambda line: bool(line["asked_of_me"]),
    "run": lambda line: bool(line["runs"]),
    "overdue": lambda line: bool(line["missing"]),
}
_OF_DESK = ("run", "overdue")


@pages.get("/slips")
def slips() -> str:
    asker, now = viewer(), clock.now_ms()
    with services().db.reading() as session:
        mine = [one for one in slips_of(session, asker.person) if asker.meeting in (None, one.slip.id)]
        late = [one.slip.stream for one in mine if _is_overdue(one, now)]
        absent = missing_in(session, late)
    lines = [_line(one, absent.get(one.slip.stream, [])) for one in mine]
    prepares = asker.meeting is None and bool(bodies.prepared_by(asker.person, administers=asker.administers))
    runs = any(line["runs"] for line in lines)
    shown = request.args.get("show", "")
    if shown not in _SHELVES or (shown in _OF_DESK and not runs):
        shown = "waiting" if any(line["waiting"] for line in lines) or not runs else "run"
    return render_template(
        "slips/list.html",
        shown=shown,
        lines=[line for line in lines if _SHELVES[shown](line)],
        counts={name: sum(map(fits, lines)) for name, fits in _SHELVES.items() if runs or name not in _OF_DESK},
        prepares=prepares,
        runs=runs,
        words=words,
        here="slips",
    )


def _line(one: Mine, missing: list[str]) -> Line:
    slip = {"state": one.slip.state, "deadline_at": one.slip.deadline_at, "ways": one.slip.ways}
    said = [reply for reply in one.replies if reply.answered_at is not None]
    unsaid = [reply for reply in one.replies if reply.answered_at is None]
    return {
        "id": one.slip.id,
        "subject": one.slip.subject,
        "body": one.body,
        "state": one.slip.state,
        "deadline_at": one.slip.deadline_at,
        "asked": one.slip.asked,
        "answered_by": one.slip.answered,
        "asked_of_me": bool(one.replies) and one.slip.sent_at is not None,
        "waiting": len(unsaid) if is_open(slip, answered=False) else 0,
        "answered": bool(said),
        "answered_at": max((reply.answered_at or 0 for reply in said), default=None),
        "late": any(reply.late for reply in said),
        "reminded_at": max((reply.reminded_at or 0 for reply in unsaid), default=0) or None,
        "runs": policy.may(one.role, "slips.run"),
        "writes": policy.may(one.role, "slips.write"),
        "missing": missing,
    }


def _is_overdue(one: Mine, now: int) -> bool:
    """Whether answers are still awaited after the deadline, and it is the asker who looks after them."""
    return policy.may(one.role, "slips.run") and one.slip.state == "sent" and is_late(now, one.slip.deadline_at)
