"""Clock times and lengths as offices write them: 08h00, 8 giờ 30, 08:00 - 09:00, (15 phút), 15'."""

import re
from typing import NamedTuple

from icabinet.agenda.word.text import flat

_HOUR = r"(?:[01]?\d|2[0-3])"
_PAST = r"[0-5]\d(?!\d)"
# Without its "h", a dotted number is taken for a clock only in office hours: "2.10" is a numbered point.
_CLOCK = (
    rf"(?<![\w/.,:])(?:{_HOUR}\s*(?:h|gio)(?:\s*{_PAST})?|{_HOUR}\s*[:g]\s*{_PAST}"
    rf"|(?:0?[6-9]|1\d|2[0-3])\.{_PAST})(?:\s*(?:phut|['’′]))?(?!\w)"
)
_LENGTH = r"(?<![\w/.,:])(\d{1,3})\s*(?:phut|ph?\b|['’′])"
_UNTIL = r"\s*(?:[-–—÷~→]|den|toi)\s*"
_RANGE = rf"(?:tu\s+)?{_CLOCK}(?:{_UNTIL}{_CLOCK})?"

CLOCK = re.compile(_CLOCK, re.IGNORECASE)
LENGTH = re.compile(_LENGTH, re.IGNORECASE)
LEADING = re.compile(rf"\s*{_RANGE}\s*[:;,.\-–—]*\s*", re.IGNORECASE)
TRAILING = re.compile(rf"\s*[,;:\-–—]\s*(?:{_RANGE}|{_LENGTH})\s*[.;,]*\s*$", re.IGNORECASE)
HOURS = re.compile(r"(\d{1,2})\s*(?:gio|h|tieng)(?![a-z])", re.IGNORECASE)
FILLING = re.compile(
    r"\b(?:tu|den|toi|luc|hoi|khoang|du kien|thoi gian|thoi luong|trong|phut|moi|toi da)\b|[-–—÷~→:;,.()\s]",
    re.IGNORECASE,
)


class Times(NamedTuple):
    """`starts` and `ends` are "HH:MM" of the day; `minutes` is a length that the text states itself."""

    starts: str | None = None
    ends: str | None = None
    minutes: int | None = None

    def filled(self, other: "Times") -> "Times":
        """This, with what is missing taken from another."""
        minutes = other.minutes if self.minutes is None else self.minutes
        return Times(self.starts or other.starts, self.ends or other.ends, minutes)


def find_times(text: str) -> Times:
    """The first two clock times and the first stated length in a short text."""
    plain = flat(text)
    clocks = [_clock(match[0]) for match in CLOCK.finditer(plain)][:2]
    length = LENGTH.search(CLOCK.sub(" ", plain))
    starts, ends = (*clocks, None, None)[:2]
    return Times(starts, ends, int(length[1]) if length else None)


def is_only_times(text: str) -> bool:
    """Whether nothing but times and their small words stands here."""
    plain = flat(text)
    bare = LENGTH.sub(" ", CLOCK.sub(" ", plain))
    return bare != plain and not FILLING.sub("", bare)


def find_length(text: str) -> int | None:
    """Minutes in a column of lengths: 15, 15 phút, 1 giờ 30 phút."""
    plain = flat(text)
    hours = HOURS.search(plain)
    number = re.search(r"\d{1,3}", plain[hours.end() :] if hours else plain)
    if not hours and not number:
        return None
    return 60 * int(hours[1] if hours else 0) + int(number[0] if number else 0)


def minutes_between(starts: str, ends: str) -> int | None:
    """Minutes from one "HH:MM" to another of the same day; None unless it is later."""
    length = _minute_of_day(ends) - _minute_of_day(starts)
    return length if length > 0 else None


def _clock(text: str) -> str:
    hour, past = (*re.findall(r"\d+", text), "0")[:2]
    return f"{int(hour):02d}:{int(past):02d}"


def _minute_of_day(clock: str) -> int:
    hour, past = clock.split(":")
    return 60 * int(hour) + int(past)
