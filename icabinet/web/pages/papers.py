"""Filing papers where there is no script: the browser's own upload of many files."""

from flask import flash, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from icabinet import ids
from icabinet.desks.filing import file_upload, file_version
from icabinet.desks.unlocking import Locked
from icabinet.errors import NotFound, Refusal
from icabinet.extensions import services
from icabinet.meetings.queries import stream_of
from icabinet.papers.queries import paper_file
from icabinet.papers.storage import original_name
from icabinet.web.pages.acting import back
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.reading import meeting_of, records_of
from icabinet.web.refusals import sentence
from icabinet.web.restricting import restriction_in
from icabinet.web.security import actor
from icabinet.web.uploads import opened


@pages.post("/meetings/<meeting>/edit/papers/<paper>/unlock")
def unlock_paper(meeting: str, paper: str) -> Response:
    """File a paper that has a password anew without it: its bytes are here already."""
    records_of(meeting, "papers.file")
    file = paper_file(stream_of(meeting), paper)
    path = services().storage.find(original_name(file.sha)) if file else None
    if file is None or path is None:
        raise NotFound(kind="papers", id=paper)
    try:
        with path.open("rb") as source:
            locked = Locked(source, request.form.get("password", ""))
            file_version(actor(), meeting, ids.new(), paper, file.filename, locked)
        flash(_("%(name)s was filed.", name=file.filename), "ok")
    except Refusal as refusal:
        flash(sentence(refusal), "danger")
    return back(meeting, "papers")


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
