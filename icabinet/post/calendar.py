"""Meetings as calendar programs read them (RFC 5545, 5546): one that comes with an e-mail, or somebody's all."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from icalendar import Calendar, Event, vCalAddress, vText

from icabinet.invitations.facts import What
from icabinet.text import clean

_MAKER = "-//I-Cabinet//vi"
REQUEST, CANCEL = "REQUEST", "CANCEL"


class Date(NamedTuple):
    """A meeting in a calendar. `number`: a higher one takes the place of a lower; at: when it was said, ms.

    link: where more is to be found; note: what stands in the entry.
    """

    meeting: str
    what: What
    number: int
    at: int
    link: str
    note: str
    off: bool = False


class Guest(NamedTuple):
    """Whose invitation it is, and who sends it."""

    name: str
    address: str
    sender_name: str
    sender: str


def invitation(date: Date, guest: Guest, host: str) -> bytes:
    """Return what a calendar program makes an entry of, changes it by, or takes it away by."""
    event = _event(date, host)
    organizer = vCalAddress(f"mailto:{guest.sender}")
    organizer.params["cn"] = vText(guest.sender_name)
    event.add("organizer", organizer)
    attendee = vCalAddress(f"mailto:{guest.address}")
    # Answers are given by the link, not by a mail that nobody reads.
    attendee.params.update(cn=vText(guest.name), role=vText("REQ-PARTICIPANT"), rsvp=vText("FALSE"))
    event.add("attendee", attendee)
    return _calendar(CANCEL if date.off else REQUEST, [event])


def feed(name: str, dates: Iterable[Date], host: str) -> bytes:
    """Return a calendar to be read again and again."""
    # Without a method: that of publishing would want an organizer whom one could answer.
    return _calendar("", [_event(date, host) for date in dates], name)


def _calendar(method: str, events: Iterable[Event], name: str = "") -> bytes:
    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    if method:
        calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", vText(name))
        calendar.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
        calendar.add("x-published-ttl", "PT1H")
    for event in events:
        calendar.add_component(event)
    made: bytes = calendar.to_ical()
    return made


def _event(date: Date, host: str) -> Event:
    event, begin = Event(), _moment(date.what.starts_at)
    event.add("uid", f"{date.meeting}@{host}")
    event.add("sequence", date.number)
    event.add("dtstamp", _moment(date.at))
    event.add("last-modified", _moment(date.at))
    event.add("dtstart", begin)
    event.add("dtend", begin + timedelta(minutes=date.what.minutes))
    event.add("summary", date.what.title)
    event.add("status", "CANCELLED" if date.off else "CONFIRMED")
    place = clean(" · ".join(filter(None, (date.what.place, date.what.online_url))), "place", longest=3_000, empty=True)
    if place:
        event.add("location", place)
    event.add("description", "\n".join(filter(None, (date.note, date.link))))
    event.add("url", date.link)
    return event


def _moment(ms: int) -> datetime:
    return datetime.fromtimestamp(ms // 1000, UTC)
