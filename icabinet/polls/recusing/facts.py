"""What can happen to conflicts of interest. They are declared before everybody."""

from icabinet.journal.facts import Fact, fact


@fact("polls.recused")
class Recused(Fact, frozen=True):
    """A member has a conflict of interest in an item and takes no part in its votes."""

    item: str
    person: str
    reason: str


@fact("polls.recusal_ended")
class RecusalEnded(Fact, frozen=True):
    """The member takes part in the item's votes again."""

    item: str
    person: str
