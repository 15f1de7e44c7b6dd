"""Published results to take along: made in a child when somebody asks, and kept nowhere."""

import io
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from textwrap import shorten
from typing import IO

import msgspec
from flask import Response, send_file
from flask_babel import gettext as _

from icabinet.errors import NotFound, Unavailable
from icabinet.extensions import services
from icabinet.languages import current_locale
from icabinet.papers.sluice import Sluice
from icabinet.people import bodies
from icabinet.polls.saying import Saying
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.votes.minutes import minutes_of
from icabinet.web.pages.votes.reading import Vote, all_votes_in, vote_in
from icabinet.web.pages.votes.workbook import workbook_of
from icabinet.web.security import viewer
from icabinet.web.sending import named
from icabinet.worker.forms import told

_DEADLINE_S = 30.0
_MOST_BYTES = 32 * 1024 * 1024
_LONGEST_NAME = 80
_JOBS = {"xlsx": "write_workbook", "docx": "write_minutes"}
_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
# What no file system wants in a name.
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\s]+')
# Who asks again while a file is being made waits for it: one person never has all the children.
_making = Sluice()


@pages.get("/meetings/<meeting>/polls/<poll>/export.<form>")
def export_vote(meeting: str, poll: str, form: str) -> Response:
    """Send a result as a workbook (xlsx), a record in the administrative form (docx), or to be counted again (json)."""
    if form not in (*_JOBS, "json"):
        raise NotFound(kind="form", id=form[:10])
    vote, _role = vote_in(meeting, poll, "polls.export")
    return _record_of(vote) if form == "json" else _sent([vote], form, vote.poll["question"])


@pages.get("/meetings/<meeting>/polls/export.<form>")
def export_votes(meeting: str, form: str) -> Response:
    """Send all published results of the meeting in one file."""
    if form not in _JOBS:
        raise NotFound(kind="form", id=form[:10])
    votes = all_votes_in(meeting, "polls.export")
    return _sent(votes, form, votes[0].meeting["title"])


def _record_of(vote: Vote) -> Response:
    """Return the vote's record as everybody sees it, for docs/recount.py."""
    public = {name: value for name, value in vote.poll.items() if name != "voters"}
    return named(Response(msgspec.json.encode(public), mimetype="application/json"), f"{vote.poll['id']}.json")


def _sent(votes: list[Vote], form: str, about: str) -> Response:
    content: told.Workbook | told.Minutes
    if form == "xlsx":
        content, name = workbook_of(votes, Saying(current_locale())), _("Results of votes")
    else:
        content, name = minutes_of(votes, bodies.superior_of(votes[0].meeting["body"]["id"])), "Biên bản kiểm phiếu"
    filename = f"{name} - {shorten(_FORBIDDEN.sub(' ', about), _LONGEST_NAME, placeholder='…')}.{form}"
    with _making.alone(viewer().person), _made(_JOBS[form], content) as file:
        answer = named(send_file(file, mimetype=_TYPES[form]), filename)
        answer.content_length = os.fstat(file.fileno()).st_size
    return answer


@contextmanager
def _made(job: str, content: told.Workbook | told.Minutes) -> Iterator[IO[bytes]]:
    """Have the file made and open; its name is gone afterwards, and its bytes with whoever reads them last."""
    storage = services().storage
    plain = io.BytesIO(msgspec.json.encode(content))
    with storage.lend(plain, _MOST_BYTES) as source, storage.borrow() as name:
        services().bench.run(job, deadline=_DEADLINE_S, source=source, out=name)
        path = storage.find(name)
        if path is None:
            raise Unavailable(what="storage")
        yield path.open("rb")
