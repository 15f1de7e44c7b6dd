"""The first page: the next meeting as a card, then the others."""

from typing import Any

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from icabinet import clock
from icabinet.extensions import services
from icabinet.meetings.queries import meetings_of
from icabinet.meetings.records import meeting_record
from icabinet.people import bodies, policy
from icabinet.web.pages.blueprint import first_steps, pages
from icabinet.web.security import viewer_or_none

_DAY_MS = 24 * 3600 * 1000


@pages.get("/")
def home() -> str | Response:
    asker = viewer_or_none()
    if asker is None:
        return redirect(url_for("pages.sign_in"))
    if (steps := first_steps()) is not None and steps.is_untouched:
        return redirect(url_for("pages.start"))
    mine = [meeting for meeting in _meetings(asker.person) if asker.meeting in (None, meeting["id"])]
    past = [meeting for meeting in mine if _is_over(meeting)]
    coming = sorted((meeting for meeting in mine if meeting not in past), key=_nearness)
    prepares = asker.meeting is None and bool(bodies.prepared_by(asker.person, administers=asker.administers))
    return render_template(
        "meetings/home.html",
        next=coming[0] if coming else None,
        upcoming=coming[1:],
        past=past,
        prepares=prepares,
        here="home",
    )


def _meetings(person: str) -> list[dict[str, Any]]:
    with services().db.reading() as session:
        return [
            meeting_record(row)
            | {
                "role": role,
                "edits": policy.may(role, "meetings.edit"),
                "publishes": policy.may(role, "publications.withdraw"),
            }
            for row, role in meetings_of(session, person)
        ]


def _is_over(meeting: dict[str, Any]) -> bool:
    """Whether it has ended, or was planned for a day that is gone and never began."""
    state, starts_at = str(meeting["state"]), int(meeting["starts_at"])
    return state == "ended" or (state == "planned" and starts_at < clock.now_ms() - _DAY_MS)


def _nearness(meeting: dict[str, Any]) -> tuple[bool, int]:
    """Order: what is in session now, then what begins soonest."""
    return meeting["state"] != "live", meeting["starts_at"]
