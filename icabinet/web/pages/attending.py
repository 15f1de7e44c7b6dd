"""Checking in at the door: what the door shows, and what a telephone opens that has scanned it."""

from flask import flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from icabinet import clock
from icabinet.attendance.queries import current
from icabinet.errors import Refusal
from icabinet.extensions import services
from icabinet.languages import current_locale
from icabinet.meetings.queries import stream_of
from icabinet.performing import perform
from icabinet.web.door_code import door_code
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.reading import meeting_of, records_of
from icabinet.web.refusals import sentence
from icabinet.web.security import actor, viewer


@pages.get("/meetings/<meeting>/door")
def door(meeting: str) -> Response:
    """A page for a tablet at the door; it loads itself anew whenever the code changes, and needs no script."""
    records, _role = records_of(meeting, "attendance.show_door")
    shown = door_code(meeting)
    page = render_template(
        "attendance/door.html",
        meeting=records["meetings"][0],
        door=shown,
        quorum=records["quorum"][0]["sentences"][current_locale()],
        address=services().settings.origin,
        here="home",
    )
    answer = make_response(page)
    answer.headers["Refresh"] = str(max(1, (shown.changes_at - clock.now_ms()) // 1000 + 1))
    return answer


@pages.get("/meetings/<meeting>/here/<code>")
def here(meeting: str, code: str) -> str:
    """What the picture at the door leads to. Opening it changes nothing: previews open addresses too."""
    record, _role = meeting_of(meeting)
    return render_template("attendance/here.html", meeting=record, code=code, since=None, here="home")


@pages.get("/meetings/<meeting>/here")
def checked_in(meeting: str) -> str:
    record, _role = meeting_of(meeting)
    with services().db.reading() as session:
        row = current(session, stream_of(meeting), viewer().person)
        since = row.since if row else None
    return render_template("attendance/here.html", meeting=record, code="", since=since, here="home")


@pages.post("/meetings/<meeting>/here")
def check_in_here(meeting: str) -> Response:
    meeting_of(meeting)
    try:
        args = {"code": request.form.get("code", "") or "-"}
        perform(actor(), stream_of(meeting), request.form.get("act", ""), "attendance.check_in", args)
        flash(_("You are checked in."), "ok")
    except Refusal as refusal:
        flash(sentence(refusal), "danger")
    return redirect(url_for("pages.checked_in", meeting=meeting), 303)
