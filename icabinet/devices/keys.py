"""What a device says becomes what its person does: by the same actions, rules and refusals as at a tablet."""

import hashlib
from typing import Any

import msgspec

from icabinet.attendance.queries import current
from icabinet.devices.picture import View
from icabinet.devices.place import Place, scene_of
from icabinet.devices.shapes import Card, Press, Vote
from icabinet.equipment.queries import hash_of, person_with
from icabinet.errors import Conflict, NotAllowed, NotFound
from icabinet.extensions import services
from icabinet.people.badges import person_by
from icabinet.performing import SYSTEM, Actor, perform, perform_inside

# What of the meeting has to be read for each; a whole hall votes at once.
WANTED: dict[type[msgspec.Struct], tuple[str, ...]] = {
    Press: ("participants", "items", "speakers", "seats", "equipment"),
    Vote: ("seats",),
    Card: (),
}
_LONGEST_ID = 32


class NotCheckedIn(Conflict):
    """The seat's person has not checked in: its keys do not vote."""

    code = "not_checked_in"


class NobodyAtUnit(NotFound):
    """The unit is nobody's in this meeting."""

    code = "nobody_at_unit"


def cause_of(place: Place, unit: str, number: str, verb: str) -> str:
    """Return the id of an action that a device asks for: the same for the same message, and recognisable."""
    digest = hashlib.sha256(f"{place.stream} {place.name} {unit} {verb} {number}".encode()).hexdigest()
    return f"device{digest}"[:_LONGEST_ID]


def press(place: Place, view: View, unit: str, said: Press) -> None:
    """The key at a microphone: asks for the floor or takes that back, or opens and closes the microphone itself."""
    person, scene = _person_at(view, unit), scene_of(view)
    if said.key == "priority":
        if unit not in scene.chairs:
            raise NotAllowed(permission="equipment.priority")
        place.microphones = place.microphones.hushed(unit, scene)
    elif place.microphones.asks(unit, scene):
        _ask(place, view, person, cause_of(place, unit, said.id, "press"))
    else:
        place.microphones = place.microphones.pressed(unit, scene)


def vote(place: Place, view: View, unit: str, said: Vote) -> None:
    """A ballot in a vote with names, from the seat of somebody who is here."""
    person = _person_at(view, unit)
    with services().db.reading() as session:
        if current(session, place.stream or "", person) is None:
            raise NotCheckedIn
    args = {"poll": said.poll, "choice": said.choice}
    _act(place, person, cause_of(place, unit, said.id, "vote"), "polls.cast", args)


def card(place: Place, unit: str, said: Card) -> None:
    """A card at the door, or in a unit: its person is here."""
    kept = hash_of(services().settings.secret_key, said.card)
    with services().db.reading() as session:
        # One that was handed out for this meeting goes before one that is somebody's for good.
        person = person_with(session, place.stream or "", kept) or person_by(said.card)
    args = {"person": person, "present": True, "device": f"{place.name}/{unit}"}
    perform_inside(
        Actor(SYSTEM), place.stream or "", cause_of(place, unit, said.id, "card"), "attendance.note_passage", args
    )


def _ask(place: Place, view: View, person: str, cause: str) -> None:
    mine = next((one for one in view.waiting if one["person"] == person), None)
    if mine is None:
        _act(place, person, cause, "floor.ask", {"id": cause})
    elif mine["id"] != cause:
        # The same press again changes nothing: it has its answer.
        _act(place, person, cause, "floor.withdraw", {"id": mine["id"]})


def _act(place: Place, person: str, cause: str, name: str, args: dict[str, Any]) -> None:
    stream = place.stream or ""
    perform(Actor(person, stream.partition(":")[2]), stream, cause, name, args)


def _person_at(view: View, unit: str) -> str:
    person = view.people.get(unit)
    if person is None:
        raise NobodyAtUnit(kind="units", id=unit)
    return person
