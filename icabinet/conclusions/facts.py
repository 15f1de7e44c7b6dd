"""What can happen to conclusions."""

from icabinet.journal.facts import Audience, Fact, fact


@fact("conclusions.recorded", audience=Audience.DESK)
class ConclusionRecorded(Fact, frozen=True):
    """What is concluded on an item (None: on the meeting), in place of what was before.

    announced: everybody sees it; until then it is a draft of the desk. revision: counts from 1.
    """

    item: str | None
    text: str
    announced: bool
    revision: int


@fact("conclusions.removed", audience=Audience.DESK)
class ConclusionRemoved(Fact, frozen=True):
    """There is no conclusion on the item any more."""

    item: str | None
