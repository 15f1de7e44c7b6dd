"""Published results to take along."""

import msgspec
from flask import Response
from flask_babel import gettext as _

from icabinet.languages import current_locale
from icabinet.people import letterheads
from icabinet.polls.saying import Saying
from icabinet.web.forms import Content, check_form, file_name, sent
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.votes.minutes import minutes_of
from icabinet.web.pages.votes.reading import Vote, all_votes_in, vote_in
from icabinet.web.pages.votes.workbook import workbook_of
from icabinet.web.sending import named


@pages.get("/meetings/<meeting>/polls/<poll>/export.<form>")
def export_vote(meeting: str, poll: str, form: str) -> Response:
    """Send a result as a workbook (xlsx), a record in the administrative form (docx), or to be counted again (json)."""
    if form != "json":
        check_form(form)
    vote, _role = vote_in(meeting, poll, "polls.export")
    return _record_of(vote) if form == "json" else _sent([vote], form, vote.poll["question"])


@pages.get("/meetings/<meeting>/polls/export.<form>")
def export_votes(meeting: str, form: str) -> Response:
    """Send all published results of the meeting in one file."""
    check_form(form)
    votes = all_votes_in(meeting, "polls.export")
    return _sent(votes, form, votes[0].meeting["title"])


def _record_of(vote: Vote) -> Response:
    """Return the vote's record as everybody sees it, for docs/recount.py."""
    public = {name: value for name, value in vote.poll.items() if name != "voters"}
    return named(Response(msgspec.json.encode(public), mimetype="application/json"), f"{vote.poll['id']}.json")


def _sent(votes: list[Vote], form: str, about: str) -> Response:
    content: Content
    if form == "xlsx":
        content, name = workbook_of(votes, Saying(current_locale())), _("Results of votes")
    else:
        body = votes[0].meeting["body"]
        content, name = minutes_of(votes, letterheads.head_of(body["id"], body["name"])), "Biên bản kiểm phiếu"
    return sent(content, form, file_name(name, about, form))
