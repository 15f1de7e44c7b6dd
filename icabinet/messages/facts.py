"""What can happen to messages."""

from icabinet.journal.facts import Fact, fact


@fact("messages.help_offered")
class HelpOffered(Fact, frozen=True):
    """What people may call for in this meeting: kinds that every screen knows the words of, or words of the desk's."""

    kinds: list[str]


@fact("messages.called")
class HelpCalled(Fact, frozen=True):
    """Somebody at a tablet needs something; `note` says more."""

    call: str
    person: str
    kind: str
    note: str


@fact("messages.taken")
class CallTaken(Fact, frozen=True):
    """A secretary sees to it: the entry's actor."""

    call: str


@fact("messages.closed")
class CallClosed(Fact, frozen=True):
    """It is done: the entry's actor says so, the secretary or, if they need it no more, whoever called."""

    call: str


@fact("messages.broadcast")
class BroadcastSent(Fact, frozen=True):
    """A word to all tablets and displays, in place of the one before; until a moment (ms) or until it is taken down."""

    broadcast: str
    text: str
    until: int | None


@fact("messages.broadcast_ended")
class BroadcastEnded(Fact, frozen=True):
    """It is shown no longer."""

    broadcast: str


@fact("messages.said")
class LineSaid(Fact, frozen=True):
    """A word between chair and secretaries. `to`: the persons who were at the line then, and may read it."""

    message: str
    text: str
    to: list[str]
