"""What can happen on the floor."""

from icabinet.floor.kinds import GENERAL
from icabinet.floor.settings import FloorRules
from icabinet.journal.facts import Audience, Fact, fact


class _Asked(Fact, frozen=True):
    """`queue`: None in journals of a time when an item's requests were those made while it was open.

    `under`: the question that an answer is to. `rank`: of a point of order's category, the higher the sooner. `paper`,
    `page`: what was being read.
    """

    speaker: str
    person: str
    item: str | None
    kind: str
    subject: str
    queue: str | None = None
    under: str | None = None
    category: str = ""
    rank: int = 0
    paper: str | None = None
    page: int | None = None


@fact("floor.asked")
class FloorAsked(_Asked, frozen=True):
    """Somebody asked to speak, or was put on the list by the desk."""


@fact("floor.asked_anonymously", audience=Audience.DESK)
class AskedAnonymously(_Asked, frozen=True):
    """The same where nobody but the desk is to see who it is before the call."""


@fact("floor.withdrawn")
class FloorWithdrawn(Fact, frozen=True):
    """Withdrawn by the person, or taken off the list by the desk: the entry's actor tells which."""

    speaker: str


@fact("floor.withdrawn_anonymously", audience=Audience.DESK)
class WithdrawnAnonymously(Fact, frozen=True):
    """The same of a request that only the desk knew whose it was."""

    speaker: str


@fact("floor.called")
class SpeakerCalled(Fact, frozen=True):
    """Somebody has the floor, for `limit_s` seconds. `item`: on what, if the request belonged to no item."""

    speaker: str
    limit_s: int
    item: str | None = None


@fact("floor.paused")
class SpeechPaused(Fact, frozen=True):
    """The clock of the speech stands still, by the chair's word or while a question is put into it (`by`)."""

    speaker: str
    by: str


@fact("floor.resumed")
class SpeechResumed(Fact, frozen=True):
    """The speech goes on, and its clock."""

    speaker: str


@fact("floor.extended")
class SpeechExtended(Fact, frozen=True):
    """The speech has so many seconds more, or less."""

    speaker: str
    seconds: int


@fact("floor.ended")
class SpeechEnded(Fact, frozen=True):
    """The speech is over."""

    speaker: str


@fact("floor.call_taken_back")
class CallTakenBack(Fact, frozen=True):
    """Somebody was called by mistake: they wait again at their place, and `resumed`, ended thereby, goes on.

    `paused`: by whom that one was paused before, "" if it was not.
    """

    speaker: str
    resumed: str | None
    paused: str = ""


@fact("floor.ending_taken_back")
class EndingTakenBack(Fact, frozen=True):
    """A speech was ended by mistake: it goes on as if it had never been. `paused`: by whom it was paused before."""

    speaker: str
    paused: str = ""


@fact("floor.queue_set")
class QueueSet(Fact, frozen=True):
    """How a queue stands: open or closed, and the time of a speech. The general one holds where nothing is said."""

    open: bool
    limit_s: int
    queue: str = GENERAL


@fact("floor.reordered")
class QueueReordered(Fact, frozen=True):
    """These requests of one class stand in this order, by the chair's hand."""

    queue: str
    order: list[str]


@fact("floor.sorted")
class QueueSorted(Fact, frozen=True):
    """The queue stands as the rules have it again."""

    queue: str


@fact("floor.cleared")
class QueueCleared(Fact, frozen=True):
    """Nobody waits in the queue any more."""

    queue: str


@fact("floor.rules_set")
class FloorRulesSet(Fact, frozen=True):
    """By which rules the floor is given from now on."""

    rules: FloorRules
