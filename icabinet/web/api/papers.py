"""Filing papers by program."""

from typing import Any

from flask import current_app, request

from icabinet import ids
from icabinet.desks.filing import file_upload, file_version
from icabinet.errors import Invalid
from icabinet.extensions import services
from icabinet.meetings.queries import stream_of
from icabinet.papers.queries import states_of
from icabinet.papers.records import paper_record
from icabinet.papers.rights import restriction_of
from icabinet.papers.tables import PaperRow
from icabinet.web.api.meetings import check_in_meeting
from icabinet.web.api.operations import Shown, operation
from icabinet.web.restricting import restriction_in
from icabinet.web.security import actor
from icabinet.web.uploads import opened

_FORM = {
    "id": "id of the new paper, minted by the caller; sent again, it files nothing twice",
    "item": "id of the agenda item, or empty",
    "title": "title, or empty for the file's name",
    "replaces": "id of the paper of which this is a new version, or empty; item, title and readers stay the same",
    "password": "the file's password, if it has one: used once to take it off, never stored",
    "file": "the file",
    "expected": "id of the paper that was waited for, if this is one, or empty",
    "level": "ordinary, internal or limited; empty: ordinary. State secrets are refused",
    "roles": "a role that may read it; repeated for several. Without roles, units and people: everybody",
    "units": "a unit whose people may read it; repeated for several",
    "people": "id of a participant who may read it; repeated for several",
    "until": "moment (ms) before which only the desk sees it, or empty",
}


class Progress(Shown, frozen=True):
    """How far a paper has come. `step` is "converting" or "drawing", with page n of N as far as is known, or empty."""

    state: str
    step: str = ""
    page: int = 0
    pages: int = 0


@operation("GET", "/meetings/<meeting>/papers/progress", "papers", answer=dict[str, Progress])
def papers_progress(meeting: str) -> dict[str, Progress]:
    """See how far each paper of the meeting has come on its way to being read, by its id."""
    check_in_meeting(meeting, "papers.file")
    heard = current_app.extensions["live"].progress
    with services().db.reading() as session:
        states = states_of(session, stream_of(meeting))
    return {paper: _progress(state, heard.of(meeting, paper)) for paper, state in states.items()}


def _progress(state: str, heard: dict[str, Any] | None) -> Progress:
    if heard is None or (heard["step"] == "drawing") != (state == "ready"):
        return Progress(state=state)
    return Progress(state=state, step=heard["step"], page=heard["page"], pages=heard["pages"])


@operation("POST", "/meetings/<meeting>/papers", "papers", form=_FORM, answer=dict[str, Any], status=201)
def file_paper(meeting: str) -> dict[str, Any]:
    """Upload a file as a paper, or as a new version of one; its conversion follows by itself."""
    check_in_meeting(meeting, "papers.file")
    upload, paper = request.files.get("file"), ids.check(request.form.get("id"))
    if upload is None or not upload.filename:
        raise Invalid(where="file", why="missing")
    form, name, source = request.form, upload.filename, opened(upload.stream)
    if form.get("replaces"):
        file_version(actor(), meeting, paper, form["replaces"], name, source)
    else:
        title, item, restriction = form.get("title", ""), form.get("item") or None, restriction_in(form)
        expected = form.get("expected") or None
        file_upload(actor(), meeting, paper, item, name, source, title, restriction=restriction, expected=expected)
    with services().db.reading() as session:
        row = session.get_one(PaperRow, (stream_of(meeting), paper))
        return paper_record(row, restriction_of(session, row.stream, paper))
