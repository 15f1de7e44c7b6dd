"""What can happen to the equipment of the room that a meeting is in."""

from icabinet.equipment.ways import MicrophoneWays
from icabinet.journal.facts import Audience, Fact, fact


@fact("equipment.room_used")
class RoomUsed(Fact, frozen=True):
    """The devices of this room follow the meeting; "" lets them go. `automatic`: scenes come by rule."""

    room: str
    ways: MicrophoneWays
    automatic: bool


@fact("equipment.scene_set")
class SceneSet(Fact, frozen=True):
    """Light, sound and climate are set to a scene by hand; None: the rules have the say again."""

    scene: str | None


@fact("equipment.unit_given", audience=Audience.DESK)
class UnitGiven(Fact, frozen=True):
    """The keys of this unit (at a seat, or in the hand) are this person's in this meeting; None: nobody's."""

    unit: str
    person: str | None


@fact("equipment.card_given", audience=Audience.DESK)
class CardGiven(Fact, frozen=True):
    """A card, of which only a keyed hash is kept, is this person's in this meeting; None: nobody's."""

    card: str
    person: str | None
