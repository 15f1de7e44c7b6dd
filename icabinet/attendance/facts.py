"""What can happen to somebody's presence."""

from icabinet.journal.facts import Fact, fact


@fact("attendance.arrived")
class Arrived(Fact):
    person: str


@fact("attendance.left")
class Left(Fact):
    person: str
