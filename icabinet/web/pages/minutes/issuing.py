"""Issuing a document: what it says is put together once more, and kept as it is then."""

import msgspec
from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from icabinet.errors import NotFound, Refusal
from icabinet.meetings.queries import stream_of
from icabinet.people import policy
from icabinet.performing import perform_inside
from icabinet.web.pages.acting import number, text
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.minutes.paper import drawn_up
from icabinet.web.pages.minutes.reading import seen
from icabinet.web.refusals import sentence
from icabinet.web.security import actor


@pages.post("/meetings/<meeting>/documents/<document>/issue")
def issue_document(meeting: str, document: str) -> Response:
    """Make the document final, under the number that is typed or the next one."""
    found = seen(meeting, document)
    policy.check(found.role, "minutes.issue")
    form, (seq, head) = request.form, found.head
    try:
        content = msgspec.to_builtins(drawn_up(found))
        args = {
            "id": document,
            "content": content,
            "seen": found.row.revision,
            "seq": seq,
            "head": head,
            "number": number(form, "number"),
        }
        perform_inside(actor(), stream_of(meeting), text(form, "act"), "minutes.issue", args)
        flash(_("The document was issued."), "ok")
    except NotFound:
        raise
    except Refusal as refusal:
        flash(sentence(refusal), "danger")
    return redirect(url_for("pages.document", meeting=meeting, document=document), 303)
