"""Filing papers where there is no script: the browser's own upload of many files."""

from flask import flash, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from icabinet import ids
from icabinet.desks.filing import file_upload
from icabinet.errors import Refusal
from icabinet.web.pages.acting import back
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.reading import meeting_of
from icabinet.web.refusals import sentence
from icabinet.web.restricting import restriction_in
from icabinet.web.security import actor


@pages.post("/meetings/<meeting>/edit/papers")
def file_papers(meeting: str) -> Response:
    meeting_of(meeting)
    item = request.form.get("item") or None
    for file in request.files.getlist("file"):
        if not file.filename:
            continue
        try:
            restriction = restriction_in(request.form)
            file_upload(actor(), meeting, ids.new(), item, file.filename, file.stream, restriction=restriction)
            flash(_("%(name)s was filed.", name=file.filename), "ok")
        except Refusal as refusal:
            flash(f"{file.filename}: {sentence(refusal)}", "danger")
    return back(meeting, "papers")
