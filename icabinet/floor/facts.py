"""What can happen on the floor."""

from icabinet.journal.facts import Fact, fact


@fact("floor.asked")
class FloorAsked(Fact):
    speaker: str
    person: str
    item: str | None
    kind: str
    subject: str


@fact("floor.withdrawn")
class FloorWithdrawn(Fact):
    """Withdrawn by the person, or taken off the list by the desk: the entry's actor tells which."""

    speaker: str


@fact("floor.called")
class SpeakerCalled(Fact):
    speaker: str
    limit_s: int


@fact("floor.ended")
class SpeechEnded(Fact):
    speaker: str


@fact("floor.queue_set")
class QueueSet(Fact):
    open: bool
    limit_s: int
