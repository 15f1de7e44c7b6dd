"""What can happen to a meeting itself."""

from icabinet.journal.facts import Fact, fact


@fact("meetings.created")
class MeetingCreated(Fact):
    body: str
    body_name: str
    title: str
    place: str
    online_url: str
    starts_at: int
    minutes: int


@fact("meetings.edited")
class MeetingEdited(Fact):
    title: str
    place: str
    online_url: str
    starts_at: int
    minutes: int


@fact("meetings.participant_added")
class ParticipantAdded(Fact):
    """Name, title and unit as they were when the person was invited, for the record."""

    person: str
    name: str
    title: str
    unit: str
    rank: int
    role: str
    entitled: bool


@fact("meetings.participant_removed")
class ParticipantRemoved(Fact):
    person: str


@fact("meetings.started")
class MeetingStarted(Fact):
    pass


@fact("meetings.ended")
class MeetingEnded(Fact):
    pass
