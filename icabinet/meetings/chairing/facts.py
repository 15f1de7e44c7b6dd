"""What can happen to the chair. The parts that people thereby take are facts of the meeting's own."""

from icabinet.journal.facts import Fact, fact


@fact("meetings.chair_lent")
class ChairLent(Fact, frozen=True):
    """`to` chairs in the place of `of`. `part`: the role that `to` had, and has again afterwards."""

    of: str
    to: str
    part: str


@fact("meetings.chair_returned")
class ChairReturned(Fact, frozen=True):
    """Whoever lent the chair has it again."""
