"""Minutes before a later meeting of the body: on its agenda with the document as the paper, then approved."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from icabinet.agenda.queries import state_of_item
from icabinet.desks.filing import file_upload
from icabinet.errors import Refusal
from icabinet.extensions import services
from icabinet.meetings.queries import meeting_row, meetings_of, role_of, stream_of
from icabinet.minutes.kinds import NAMES
from icabinet.people import policy
from icabinet.performing import perform
from icabinet.web.forms import file_name
from icabinet.web.pages.acting import text
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.minutes.reading import Seen, seen
from icabinet.web.pages.minutes.signing import as_it_stands, signed_so_far
from icabinet.web.refusals import sentence
from icabinet.web.security import actor, viewer


@pages.post("/meetings/<meeting>/documents/<document>/forward")
def forward_document(meeting: str, document: str) -> Response:
    """Put the document on a later meeting's agenda, with its file as the paper.

    Three steps under ids that the form has: sent again after a failure, it goes on where it stopped.
    """
    found, form = seen(meeting, document), request.form
    policy.check(found.role, "minutes.issue")
    later, item = text(form, "meeting"), text(form, "item")
    try:
        name = NAMES[found.row.kind]
        title = f"Thông qua {name.lower()}: {found.row.about}"
        perform(actor(), stream_of(later), text(form, "add"), "agenda.add_item", {"id": item, "title": title[:200]})
        # What is signed goes on with its signatures.
        kind = "pdf" if signed_so_far(found) else "docx"
        with as_it_stands(found, kind) as path, path.open("rb") as file:
            paper, filename = text(form, "paper"), file_name(name, found.row.about, kind)
            file_upload(actor(), later, paper, item, filename, file, f"{name}: {found.row.about}"[:200])
        args = {"id": document, "meeting": later, "item": item}
        perform(actor(), stream_of(meeting), text(form, "act"), "minutes.put_forward", args)
        flash(_("It stands on the agenda of that meeting, with the document as its paper."), "ok")
    except Refusal as refusal:
        flash(sentence(refusal), "danger")
    return redirect(url_for("pages.document", meeting=meeting, document=document), 303)


def meetings_for(found: Seen) -> list[dict[str, Any]]:
    """Return the meetings to come whose agenda the asker writes: those of the same body first, then by time."""
    with services().db.reading() as session:
        mine = [row for row, role in meetings_of(session, viewer().person) if policy.may(role, "agenda.edit")]
    coming = [row for row in mine if row.state != "ended" and row.id != found.meeting["id"]]
    coming.sort(key=lambda row: (row.body != found.row.body, row.starts_at))
    return [{"id": row.id, "title": row.title, "starts_at": row.starts_at} for row in coming]


def approvals_of(found: Seen) -> list[dict[str, Any]]:
    """Return the meetings that the document was put to, and how far each is with it, as far as the asker may know."""
    told = []
    with services().db.reading() as session:
        for one in found.row.forwarded:
            if role_of(session, one["meeting"], viewer().person) is not None:
                row = meeting_row(session, one["meeting"])
                state = state_of_item(session, stream_of(row.id), one["item"])
                told.append({**one, "title": row.title, "starts_at": row.starts_at, "state": state})
    return told
