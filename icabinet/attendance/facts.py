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


@fact("attendance.represented")
class Represented(Fact, frozen=True):
    """While the member is not here, `by` stands in: casts the member's ballot."""

    member: str
    by: str


@fact("attendance.representation_ended")
class RepresentationEnded(Fact, frozen=True):
    """Nobody stands in for the member any more."""

    member: str
