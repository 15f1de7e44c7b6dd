"""Filing papers by program."""

from typing import Any

from flask import request

from icabinet import ids
from icabinet.desks.filing import file_upload
from icabinet.errors import Invalid
from icabinet.extensions import services
from icabinet.meetings.queries import stream_of
from icabinet.papers.records import paper_record
from icabinet.papers.tables import PaperRow
from icabinet.web.api.meetings import check_in_meeting
from icabinet.web.api.operations import operation
from icabinet.web.security import actor

_FORM = {
    "id": "id of the new paper, minted by the caller; sent again, it files nothing twice",
    "item": "id of the agenda item, or empty",
    "title": "title, or empty for the file's name",
    "file": "the file, PDF or Word",
}


@operation("POST", "/meetings/<meeting>/papers", "papers", form=_FORM, answer=dict[str, Any], status=201)
def file_paper(meeting: str) -> dict[str, Any]:
    """Upload a PDF or Word file as a paper; its conversion follows by itself."""
    check_in_meeting(meeting, "papers.file")
    upload, paper = request.files.get("file"), ids.check(request.form.get("id"))
    if upload is None or not upload.filename:
        raise Invalid(where="file", why="missing")
    title, item = request.form.get("title", ""), request.form.get("item") or None
    file_upload(actor(), meeting, paper, item, upload.filename, upload.stream, title)
    with services().db.reading() as session:
        return paper_record(session.get_one(PaperRow, (stream_of(meeting), paper)))
