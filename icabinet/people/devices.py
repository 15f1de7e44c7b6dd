"""Devices that note who comes, each with a token of its own, made and taken back by an administrator."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet import clock, ids
from icabinet.errors import Invalid, NotFound, Refusal
from icabinet.extensions import services
from icabinet.people.tables import DeviceRow
from icabinet.text import clean

# So that one sees what it is where one finds it.
PREFIX = "icd_"
_SEEN_EVERY_MS = 60_000


class DeviceUnknown(Refusal):
    """The token is wrong, or was taken back; which of these is not said."""

    code, status = "device_unknown", 401


@dataclass(frozen=True)
class Device:
    """Who is asking, and for which room or which meeting it may speak."""

    id: str
    name: str
    room: str | None
    meeting: str | None


def add_device(name: str, made_by: str, *, room: str | None = None, meeting: str | None = None) -> tuple[str, str]:
    """Make a device for a room or for a meeting; return its id, and its token, which is kept nowhere here."""
    if (room is None) == (meeting is None):
        raise Invalid(where="room", why="a room or a meeting")
    token, device = PREFIX + secrets.token_urlsafe(32), ids.new()
    row = DeviceRow(
        id=device,
        name=clean(name, "name", longest=80),
        room=room,
        meeting=meeting and ids.check(meeting, "meeting"),
        token=_hashed(token),
        made_by=made_by,
        made_at=clock.now_ms(),
    )
    services().writer.write(lambda session: session.add(row))
    return device, token


def revoke_device(device: str) -> None:
    """Take a device's token back, at once and for ever; what it has noted stays."""

    def work(session: Session) -> None:
        row = session.get(DeviceRow, device)
        if row is None:
            raise NotFound(kind="devices", id=device)
        row.revoked_at = row.revoked_at or clock.now_ms()

    services().writer.write(work)


def devices() -> Sequence[DeviceRow]:
    """Return all devices, those that still work first, by name."""
    order = (DeviceRow.revoked_at.is_not(None), DeviceRow.name)
    with services().db.reading() as session:
        return session.scalars(select(DeviceRow).order_by(*order)).all()


def device_of(token: str) -> Device:
    """Return whose token this is, or refuse with `device_unknown`."""
    now = clock.now_ms()
    with services().db.reading() as session:
        row = session.scalar(select(DeviceRow).where(DeviceRow.token == _hashed(token)))
    if row is None or row.revoked_at is not None:
        raise DeviceUnknown
    if now - (row.seen_at or 0) > _SEEN_EVERY_MS:
        services().writer.write(lambda session: _touch(session, row.id, now))
    return Device(row.id, row.name, row.room, row.meeting)


def cause_of(device: Device, asked: str) -> str:
    """Return the id of what a device asks for: its own, so that no two devices ask for the same."""
    return hashlib.sha256(f"{device.id} {asked}".encode()).hexdigest()[:32]


def _touch(session: Session, device: str, now: int) -> None:
    session.get_one(DeviceRow, device).seen_at = now


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
