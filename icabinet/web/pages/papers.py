"""Filing papers where there is no script: the browser's own upload of many files."""

from flask import flash, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from icabinet import ids
from icabinet.desks.filing import file_upload, file_version
from icabinet.errors import Refusal
from icabinet.web.api.papers import opened
from icabinet.web.pages.acting import back
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.reading import meeting_of
from icabinet.web.pages.restrictions import restriction_in
from icabinet.web.refusals import sentence
from icabinet.web.security import actor


@pages.post("/meetings/<meeting>/edit/papers")
def file_papers(meeting: str) -> Response:
    meeting_of(meeting)
    form, item, files = request.form, request.form.get("item") or None, request.files.getlist("file")
    for file in files:
        if not file.filename:
            continue
        try:
            if form.get("replaces"):
                file_version(actor(), meeting, ids.new(), form["replaces"], file.filename, opened(file.stream))
            else:
                said, source = restriction_in(form), opened(file.stream)
                file_upload(actor(), meeting, ids.new(), item, file.filename, source, restriction=said)
            flash(_("%(name)s was filed.", name=file.filename), "ok")
        except Refusal as refusal:
            flash(f"{file.filename}: {sentence(refusal)}", "danger")
    return back(meeting, "papers")
