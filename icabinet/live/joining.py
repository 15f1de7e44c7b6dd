"""What a tablet gets when it joins or has missed something: a snapshot, or the changes since."""

from typing import Any

from sqlalchemy.orm import Session

from icabinet import clock, ids
from icabinet.errors import Invalid, NotFound
from icabinet.extensions import services
from icabinet.journal.records import changed_since, head, seen_by
from icabinet.live.rooms import Rooms, Socket
from icabinet.meetings.queries import part_of
from icabinet.people.policy import permissions_of

# Past this many missed entries a snapshot is no more to send than the changes.
FARTHEST_BEHIND = 2_000


def join(rooms: Rooms, socket: Socket, meeting: object, *, since: object, as_role: object) -> dict[str, Any]:
    """Put the socket into its meeting's rooms, then read what it may see: nothing can fall in between.

    Changes `since` a number are only enough for a tablet that has had the same role all the time.
    """
    meeting_id = ids.check(meeting, "meeting")
    role = _role_in(meeting_id, socket)
    heads = since if isinstance(since, dict) and as_role == role else {}
    rooms.join(socket, meeting_id, role)
    with services().db.reading() as session:
        parts = {stream: part(session, stream, socket.tags, heads.get(stream)) for stream in socket.streams}
    return {
        "viewer": {"person": socket.person, "name": socket.name, "role": role, "may": permissions_of(role)},
        "now": clock.now_ms(),
        "streams": parts,
        "online": rooms.online(meeting_id),
    }


def catch_up(socket: Socket, stream: object, since: object) -> dict[str, Any]:
    """Return what the socket missed on one of its own streams."""
    if not isinstance(stream, str) or stream not in socket.streams:
        raise NotFound(kind="stream", id=str(stream)[:80])
    if not isinstance(since, int) or isinstance(since, bool):
        raise Invalid(where="since", why="not_a_number")
    with services().db.reading() as session:
        return part(session, stream, socket.tags, since)


def part(session: Session, stream: str, tags: tuple[str, ...], since: object) -> dict[str, Any]:
    """Return a stream's records at one moment: all of them, or those that changed since a number."""
    seq = head(session, stream)
    known = isinstance(since, int) and not isinstance(since, bool) and max(0, seq - FARTHEST_BEHIND) <= since <= seq
    if known:
        return {"seq": seq, "since": since, "changes": seen_by(tags, changed_since(session, stream, since))}  # type: ignore[arg-type]
    seq, records = services().snapshots.of(session, stream)
    return {"seq": seq, "records": seen_by(tags, records)}


def _role_in(meeting: str, socket: Socket) -> str:
    if socket.only_meeting not in (None, meeting):
        raise NotFound(kind="meeting", id=meeting)
    with services().db.reading() as session:
        found = part_of(session, meeting, socket.person)
    if found is None:
        raise NotFound(kind="meeting", id=meeting)
    return found.role
