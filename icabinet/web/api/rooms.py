"""Rooms, the devices that stand in them, and by what these know people: by program, for administrators."""

from typing import Any

from icabinet.people import accounts, badges, devices
from icabinet.people.tables import DeviceRow
from icabinet.seats import rooms
from icabinet.seats.plans import EMPTY, Plan
from icabinet.seats.tables import RoomRow
from icabinet.web.api.operations import Body, Shown, operation
from icabinet.web.api.people import Made
from icabinet.web.security import administrator


class RoomWanted(Body, frozen=True):
    name: str
    plan: Plan = EMPTY


class DeviceWanted(Body, frozen=True):
    """For a room or for a meeting."""

    name: str
    room: str | None = None
    meeting: str | None = None


class DeviceMade(Shown, frozen=True):
    """`token` is told only now."""

    id: str
    token: str


class BadgeWanted(Body, frozen=True):
    identity: str


@operation("GET", "/rooms", "rooms", answer=list[dict[str, Any]])
def list_rooms() -> list[dict[str, Any]]:
    """List all rooms with their plans."""
    administrator()
    return [_room(row) for row in rooms.rooms()]


@operation("POST", "/rooms", "rooms", body=RoomWanted, answer=Made, status=201)
def add_room(given: RoomWanted) -> Made:
    """Make a room."""
    administrator()
    return Made(id=rooms.add_room(given.name, given.plan))


@operation("PUT", "/rooms/<room>", "rooms", body=RoomWanted, answer=dict[str, Any])
def change_room(given: RoomWanted, room: str) -> dict[str, Any]:
    """Rename and redraw a room; meetings that have chosen it keep the plan that they took."""
    administrator()
    rooms.change_room(room, name=given.name, plan=given.plan)
    return _room(rooms.room(room))


@operation("GET", "/devices", "devices", answer=list[dict[str, Any]])
def list_devices() -> list[dict[str, Any]]:
    """List the devices at the doors, also those that were taken back."""
    administrator()
    return [_device(row) for row in devices.devices()]


@operation("POST", "/devices", "devices", body=DeviceWanted, answer=DeviceMade, status=201)
def add_device(given: DeviceWanted) -> DeviceMade:
    """Make a device for a room or for a meeting; its token is told once."""
    asker = administrator()
    room = rooms.room(given.room).id if given.room is not None else None
    device, token = devices.add_device(given.name, asker.person, room=room, meeting=given.meeting)
    return DeviceMade(id=device, token=token)


@operation("DELETE", "/devices/<device>", "devices", answer=dict[str, Any])
def revoke_device(device: str) -> dict[str, Any]:
    """Take a device's token back, at once and for ever."""
    administrator()
    devices.revoke_device(device)
    return {"id": device}


@operation("POST", "/people/<person>/badges", "people", body=BadgeWanted, answer=dict[str, Any], status=201)
def add_badge(given: BadgeWanted, person: str) -> dict[str, Any]:
    """Let devices know a person by the number of a card, or of a face."""
    administrator()
    badges.add_badge(accounts.person(person).id, given.identity)
    return {"person": person}


@operation("DELETE", "/people/<person>/badges/<badge>", "people", answer=dict[str, Any])
def remove_badge(person: str, badge: str) -> dict[str, Any]:
    """Let devices know a person by it no longer."""
    administrator()
    badges.remove_badge(person, badge)
    return {"person": person}


def _room(row: RoomRow) -> dict[str, Any]:
    return {"id": row.id, "name": row.name, "plan": row.plan}


def _device(row: DeviceRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "room": row.room,
        "meeting": row.meeting,
        "seen_at": row.seen_at,
        "revoked_at": row.revoked_at,
    }
