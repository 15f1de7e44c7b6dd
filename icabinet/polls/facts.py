"""What can happen to a vote. How somebody voted in a secret one is never written here."""

from icabinet.journal.facts import Audience, Fact, fact
from icabinet.polls.rules import Choice, Result, Rule


@fact("polls.prepared", audience=Audience.DESK)
class PollPrepared(Fact):
    poll: str
    item: str | None
    question: str
    secret: bool
    rule: Rule


@fact("polls.opened")
class PollOpened(Fact):
    """`voters` are the entitled at this moment; `public_key` (base64) seals the ballots of a secret vote."""

    poll: str
    voters: list[str]
    all_members: int
    public_key: str | None


@fact("polls.ballot_cast", audience=Audience.NOBODY)
class BallotCast(Fact):
    """A named ballot."""

    poll: str
    voter: str
    choice: Choice


@fact("polls.ballot_received", audience=Audience.NOBODY)
class BallotReceived(Fact):
    """A sealed ballot arrived; it lies outside the journal."""

    poll: str
    voter: str


@fact("polls.closed")
class PollClosed(Fact):
    poll: str
    result: Result


@fact("polls.cancelled")
class PollCancelled(Fact):
    poll: str
