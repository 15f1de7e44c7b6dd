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


@fact("conclusions.file_added", audience=Audience.DESK)
class ConclusionFileAdded(Fact, frozen=True):
    """A file goes with the conclusion, for all who see it."""

    item: str | None
    file: str
    filename: str
    sha: str
    size: int


@fact("conclusions.file_removed", audience=Audience.DESK)
class ConclusionFileRemoved(Fact, frozen=True):
    """A file goes with the conclusion no longer."""

    file: str


@fact("conclusions.removed", audience=Audience.DESK)
class ConclusionRemoved(Fact, frozen=True):
    """There is no conclusion on the item any more."""

    item: str | None
