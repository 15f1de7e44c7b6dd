"""Filing papers by program."""

from typing import Any

from flask import request

from icabinet import ids
from icabinet.desks.filing import file_upload
from icabinet.errors import Invalid
from icabinet.extensions import services
from icabinet.meetings.queries import stream_of
from icabinet.papers.records import paper_record
from icabinet.papers.rights import restriction_of
from icabinet.papers.tables import PaperRow
from icabinet.web.api.meetings import check_in_meeting
from icabinet.web.api.operations import operation
from icabinet.web.restricting import restriction_in
from icabinet.web.security import actor

_FORM = {
    "id": "id of the new paper, minted by the caller; sent again, it files nothing twice",
    "item": "id of the agenda item, or empty",
    "title": "title, or empty for the file's name",
    "file": "the file, PDF or Word",
    "level": "ordinary, internal or limited; empty: ordinary. State secrets are refused",
    "roles": "a role that may read it; repeated for several. Without roles, units and people: everybody",
    "units": "a unit whose people may read it; repeated for several",
    "people": "id of a participant who may read it; repeated for several",
    "until": "moment (ms) before which only the desk sees it, or empty",
}


@operation("POST", "/meetings/<meeting>/papers", "papers", form=_FORM, answer=dict[str, Any], status=201)
def file_paper(meeting: str) -> dict[str, Any]:
    """Upload a PDF or Word file as a paper; its conversion follows by itself."""
    check_in_meeting(meeting, "papers.file")
    upload, paper = request.files.get("file"), ids.check(request.form.get("id"))
    if upload is None or not upload.filename:
        raise Invalid(where="file", why="missing")
    title, item = request.form.get("title", ""), request.form.get("item") or None
    restriction = restriction_in(request.form)
    file_upload(actor(), meeting, paper, item, upload.filename, upload.stream, title, restriction=restriction)
    with services().db.reading() as session:
        row = session.get_one(PaperRow, (stream_of(meeting), paper))
        return paper_record(row, restriction_of(session, row.stream, paper))
