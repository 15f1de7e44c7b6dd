"""What can happen to a meeting itself."""

from icabinet.journal.facts import Fact, fact


@fact("meetings.created")
class MeetingCreated(Fact, frozen=True):
    """A body will meet. kind: a line of the house's list, with its name as it was; "" for none."""

    body: str
    body_name: str
    title: str
    place: str
    online_url: str
    starts_at: int
    minutes: int
    kind: str = ""
    kind_name: str = ""


@fact("meetings.edited")
class MeetingEdited(Fact, frozen=True):
    """What the meeting is called, when and where, and of which kind it is, as it is now."""

    title: str
    place: str
    online_url: str
    starts_at: int
    minutes: int
    kind: str = ""
    kind_name: str = ""


@fact("meetings.participant_added")
class ParticipantAdded(Fact, frozen=True):
    """Name, title and unit as they were when the person was invited, for the record."""

    person: str
    name: str
    title: str
    unit: str
    rank: int
    role: str
    entitled: bool


@fact("meetings.participant_removed")
class ParticipantRemoved(Fact, frozen=True):
    """The person no longer takes part."""

    person: str


@fact("meetings.called_off")
class MeetingCalledOff(Fact, frozen=True):
    """The meeting will not be held."""

    reason: str


@fact("meetings.started")
class MeetingStarted(Fact, frozen=True):
    """The meeting is live."""


@fact("meetings.ended")
class MeetingEnded(Fact, frozen=True):
    """The meeting is over."""
