"""Making a meeting, and the shell of the live room."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from icabinet import ids
from icabinet.errors import NotAllowed, Refusal
from icabinet.meetings.queries import stream_of
from icabinet.people import bodies
from icabinet.performing import perform
from icabinet.web.assets import FOLDER
from icabinet.web.boot import boot_of
from icabinet.web.pages import choices, moments
from icabinet.web.pages.acting import number
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.copying import copy_meeting, earlier
from icabinet.web.pages.reading import meeting_of
from icabinet.web.refusals import sentence
from icabinet.web.security import actor, viewer

_LIVE_PARTS = (
    "live", "agenda", "papers", "ink", "floor", "polls", "attendance", "seats", "presenting", "comments", "messages",
    "search", "equipment", "offline", "positions", "conclusions", "chairing", "displays",
)  # fmt: skip
# What a slip is answered with is looked at in two places.
_MORE_SHEETS = ("slips/answer.css",)
_EMPTY: dict[str, Any] = {"body": "", "title": "", "place": "", "online_url": "", "minutes": 180, "kind": ""}


@pages.get("/meetings/new")
def new_meeting() -> str:
    return _form_page(_EMPTY, *moments.tomorrow_morning())


@pages.post("/meetings/new")
def make_meeting() -> Response | tuple[str, int]:
    typed: dict[str, Any] = {name: request.form.get(name, "").strip() for name in _EMPTY}
    day, time, meeting = request.form.get("day", ""), request.form.get("time", ""), ids.new()
    try:
        minutes = number(request.form, "minutes") or _EMPTY["minutes"]
        args = {**typed, "minutes": minutes, "starts_at": moments.typed(day, time)}
        answer = perform(actor(), stream_of(meeting), request.form.get("act", ""), "meetings.create", args)
    except Refusal as refusal:
        return _form_page(typed, day, time, sentence(refusal)), refusal.status
    # Sent twice, the form answers with the first meeting.
    made = answer.data["id"] if answer.data else meeting
    if made == meeting and request.form.get("like"):
        copy_meeting(request.form["like"], made)
    return redirect(url_for("pages.edit_meeting", meeting=made), 303)


@pages.get("/meetings/<meeting>")
def room(meeting: str) -> str:
    record, role = meeting_of(meeting)
    return render_template("meetings/room.html", meeting=record, boot=boot_of(meeting, role), sheets=live_sheets())


def live_sheets() -> list[str]:
    """Return the stylesheets of the live parts."""
    found = (path.relative_to(FOLDER) for folder in _LIVE_PARTS for path in sorted((FOLDER / folder).glob("*.css")))
    return [*(path.as_posix() for path in found), *_MORE_SHEETS]


def _form_page(meeting: dict[str, Any], day: str, time: str, problem: str | None = None) -> str:
    asker = viewer()
    mine = bodies.prepared_by(asker.person, administers=asker.administers)
    if not mine or asker.meeting:
        raise NotAllowed(permission="meetings.edit")
    options = [(body.id, body.name) for body in mine]
    likes = [("", _("An empty meeting")), *earlier(mine)]
    return render_template(
        "meetings/new.html",
        bodies=options,
        likes=likes,
        meeting=meeting,
        kinds=choices.meeting_kinds(),
        day=day,
        time=time,
        problem=problem,
        here="home",
    )
