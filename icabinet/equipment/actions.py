"""What people may ask of the room's equipment."""

from icabinet.equipment import rules
from icabinet.equipment.facts import CardGiven, RoomUsed, SceneSet, UnitGiven
from icabinet.equipment.queries import hash_of, person_with, units_of
from icabinet.equipment.tables import EquipmentRow
from icabinet.equipment.ways import MicrophoneWays, Mode
from icabinet.errors import NotFound
from icabinet.extensions import services
from icabinet.journal.actions import Args, action
from icabinet.journal.turns import Turn
from icabinet.meetings.queries import part_of
from icabinet.text import clean

_LONGEST_CARD = 120


class UseRoom(Args, frozen=True):
    """`room`: its name on the bus, "" for none; the rest as in `MicrophoneWays`."""

    room: str
    mode: Mode = "request"
    most: int = 1
    override: bool = False
    automatic: bool = True


@action("equipment.use_room", UseRoom, permission="equipment.set")
def use_room(turn: Turn, args: UseRoom) -> None:
    """Have the devices of a room follow this meeting, and say how its microphones open."""
    ways = MicrophoneWays(mode=args.mode, most=rules.check_most(args.most), override=args.override)
    turn.record(RoomUsed(room=rules.check_room(args.room), ways=ways, automatic=args.automatic))


class SetScene(Args, frozen=True):
    scene: str | None


@action("equipment.set_scene", SetScene, permission="equipment.scene")
def set_scene(turn: Turn, args: SetScene) -> None:
    """Set light, sound and climate to a scene by hand; null leaves it to the rules again."""
    row = turn.session.get(EquipmentRow, turn.stream)
    scene = rules.check_scene(args.scene)
    if scene != (row.scene if row else None):
        turn.record(SceneSet(scene=scene))


class GiveUnit(Args, frozen=True):
    unit: str
    person: str | None


@action("equipment.give_unit", GiveUnit, permission="equipment.set")
def give_unit(turn: Turn, args: GiveUnit) -> None:
    """Say whose a unit's keys and microphone are in this meeting; null takes it back."""
    _check_takes_part(turn, args.person)
    if units_of(turn.session, turn.stream).get(rules.check_unit(args.unit)) != args.person:
        turn.record(UnitGiven(unit=args.unit, person=args.person))


class GiveCard(Args, frozen=True):
    card: str
    person: str | None


@action("equipment.give_card", GiveCard, permission="equipment.set")
def give_card(turn: Turn, args: GiveCard) -> None:
    """Say whose a card is in this meeting; null takes it back. The number itself is kept nowhere."""
    _check_takes_part(turn, args.person)
    card = hash_of(services().settings.secret_key, clean(args.card, "card", longest=_LONGEST_CARD))
    if person_with(turn.session, turn.stream, card) != args.person:
        turn.record(CardGiven(card=card, person=args.person))


def _check_takes_part(turn: Turn, person: str | None) -> None:
    if person is not None and part_of(turn.session, turn.meeting, person) is None:
        raise NotFound(kind="participants", id=person)
