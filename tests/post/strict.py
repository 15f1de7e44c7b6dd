"""A calendar as strictly as its standards have it (RFC 5545, 5546, 7986): whatever is not allowed is an error.

Programs that read calendars forgive much, each something else; what stands here is what all of them have to take.
"""

import re
from collections import Counter
from typing import NamedTuple

_LONGEST = 75
_NAME = r"[A-Za-z0-9-]+"
_PARAM = rf'{_NAME}=(?:"[^"\x00-\x08\x0a-\x1f\x7f]*"|[^";:,\x00-\x08\x0a-\x1f\x7f]*)(?:,(?:"[^"]*"|[^";:,]*))*'
_LINE = re.compile(rf"({_NAME})((?:;{_PARAM})*):(.*)", re.DOTALL)
_UTC = re.compile(r"(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3])[0-5]\d([0-5]\d|60)Z")
_DURATION = re.compile(r"P(\d+W|\d+D(T.*)?|T(\d+H)?(\d+M)?(\d+S)?)")
_TEXT = re.compile(r"(?:[^\\;,\x00-\x08\x0a-\x1f\x7f]|\\[\\;,nN])*")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]+")
_WHOLE = re.compile(r"-?\d+")
_KINDS = {
    **dict.fromkeys(("DTSTAMP", "LAST-MODIFIED", "DTSTART", "DTEND"), _UTC),
    **dict.fromkeys(("REFRESH-INTERVAL", "X-PUBLISHED-TTL"), _DURATION),
    **dict.fromkeys(("PRODID", "SUMMARY", "LOCATION", "DESCRIPTION", "UID", "X-WR-CALNAME"), _TEXT),
    **dict.fromkeys(("URL", "ORGANIZER", "ATTENDEE"), _URI),
    "SEQUENCE": _WHOLE,
    "VERSION": re.compile(r"2\.0"),
    "METHOD": re.compile(r"REQUEST|CANCEL"),
    "STATUS": re.compile(r"TENTATIVE|CONFIRMED|CANCELLED"),
}
_OF_CALENDAR = {"PRODID", "VERSION", "METHOD", "X-WR-CALNAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"}
# What an event must have; by an iTIP message of this method besides.
_MUST = {"": {"UID", "DTSTAMP", "DTSTART"}, "REQUEST": {"ORGANIZER", "ATTENDEE", "SUMMARY", "SEQUENCE", "DTEND"}}
_MUST["CANCEL"] = {"ORGANIZER", "ATTENDEE", "SEQUENCE", "STATUS"}


class Line(NamedTuple):
    name: str
    parameters: str
    value: str


def check(content: bytes) -> list[list[Line]]:
    """Return the lines of each event, or fail at the first thing that is not as it must be."""
    lines = [_line(one) for one in _unfolded(content)]
    assert lines[0] == Line("BEGIN", "", "VCALENDAR")
    assert lines[-1] == Line("END", "", "VCALENDAR")
    head, events, into = [], [], None
    for line in lines[1:-1]:
        if line == Line("BEGIN", "", "VEVENT"):
            assert into is None
            events.append(into := [])
        elif line == Line("END", "", "VEVENT"):
            into = None
        else:
            (head if into is None else into).append(line)
    assert into is None
    method = _checked_head(head)
    for event in events:
        _check_event(event, method)
    return events


def _unfolded(content: bytes) -> list[str]:
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"\r" not in content.replace(b"\r\n", b"")
    physical = content.removesuffix(b"\r\n").split(b"\r\n")
    assert all(0 < len(line) <= _LONGEST for line in physical)
    # A letter may not be cut in two: each line is text by itself.
    assert all(line.decode("utf-8") is not None for line in physical)
    return content.removesuffix(b"\r\n").replace(b"\r\n ", b"").decode().split("\r\n")


def _line(text: str) -> Line:
    found = _LINE.fullmatch(text)
    assert found, text
    name, parameters, value = found[1].upper(), found[2], found[3]
    if name not in ("BEGIN", "END"):
        assert name in _KINDS, f"{name} is in no standard that is kept here"
        assert _KINDS[name].fullmatch(value), text
    return Line(name, parameters, value)


def _checked_head(head: list[Line]) -> str:
    names = Counter(line.name for line in head)
    assert {"PRODID", "VERSION"} <= set(names) <= _OF_CALENDAR
    assert max(names.values()) == 1
    return next((line.value for line in head if line.name == "METHOD"), "")


def _check_event(event: list[Line], method: str) -> None:
    names = Counter(line.name for line in event)
    assert _MUST[""] | _MUST[method] <= set(names), names
    assert all(count == 1 for name, count in names.items() if name != "ATTENDEE"), names
    said = {line.name: line.value for line in event}
    if "DTEND" in said:
        assert said["DTEND"] > said["DTSTART"]
    if method == "CANCEL":
        assert said["STATUS"] == "CANCELLED"
    for line in event:
        # A time in UTC names no zone, and nothing else than text may be told in a language.
        assert "TZID" not in line.parameters
