"""What can happen to the shared layer as a whole."""

from icabinet.journal.facts import Fact, fact


@fact("ink.layer_set")
class LayerSet(Fact, frozen=True):
    """How it is from now on. Hidden: others do not see it; frozen: only chair and secretary work on it."""

    hidden: bool
    frozen: bool
