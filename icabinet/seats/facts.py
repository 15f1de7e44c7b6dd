"""What can happen to a meeting's seats."""

from icabinet.journal.facts import Fact, fact
from icabinet.seats.plans import Plan


@fact("seats.room_chosen")
class RoomChosen(Fact, frozen=True):
    """The meeting is in this room; name and plan as they were then, for the record."""

    room: str
    name: str
    plan: Plan


@fact("seats.assigned")
class SeatsAssigned(Fact, frozen=True):
    """Who sits where from now on, seat -> person; "": the seat is free. Of seats not named nothing changes."""

    places: dict[str, str]


@fact("seats.shown")
class SeatMapShown(Fact, frozen=True):
    """The room display shows the seat map, until something else is shown; or no longer."""

    on: bool
