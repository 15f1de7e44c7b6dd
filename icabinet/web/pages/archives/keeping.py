"""How long meetings are kept, which may be erased now, and which were: for administrators."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from icabinet import clock, ids
from icabinet.archive.queries import erased_meetings, kept_meetings, retentions
from icabinet.archive.retention import keep_for
from icabinet.desks.archiving.erasing import erase
from icabinet.errors import NotFound, Refusal
from icabinet.extensions import services
from icabinet.meetings.queries import state_of
from icabinet.people import accounts
from icabinet.people.bodies import bodies
from icabinet.web.pages.acting import number, text
from icabinet.web.pages.blueprint import pages
from icabinet.web.refusals import sentence
from icabinet.web.security import administrator


@pages.get("/retention")
def retention() -> str:
    """Show the period of every body, the meetings that it is over or running for, and what was erased."""
    administrator()
    with services().db.reading() as session:
        periods, kept, erased = retentions(session), kept_meetings(session), erased_meetings(session)
    known = bodies()
    return render_template(
        "archive/retention.html",
        bodies=[(row, {form: periods.get((row.id, form)) for form in (False, True)}) for row in known],
        kept=kept,
        now=clock.now_ms(),
        erased=[(row, row.stream.partition(":")[2]) for row in erased],
        titles={row.id: row.name for row in known},
        names=accounts.names_of({row.by for row in erased}) if erased else {},
        here="retention",
    )


@pages.post("/retention/<body>")
def set_retention(body: str) -> Response:
    """Have the meetings of a body kept for so many years, or for ever."""
    asking, form = administrator(), request.form
    for written, name in ((False, "room"), (True, "written")):
        keep_for(body, number(form, name), asking.person, written=written)
    flash(_("How long its meetings are kept was saved."), "ok")
    return redirect(url_for("pages.retention"), 303)


@pages.post("/retention/meetings/<meeting>/erase")
def erase_meeting(meeting: str) -> Response:
    """Erase a meeting whose period is over, and which is safe elsewhere."""
    asking = administrator()
    with services().db.reading() as session:
        if state_of(session, ids.check(meeting, "meeting")) is None:
            raise NotFound(kind="meeting", id=meeting)
    try:
        erase(meeting, asking.person, text(request.form, "why"))
        flash(_("The meeting was erased. Of its record the hashes stay, and who erased it and why."), "ok")
    except Refusal as refusal:
        flash(sentence(refusal), "danger")
    return redirect(url_for("pages.retention"), 303)
