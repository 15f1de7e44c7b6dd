"""The door for devices that note who comes: a card reader, a turnstile, a face terminal, a unit at a seat."""

from icabinet import clock, ids
from icabinet.errors import Conflict, Invalid, NotFound
from icabinet.extensions import services
from icabinet.meetings.queries import nearest_of, part_of, state_of, stream_of
from icabinet.people.badges import IdentityUnknown, person_by
from icabinet.people.devices import Device, cause_of
from icabinet.performing import SYSTEM, Actor, perform_inside
from icabinet.post.addresses import badge_in, check_badge_link
from icabinet.seats.queries import streams_in, taken_seats
from icabinet.web.api.operations import Body, Shown, operation
from icabinet.web.security import asking_device, device_limited

# A reader at the door works from when the first come until the meeting is over.
_EARLY_MS = 3 * 3_600_000
_EVENTS = {"arrived": True, "left": False}


class NoMeetingHere(Conflict):
    """Nothing is being held in the device's room, or its meeting is over."""

    code = "no_meeting_here"


class DevicePassage(Body, frozen=True):
    """`id` is minted by the device; sent again, it gets the first answer.

    What was read is the `identity` of a person, or the `seat` at which the device stands.
    """

    id: str
    identity: str = ""
    seat: str = ""
    event: str = "arrived"


class Passed(Shown, frozen=True):
    """Who it was, for a greeting; `at`: the server's time, which alone counts."""

    meeting: str
    person: str
    name: str
    present: bool
    at: int


@operation("POST", "/devices/passages", "devices", body=DevicePassage, answer=Passed, by_device=True)
@device_limited
def note_passage(given: DevicePassage) -> Passed:
    """Note whom a device has seen come or go; by the device's own token."""
    device: Device = asking_device()
    asked, present = ids.check(given.id), _event(given.event)
    if bool(given.identity) == bool(given.seat):
        raise Invalid(where="identity", why="an identity or a seat")
    meeting = _meeting_of(device)
    person = _person_of(meeting, given.identity) if given.identity else _person_at(meeting, given.seat)
    args = {"person": person, "present": present, "device": device.name}
    cause = cause_of(device, asked)
    answer = perform_inside(Actor(SYSTEM), stream_of(meeting), cause, "attendance.note_passage", args)
    with services().db.reading() as session:
        part = part_of(session, meeting, person)
    name = part.name if part else ""
    return Passed(meeting=meeting, person=person, name=name, present=present, at=answer.at)


def _event(word: str) -> bool:
    if word not in _EVENTS:
        raise Invalid(where="event", why="unknown")
    return _EVENTS[word]


def _meeting_of(device: Device) -> str:
    """Return the meeting that the device speaks for at this moment: its own, or what is held in its room."""
    with services().db.reading() as session:
        if device.room is not None:
            streams = streams_in(session, device.room)
            found = nearest_of(session, streams, clock.now_ms(), early_ms=_EARLY_MS)
        else:
            found = device.meeting
        if found is None or state_of(session, found) in (None, "ended"):
            raise NoMeetingHere
    return found


def _person_of(meeting: str, identity: str) -> str:
    """Return whose card, face or printed badge was read; a badge is of one meeting."""
    worn = badge_in(identity)
    if worn is None:
        return person_by(identity)
    try:
        check_badge_link(meeting, *worn)
    except NotFound as error:
        raise IdentityUnknown from error
    return worn[0]


def _person_at(meeting: str, seat: str) -> str:
    with services().db.reading() as session:
        person = taken_seats(session, stream_of(meeting)).get(seat)
    if person is None:
        raise IdentityUnknown
    return person
