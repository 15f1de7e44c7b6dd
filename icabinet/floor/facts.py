"""What can happen on the floor."""

from icabinet.journal.facts import Fact, fact


@fact("floor.asked")
class FloorAsked(Fact, frozen=True):
    """Somebody asked to speak."""

    speaker: str
    person: str
    item: str | None
    kind: str
    subject: str


@fact("floor.withdrawn")
class FloorWithdrawn(Fact, frozen=True):
    """Withdrawn by the person, or taken off the list by the desk: the entry's actor tells which."""

    speaker: str


@fact("floor.called")
class SpeakerCalled(Fact, frozen=True):
    """Somebody has the floor, for `limit_s` seconds."""

    speaker: str
    limit_s: int


@fact("floor.ended")
class SpeechEnded(Fact, frozen=True):
    """The speech is over."""

    speaker: str


@fact("floor.queue_set")
class QueueSet(Fact, frozen=True):
    """How the queue stands: open or closed, and the time of a speech."""

    open: bool
    limit_s: int
