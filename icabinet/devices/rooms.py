"""The rooms that are spoken for: which meeting each has, and what is new for it."""

from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.devices.picture import KINDS, View
from icabinet.devices.place import Place, held_in
from icabinet.devices.wire import Order
from icabinet.equipment.queries import streams_by_room, units_of
from icabinet.extensions import Services
from icabinet.journal.records import DESK, EVERYONE, heads_of, seen_by, snapshot
from icabinet.meetings.tables import MeetingRow

_FAULTS_TOLD = 20


class Rooms:
    """By name. `is_up`: whether the broker is there."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._prefix = f"{services.settings.mqtt_prefix}/"
        self._places: dict[str, Place] = {}
        self.is_up = False

    def forget(self) -> None:
        """Believe nothing of what was said: another child begins."""
        for place in self._places.values():
            place.forget()

    def get(self, name: str) -> Place | None:
        return self._places.get(name)

    def below(self, topic: str) -> str:
        """Return what of a topic comes after our prefix."""
        return topic.removeprefix(self._prefix)

    def order(self, topic: str, content: dict[str, Any]) -> Order:
        """Return something that is said once."""
        return Order(self._prefix + topic, msgspec.json.encode(content), retain=False)

    def news(self) -> Iterator[Order]:
        """Yield what every room is to be told now."""
        with self._services.db.reading() as session:
            self._look(session)
            heads = heads_of(session, [place.stream for place in self._places.values() if place.stream])
            for place in self._places.values():
                head = heads.get(place.stream or "", 0)
                if place.is_new(head):
                    view = view_of(session, place.stream, KINDS) if place.stream else None
                    for topic, payload in place.news(view, head).items():
                        yield Order(f"{self._prefix}{place.name}/{topic}", payload)

    def view(self, place: Place, kinds: tuple[str, ...]) -> View | None:
        """Return the meeting that is held there as its desk sees it, so much as is wanted; None if there is none.

        It says who may do what with a key, and is told to nobody.
        """
        if place.stream is None:
            return None
        with self._services.db.reading() as session:
            return view_of(session, place.stream, kinds, (DESK, EVERYONE))

    def tell_desks(self) -> None:
        """Tell the desk of every meeting how the devices of its room are."""
        for place in self._places.values():
            if place.stream is not None:
                body = {"up": self.is_up, "devices": len(place.states), "faults": place.faults()[:_FAULTS_TOLD]}
                for say in self._services.signals:
                    say(place.stream.partition(":")[2], "equipment", body)

    def _look(self, session: Session) -> None:
        """See which meeting each room has."""
        streams: dict[str, list[str]] = {}
        for room, stream in streams_by_room(session):
            streams.setdefault(room, []).append(stream)
        for room in {*streams, *self._places}:
            place = self._places.setdefault(room, Place(room))
            place.follow(_meeting_in(session, streams.get(room, [])))


def view_of(session: Session, stream: str, kinds: tuple[str, ...], tags: tuple[str, ...] = (EVERYONE,)) -> View:
    """Return the meeting as everybody sees it, or those with these tags, and whose the units are."""
    seen = seen_by(tags, snapshot(session, stream, kinds))
    return View({key: record for key, record in seen.items() if record is not None}, units_of(session, stream))


def _meeting_in(session: Session, streams: list[str]) -> str | None:
    query = select(MeetingRow.stream, MeetingRow.state, MeetingRow.started_at, MeetingRow.starts_at)
    rows = session.execute(query.where(MeetingRow.stream.in_(streams))) if streams else ()
    return held_in([(stream, state, began or due) for stream, state, began, due in rows])
