"""Forms of a document's pages that are one action of the journal each."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from icabinet.errors import NotFound, Refusal
from icabinet.meetings.queries import stream_of
from icabinet.performing import perform
from icabinet.web.pages import moments
from icabinet.web.pages.acting import Form, Read, text
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.minutes.reading import seen
from icabinet.web.refusals import sentence
from icabinet.web.security import actor


def until(form: Form, _name: str) -> int | None:
    """Return the moment of the fields `day` and `time`, None for none."""
    return moments.typed(text(form, "day"), text(form, "time")) if text(form, "day") else None


def ticked(form: Form, name: str) -> bool:
    return form.get(name) == "1"


FORMS: dict[str, dict[str, Read]] = {
    "minutes.rename": {"id": text, "about": text},
    "minutes.circulate": {"id": text, "closes_at": until},
    "minutes.remark": {"id": text, "document": text, "key": text, "text": text},
    "minutes.answer_remark": {"id": text, "taken": ticked, "reply": text},
    "minutes.approve": {"id": text, "meeting": text, "item": text},
}


@pages.post("/meetings/<meeting>/documents/<document>/act/<name>")
def act_on_document(meeting: str, document: str, name: str) -> Response:
    if name not in FORMS:
        raise NotFound(kind="action", id=name)
    seen(meeting, document)
    form = request.form
    try:
        args = {key: read(form, key) for key, read in FORMS[name].items()}
        perform(actor(), stream_of(meeting), text(form, "act"), name, args)
        flash(_("Saved."), "ok")
    except NotFound:
        raise
    except Refusal as refusal:
        flash(sentence(refusal), "danger")
    page = "pages.edit_document" if form.get("from") == "edit" else "pages.document"
    return redirect(url_for(page, meeting=meeting, document=document), 303)
