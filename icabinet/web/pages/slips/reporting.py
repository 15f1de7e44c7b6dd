"""What a slip came to, to take away, and to put on the agenda of the body's next meeting in one gesture."""

from typing import Any

from flask import Response, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from icabinet import clock
from icabinet.desks.filing import file_upload
from icabinet.errors import NotAllowed, Refusal
from icabinet.extensions import services
from icabinet.meetings.queries import meetings_of, stream_of
from icabinet.people import policy
from icabinet.performing import perform
from icabinet.slips.rules import check_may_report
from icabinet.web.forms import check_form, file_name, made, sent
from icabinet.web.pages.acting import text
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.slips.reading import Seen, seen
from icabinet.web.pages.slips.sheet import record_of, workbook_of
from icabinet.web.refusals import sentence
from icabinet.web.security import actor, viewer

_DAY_MS = 86_400_000


@pages.get("/slips/<slip>/sheet.<form>")
def slip_sheet(slip: str, form: str) -> Response:
    """Send what a slip came to as a workbook (xlsx), or as a record in the administrative form (docx).

    To the desk at any time, to those who were asked once there is a result.
    """
    check_form(form)
    found = seen(slip)
    if not found.runs and found.slip["state"] != "closed":
        raise NotAllowed(permission="slips.run")
    content = workbook_of(found) if form == "xlsx" else record_of(found)
    return sent(content, form, file_name(_("Slip"), found.slip["subject"], form))


@pages.post("/slips/<slip>/report")
def report_slip(slip: str) -> BaseResponse:
    """Put the result on a meeting's agenda for information, with its sheet as the paper.

    Three steps under ids that the form has: sent again after a failure, it goes on where it stopped.
    """
    found, form = seen(slip), request.form
    policy.check(found.role, "slips.run")
    meeting, item = text(form, "meeting"), text(form, "item")
    try:
        check_may_report(slip, found.slip["state"])
        title = _("For information: result of asking in writing: %(subject)s", subject=found.slip["subject"])
        perform(actor(), stream_of(meeting), text(form, "add"), "agenda.add_item", {"id": item, "title": title})
        name, title = file_name(_("Slip"), found.slip["subject"], "docx"), _("Result of asking in writing")
        with made(record_of(found, roll=found.slip["ways"]["shown"]), "docx") as file, file:
            file_upload(actor(), meeting, text(form, "paper"), item, name, file, title)
        perform(actor(), stream_of(slip), text(form, "act"), "slips.report", {"meeting": meeting, "item": item})
        flash(_("The result stands on the agenda, with its sheet."), "ok")
    except Refusal as refusal:
        flash(sentence(refusal), "danger")
    return redirect(url_for("pages.slip", slip=slip), 303)


def meetings_for(found: Seen) -> list[dict[str, Any]]:
    """Return the meetings to come whose agenda the asker writes: those of the slip's body first, then by time."""
    since, body = clock.now_ms() - _DAY_MS, found.meeting["body"]["id"]
    with services().db.reading() as session:
        mine = [row for row, role in meetings_of(session, viewer().person) if policy.may(role, "agenda.edit")]
    coming = [row for row in mine if row.state == "live" or (row.state == "planned" and row.starts_at > since)]
    coming.sort(key=lambda row: (row.body != body, row.starts_at))
    return [{"id": row.id, "title": row.title, "starts_at": row.starts_at} for row in coming]
