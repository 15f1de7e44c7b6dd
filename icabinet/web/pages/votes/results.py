"""Published results as pages of their own, to be linked and printed."""

from typing import Any

from flask import render_template, request

from icabinet.languages import current_locale
from icabinet.people import policy
from icabinet.polls.rules import NoRollCall
from icabinet.polls.saying import Saying
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.reading import Record
from icabinet.web.pages.votes.chart import chart
from icabinet.web.pages.votes.reading import Vote, vote_in, votes_in
from icabinet.web.pages.votes.tables import numbers, represented, roll_call, tables
from icabinet.web.security import viewer

_TONES = {
    **dict.fromkeys(("adopted", "elected"), "ok"),
    **dict.fromkeys(("rejected", "not_elected"), "danger"),
    **dict.fromkeys(("partly_elected", "tie", "no_quorum", "blocked"), "warn"),
}


@pages.get("/meetings/<meeting>/polls")
def votes(meeting: str) -> str:
    """Show all published results of the meeting."""
    found, record, role = votes_in(meeting, "polls.read")
    saying = Saying(current_locale())
    return render_template(
        "polls/votes.html",
        meeting=record,
        votes=[_line(vote, saying) for vote in found],
        exports=policy.may(role, "polls.export"),
        here="home",
    )


@pages.get("/meetings/<meeting>/polls/<poll>")
def vote_result(meeting: str, poll: str) -> str:
    """Show one result with everything that was put into it, and how it can be checked."""
    vote, role = vote_in(meeting, poll, "polls.read")
    saying, result = Saying(current_locale()), vote.result
    return render_template(
        "polls/result.html",
        **_about(vote, saying),
        chart=chart(vote, saying),
        tables=tables(vote, saying),
        shown=saying.number,
        figures=numbers(vote, saying),
        roll=roll_call(vote, saying) if result.roll is not None else None,
        trackers=_trackers(vote, saying),
        represented=represented(vote),
        recused=vote.names(result.recused),
        left_out=vote.names(vote.poll["left_out"]),
        voters=vote.names(vote.poll.get("voters", [])) if result.roll is None else [],
        before=_other(vote.before, saying),
        again=[_other(other, saying) for other in vote.again],
        exports=policy.may(role, "polls.export"),
        command=f"flask --app wsgi polls audit {poll} --meeting {meeting}",
        me=viewer().person,
        here="home",
    )


@pages.get("/meetings/<meeting>/polls/<poll>/roll-call")
def roll_call_sheet(meeting: str, poll: str) -> str:
    """Show who voted what as a sheet of paper: by rank, or `order=name`."""
    vote, _role = vote_in(meeting, poll, "polls.read")
    if vote.result.roll is None:
        raise NoRollCall(id=poll)
    by_name = request.args.get("order") == "name"
    saying = Saying(current_locale())
    return render_template(
        "polls/roll_call.html",
        **_about(vote, saying),
        roll=roll_call(vote, saying, by_name=by_name),
        by_name=by_name,
        tables=tables(vote, saying),
        shown=saying.number,
        here="home",
    )


def _about(vote: Vote, saying: Saying) -> dict[str, Any]:
    poll = vote.poll
    return {
        "meeting": vote.meeting,
        "poll": poll,
        "item": vote.item,
        "kind": vote.kind(saying),
        "verdict": saying.verdict(vote.result.verdict),
        "tone": _TONES[vote.result.verdict],
        "sentence": poll["sentences"][saying.locale],
        "rule": poll["rule_words"][saying.locale],
    }


def _line(vote: Vote, saying: Saying) -> dict[str, Any]:
    return {**_about(vote, saying), "received": vote.result.received, "entitled": vote.result.heads.entitled}


def _other(poll: Record | None, saying: Saying) -> dict[str, Any] | None:
    """Return what is said of a vote that this one repeats, or that repeats this one."""
    if poll is None:
        return None
    result = poll["result"]
    verdict = saying.verdict(result["verdict"]) if result else ""
    is_published = poll["state"] == "published"
    return {"id": poll["id"], "verdict": verdict, "closed_at": poll["closed_at"], "published": is_published}


def _trackers(vote: Vote, saying: Saying) -> list[tuple[str, str, str]] | None:
    """Return (tracker, ballot, what it says) of a secret vote, by tracker."""
    found = vote.result.trackers
    return None if found is None else [(tracker, text, saying.ballot(vote.shape, text)) for tracker, text in found]
