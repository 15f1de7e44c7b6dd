"""What can happen to a vote. How somebody voted in a secret one is never written here."""

from icabinet.journal.facts import Audience, Fact, fact
from icabinet.polls.rules import Choice, Result, Rule


@fact("polls.prepared", audience=Audience.DESK)
class PollPrepared(Fact, frozen=True):
    """What will be voted on, and by which rule."""

    poll: str
    item: str | None
    question: str
    secret: bool
    rule: Rule


@fact("polls.opened")
class PollOpened(Fact, frozen=True):
    """`voters` are the entitled at this moment; `public_key` (base64) seals the ballots of a secret vote."""

    poll: str
    voters: list[str]
    all_members: int
    public_key: str | None


@fact("polls.ballot_cast", audience=Audience.NOBODY)
class BallotCast(Fact, frozen=True):
    """A named ballot."""

    poll: str
    voter: str
    choice: Choice


@fact("polls.ballot_received", audience=Audience.NOBODY)
class BallotReceived(Fact, frozen=True):
    """A sealed ballot arrived; it lies outside the journal."""

    poll: str
    voter: str


@fact("polls.closed")
class PollClosed(Fact, frozen=True):
    """The vote is over; the result is final."""

    poll: str
    result: Result


@fact("polls.cancelled")
class PollCancelled(Fact, frozen=True):
    """The vote was called off and has no result."""

    poll: str
