"""What can happen to those who have not voted. Who they are, the journal knows from the ballots already."""

from icabinet.journal.facts import Audience, Fact, fact


@fact("polls.nudged", audience=Audience.NOBODY)
class Nudged(Fact, frozen=True):
    """These were reminded to cast a ballot: their own, or that of a member whom they represent."""

    poll: str
    persons: list[str]
