"""Meetings by program: what one may see of them, and the actions of the live room over HTTP."""

from typing import Any

import msgspec
import segno

from icabinet import ids
from icabinet.errors import NotFound
from icabinet.extensions import services
from icabinet.journal import reading
from icabinet.live.joining import part
from icabinet.live.rooms import streams_of, tags_of
from icabinet.meetings.queries import meetings_of, part_of, stream_of
from icabinet.meetings.records import meeting_record
from icabinet.people import codes, policy
from icabinet.performing import perform
from icabinet.web.api.operations import Body, Shown, operation
from icabinet.web.security import actor, viewer


class Part(Shown, frozen=True, omit_defaults=True):
    """A stream's records at number `seq`: all of them, or `changes` after `since`."""

    seq: int
    since: int | None = None
    records: dict[str, dict[str, Any]] | None = None
    changes: dict[str, dict[str, Any] | None] | None = None


class Acting(Body, frozen=True):
    """`id` is minted by the caller; sent again, it gets the first answer."""

    id: str
    args: dict[str, Any] = msgspec.field(default_factory=dict)


class Acted(Shown, frozen=True):
    seq: int
    data: dict[str, Any] | None


class CodeWanted(Body, frozen=True):
    person: str
    hours: int = 24


class Code(Shown, frozen=True):
    """`qr` is a picture of `url` as an SVG data address."""

    code: str
    url: str
    qr: str
    expires_at: int


class EntryShown(Shown, frozen=True):
    seq: int
    at: int
    by: str
    fact: str
    hash: str


@operation("GET", "/meetings", "meetings", answer=list[dict[str, Any]])
def list_meetings() -> list[dict[str, Any]]:
    """List the meetings that one takes part in, the latest first."""
    asking = viewer()
    with services().db.reading() as session:
        mine = [meeting_record(row) | {"role": role} for row, role in meetings_of(session, asking.person)]
    return [meeting for meeting in mine if asking.meeting in (None, meeting["id"])]


@operation("GET", "/meetings/<meeting>/records", "meetings", answer=dict[str, Part])
def meeting_records(meeting: str) -> dict[str, Any]:
    """Read the meeting's records, and those of one's notebook, by stream."""
    asking, role = viewer(), role_in(meeting)
    tags = tags_of(asking.person, role)
    with services().db.reading() as session:
        return {stream: part(session, stream, tags, None) for stream in streams_of(meeting, asking.person, role)}


@operation("POST", "/meetings/<meeting>/actions/<name>", "actions", body=Acting, answer=Acted)
def act(given: Acting, meeting: str, name: str) -> Acted:
    """Carry out an action on the meeting."""
    answer = perform(actor(), stream_of(meeting), given.id, name, given.args)
    return Acted(seq=answer.seq, data=answer.data)


@operation("POST", "/meetings/<meeting>/notebook/actions/<name>", "actions", body=Acting, answer=Acted)
def act_in_notebook(given: Acting, meeting: str, name: str) -> Acted:
    """Carry out an action on one's own notebook of the meeting."""
    asking = actor()
    answer = perform(asking, f"notebook:{meeting}:{asking.person}", given.id, name, given.args)
    return Acted(seq=answer.seq, data=answer.data)


@operation("POST", "/meetings/<meeting>/codes", "meetings", body=CodeWanted, answer=Code, status=201)
def issue_code(given: CodeWanted, meeting: str) -> Code:
    """Make a one-time code that signs a tablet in as a participant, for this meeting only."""
    check_in_meeting(meeting, "people.invite")
    with services().db.reading() as session:
        if part_of(session, meeting, given.person) is None:
            raise NotFound(kind="participants", id=given.person)
    made = codes.issue(meeting, given.person, hours=max(1, min(given.hours, 24 * 14)))
    url = f"{services().settings.origin}/join/{made.code}"
    return Code(code=made.code, url=url, qr=segno.make(url).svg_data_uri(scale=4), expires_at=made.expires_at)


@operation("GET", "/meetings/<meeting>/journal", "meetings", answer=list[EntryShown])
def journal(meeting: str) -> list[EntryShown]:
    """Read the journal's envelopes with their hashes; bodies are for the command line."""
    check_in_meeting(meeting, "journal.read")
    with services().db.reading() as session:
        return [
            EntryShown(seq=row.seq, at=row.at, by=row.actor, fact=row.name, hash=row.hash.hex())
            for row in reading.rows(session, stream_of(meeting))
        ]


def role_in(meeting: str) -> str:
    """Return the asker's role in the meeting, or refuse with `not_found`."""
    asking = viewer()
    if asking.meeting in (None, ids.check(meeting, "meeting")):
        with services().db.reading() as session:
            found = part_of(session, meeting, asking.person)
        if found is not None:
            return found.role
    raise NotFound(kind="meeting", id=meeting)


def check_in_meeting(meeting: str, permission: str) -> None:
    policy.check(role_in(meeting), permission)
