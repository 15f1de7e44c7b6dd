"""What somebody has voted, in all their meetings: what the server has; the tablet adds what only it knows."""

from typing import Any

from flask import render_template

from icabinet.extensions import services
from icabinet.languages import current_locale
from icabinet.meetings.queries import meetings_of, participants_of
from icabinet.meetings.records import meeting_record
from icabinet.polls.queries import OwnVote, own_votes
from icabinet.polls.records import poll_record
from icabinet.polls.saying import Saying
from icabinet.web.pages.blueprint import pages
from icabinet.web.security import viewer


@pages.get("/votes")
def my_votes() -> str:
    """Show one's own votes on record, and those cast for members whom one represented."""
    asker, saying = viewer(), Saying(current_locale())
    shelves = []
    with services().db.reading() as session:
        for row, _role in meetings_of(session, asker.person):
            if asker.meeting not in (None, row.id):
                continue
            if found := own_votes(session, row.id, asker.person):
                names = {part.person: part.name for part in participants_of(session, row.id)}
                votes = [_shown(vote, names, asker.person, saying) for vote in found]
                shelves.append({"meeting": meeting_record(row), "votes": votes})
    return render_template("polls/mine.html", shelves=shelves, me=asker.person, here="votes")


def _shown(vote: OwnVote, names: dict[str, str], me: str, saying: Saying) -> dict[str, Any]:
    """Of a secret vote the server knows only that a ballot came."""
    poll, ballot = vote.poll, vote.ballot
    said = saying.ballot(vote.shape, ballot.choice) if ballot.choice is not None else ""
    return {
        "poll": poll.id,
        "question": poll.question,
        "secret": poll.secret,
        "state": poll.state,
        "kind": saying.kind(vote.ways, secret=poll.secret, analog=poll.analog),
        "member": ballot.person,
        "whose": "" if ballot.person == me else names.get(ballot.person, ballot.person),
        "by": "" if ballot.held_by == ballot.person else names.get(ballot.held_by, ballot.held_by),
        "at": ballot.voted_at,
        "choice": ballot.choice if vote.shape.form == "motion" else None,
        "said": said,
        "opinion": ballot.opinion,
        "paper": ballot.paper,
        "sentence": poll_record(poll)["sentences"][saying.locale] if poll.state == "published" else "",
    }
