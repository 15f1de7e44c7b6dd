"""What can happen to a vote. How somebody voted in a secret one is never written here."""

from typing import Any

import msgspec

from icabinet.journal.facts import Audience, Fact, fact
from icabinet.polls.electorate import Electorate
from icabinet.polls.holding import HeldKey, Keeping
from icabinet.polls.majority import Counts, Rule
from icabinet.polls.rules import Result, Ways
from icabinet.polls.shapes import Shape


@fact("polls.prepared", audience=Audience.DESK)
class PollPrepared(Fact, frozen=True):
    """What will be voted on, how, by whom, and by which rule.

    `repeats`: the vote that is held again; `keys`: who is asked to keep a key of a secret vote.
    """

    poll: str
    item: str | None
    question: str
    secret: bool
    rule: Rule
    analog: bool = False
    shape: Shape = Shape()
    ways: Ways = Ways()
    electorate: Electorate = Electorate()
    repeats: str | None = None
    keys: Keeping | None = None


@fact("polls.key_offered", audience=Audience.DESK)
class PollKeyOffered(Fact, frozen=True):
    """The tablet of somebody who was asked has made a key; this is its public half (base64)."""

    poll: str
    holder: str
    public_key: str


@fact("polls.announced")
class PollAnnounced(Fact, frozen=True):
    """Everybody sees what will be voted on, and may say whether they are ready."""

    poll: str


@fact("polls.readiness", audience=Audience.NOBODY)
class ReadinessSaid(Fact, frozen=True):
    """Somebody is ready for the vote, or not any more."""

    poll: str
    person: str
    ready: bool


@fact("polls.opened")
class PollOpened(Fact, frozen=True):
    """`voters` are the entitled at this moment; `public_key` (base64) seals the ballots of a secret vote.

    held: member -> who casts the member's ballot, where that is somebody else; weights: in millionths, where votes
    weigh differently; recused: who had a conflict of interest; left_out: who has a vote in the meeting and not in this
    vote. The figures are of all members, in heads and in millionths. closes_at: when the vote closes by itself, ms.
    keys: instead of the one public key those that ballots are sealed with together.
    """

    poll: str
    voters: list[str]
    all_members: int
    public_key: str | None
    held: dict[str, str] = msgspec.field(default_factory=dict)
    weights: dict[str, int] = msgspec.field(default_factory=dict)
    all_weights: int | None = None
    recused: list[str] = msgspec.field(default_factory=list)
    left_out: list[str] = msgspec.field(default_factory=list)
    closes_at: int | None = None
    keys: list[HeldKey] = msgspec.field(default_factory=list)


@fact("polls.ballot_cast", audience=Audience.NOBODY)
class BallotCast(Fact, frozen=True, omit_defaults=True):
    """A named ballot, or a changed one; `paper`: read by the desk from a paper or a raised hand."""

    poll: str
    voter: str
    choice: str
    opinion: str = ""
    paper: bool = False


@fact("polls.ballot_received", audience=Audience.NOBODY)
class BallotReceived(Fact, frozen=True):
    """A sealed ballot arrived; it lies outside the journal."""

    poll: str
    voter: str


@fact("polls.counted_by_hand", audience=Audience.DESK)
class CountedByHand(Fact, frozen=True):
    """Hands or papers were counted in the room: of the motion, or of each option."""

    poll: str
    totals: list[Counts]


@fact("polls.ended")
class PollEnded(Fact, frozen=True):
    """Voting is over; the ballots are counted as soon as enough keys are given. `here`: who was present then."""

    poll: str
    here: list[str]


@fact("polls.key_given")
class PollKeyGiven(Fact, frozen=True):
    """Somebody gave the key that they kept. The key itself is never written here."""

    poll: str
    holder: str


@fact("polls.closed")
class PollClosedBefore(Fact, frozen=True):
    """The vote is over, and its result, in the shape that results had then (`polls/before.py`), is published."""

    poll: str
    result: dict[str, Any]


@fact("polls.closed", version=2, audience=Audience.DESK)
class PollClosed(Fact, frozen=True):
    """The vote is over; the result is final, and the desk's until it is published."""

    poll: str
    result: Result


@fact("polls.published")
class PollPublished(Fact, frozen=True):
    """Everybody sees the result."""

    poll: str


@fact("polls.cancelled")
class PollCancelled(Fact, frozen=True):
    """The vote was called off and has no result."""

    poll: str
