"""What comes from devices: read, dealt with once, answered. What is refused is logged by code, never by content."""

import logging
from collections import OrderedDict
from typing import Any

from icabinet import metrics
from icabinet.devices import keys, shapes
from icabinet.devices.place import Place
from icabinet.devices.rooms import Rooms
from icabinet.devices.shapes import Card, Press, Vote
from icabinet.equipment.rules import is_room, is_unit
from icabinet.errors import Conflict, Invalid, Refusal

# A device asks again for seconds, not for hours; and the actions themselves know what they have answered.
_MOST_ANSWERS = 5_000
log = logging.getLogger(__name__)
Answer = dict[str, Any]


class NoMeetingInRoom(Conflict):
    """Nothing is being held here."""

    code = "no_meeting_in_room"


class Hearing:
    """Of all rooms."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms
        self._answers: OrderedDict[tuple[str, ...], Answer] = OrderedDict()

    def hear(self, topic: str, payload: bytes) -> tuple[str, Answer] | None:
        """Deal with what came under `<room>/<seats or devices>/<name>/<verb>`.

        Returns where the answer goes, and the answer; None where there is nobody to answer.
        """
        parts = topic.split("/")
        if len(parts) != 4 or not is_room(parts[0]) or not is_unit(parts[2]):  # noqa: PLR2004 - room, kind, name, verb
            self._refused("topic", Invalid(where="topic", why="unknown"))
            return None
        room, kind, name, verb = parts
        try:
            answer = self._heard(room, kind, name, verb, payload)
        except Refusal as refusal:
            self._refused(f"{room}/{name}", refusal)
            return None
        return (f"{room}/{kind}/{name}/answer", answer) if answer else None

    def _heard(self, room: str, kind: str, name: str, verb: str, payload: bytes) -> Answer | None:
        if verb not in shapes.OF[kind]:
            raise Invalid(where="topic", why="unknown")
        place = self._rooms.get(room)
        if place is None:
            raise NoMeetingInRoom
        if verb == "state":
            place.note(name, shapes.read(verb, payload) if payload else None)
            return None
        said: Any = shapes.read(verb, payload)
        return self._once(place, name, (room, name, verb, said.id), said)

    def _once(self, place: Place, unit: str, which: tuple[str, ...], said: Any) -> Answer:
        known = self._answers.get(which)
        if known is None:
            known = self._answer(place, unit, said)
            # What failed for want of a database may succeed when it is said again.
            if known.get("error") != "unavailable":
                self._answers[which] = known
            if len(self._answers) > _MOST_ANSWERS:
                self._answers.popitem(last=False)
        return known

    def _answer(self, place: Place, unit: str, said: Any) -> Answer:
        try:
            view = self._rooms.view(place, keys.WANTED[type(said)])
            if view is None:
                raise NoMeetingInRoom
            match said:
                case Press():
                    keys.press(place, view, unit, said)
                case Vote():
                    keys.vote(place, view, unit, said)
                case Card():
                    keys.card(place, unit, said)
        except Refusal as refusal:
            self._refused(f"{place.name}/{unit}", refusal)
            return {"id": said.id, "ok": False, "error": refusal.code}
        metrics.DEVICES.labels("ok").inc()
        return {"id": said.id, "ok": True}

    def _refused(self, device: str, refusal: Refusal) -> None:
        metrics.DEVICES.labels(refusal.code).inc()
        log.warning("a device was refused", extra={"device": device, "code": refusal.code})
