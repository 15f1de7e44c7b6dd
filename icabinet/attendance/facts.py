"""What can happen to somebody's presence."""

from icabinet.journal.facts import Fact, fact


@fact("attendance.arrived")
class Arrived(Fact, frozen=True):
    """The person is here from now on."""

    person: str


@fact("attendance.left")
class Left(Fact, frozen=True):
    """The person is not here any more."""

    person: str
