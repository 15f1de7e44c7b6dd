"""What a tablet gets when it joins or has missed something: a snapshot, or the changes since."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy.orm import Session

from icabinet import clock, ids
from icabinet.errors import Invalid, NotFound, Refusal
from icabinet.extensions import services
from icabinet.journal.records import heads_of, snapshot
from icabinet.live.answers import fields_of
from icabinet.live.layers import KINDS
from icabinet.live.rooms import Rooms, Socket
from icabinet.meetings.queries import is_written, roles_of, stream_of
from icabinet.papers.rights import circle, read_ahead, restrictions
from icabinet.people.policy import permissions_of
from icabinet.presenting.queries import asked_to_present

# Past this many missed entries a snapshot is no more to send than the changes.
FARTHEST_BEHIND = 2_000
Answer = dict[str, Any] | Refusal


@dataclass(frozen=True)
class Ask:
    """A socket wants to join; `since` and `role` are what it has, as it says."""

    socket: Socket
    meeting: str
    since: object
    role: object


def asked(socket: Socket, body: object) -> Ask:
    """Return what a socket asks for in a `join`, or refuse."""
    fields = fields_of(body, "meeting", "since", "role")
    meeting = ids.check(fields.get("meeting"), "meeting")
    if socket.only_meeting not in (None, meeting):
        raise NotFound(kind="meeting", id=meeting)
    return Ask(socket, meeting, fields.get("since"), fields.get("role"))


def join_all(rooms: Rooms, asks: Sequence[Ask], online: Callable[[str], list[str]]) -> list[Answer]:
    """Answer all these in turn, each by what it is given or why not, with one look at the database for all.

    Sockets are put into their rooms first, and read for then: nothing can fall in between. Changes since a number
    are only enough for a tablet that has had the same role all the time.
    """
    with services().db.reading() as session:
        roles = roles_of(session, [(ask.meeting, ask.socket.person) for ask in asks])
    let_in = [ask for ask in asks if (ask.meeting, ask.socket.person) in roles]
    for ask in let_in:
        rooms.join(ask.socket, ask.meeting, roles[ask.meeting, ask.socket.person])
    here = {meeting: msgspec.Raw(msgspec.json.encode(online(meeting))) for meeting in {ask.meeting for ask in let_in}}
    answers: list[Answer] = []
    with services().db.reading() as session:
        heads = heads_of(session, list({stream for ask in let_in for stream in ask.socket.streams}))
        meetings = {ask.meeting for ask in let_in}
        _learn(session, rooms, meetings)
        written = {meeting for meeting in meetings if is_written(session, meeting)}
        for ask in asks:
            if (ask.meeting, ask.socket.person) in roles:
                answers.append(_welcome(session, ask, heads, written) | {"online": here[ask.meeting]})
            else:
                answers.append(NotFound(kind="meeting", id=ask.meeting))
    return answers


def join(rooms: Rooms, ask: Ask, online: Callable[[str], list[str]]) -> dict[str, Any]:
    """Answer one who comes alone, or refuse."""
    (answer,) = join_all(rooms, [ask], online)
    if isinstance(answer, Refusal):
        raise answer
    return answer


def catch_up(socket: Socket, stream: object, since: object) -> dict[str, Any]:
    """Return what the socket missed on one of its own streams."""
    if not isinstance(stream, str) or stream not in socket.streams:
        raise NotFound(kind="stream", id=str(stream)[:80])
    if not isinstance(since, int) or isinstance(since, bool):
        raise Invalid(where="since", why="not_a_number")
    with services().db.reading() as session:
        return part(session, stream, socket.tags, since)


def part(
    session: Session, stream: str, tags: tuple[str, ...], since: object, head: int | None = None
) -> dict[str, Any]:
    """Return a stream's records at one moment: all of them, or those that changed since a number.

    `head` is the stream's number now, where it is known already.
    """
    seq = heads_of(session, [stream])[stream] if head is None else head
    if isinstance(since, int) and not isinstance(since, bool) and max(0, seq - FARTHEST_BEHIND) <= since <= seq:
        changed = services().snapshots.since(session, stream, since, seq)
        return {"seq": seq, "since": since, "changes": changed.seen_by(tags)}
    return {"seq": seq, "records": services().snapshots.of(session, stream, seq).seen_by(tags)}


def _welcome(session: Session, ask: Ask, heads: dict[str, int], written: set[str]) -> dict[str, Any]:
    socket = ask.socket
    since = ask.since if isinstance(ask.since, dict) and ask.role == socket.role else {}
    return {
        "viewer": {
            "person": socket.person,
            "name": socket.name,
            "role": socket.role,
            "may": permissions_of(socket.role, written=ask.meeting in written),
        },
        "now": clock.now_ms(),
        "streams": {
            stream: part(session, stream, socket.tags, since.get(stream), heads[stream]) for stream in socket.streams
        },
    }


def _learn(session: Session, rooms: Rooms, meetings: Iterable[str]) -> None:
    """Have at hand who may hear of which papers, who presents, and who sees whose growing ink, for signals."""
    unknown = [stream for stream in map(stream_of, meetings) if not rooms.circles.knows(stream)]
    read_ahead(session, unknown)
    for stream in unknown:
        said = restrictions(session, stream)
        rooms.circles.learn(stream, {paper: circle(row) for paper, row in said.items()})
        rooms.podium.learn(stream, asked_to_present(session, stream))
        rooms.layers.learn(stream, snapshot(session, stream, KINDS))
