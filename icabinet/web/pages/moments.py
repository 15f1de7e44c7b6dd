"""Days and times as people type them, in the zone of the product."""

from datetime import datetime, timedelta

from icabinet import clock
from icabinet.errors import Invalid
from icabinet.languages import ZONE

_DAY_MS = 86_400_000


def typed(day: str, time: str) -> int:
    """Return ms since 1970 for "2026-11-24" and "08:00", or refuse with `invalid`."""
    try:
        moment = datetime.strptime(f"{day} {time[:5]}", "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)
    except ValueError as error:
        raise Invalid(where="starts_at", why="not_a_time") from error
    return int(moment.timestamp() * 1000)


def within(at: int, since: str, until: str) -> bool:
    """Whether a moment lies on or between two days ("2026-11-24"); "": on any. Refuses what is no day."""
    begin = typed(since, "00:00") if since else None
    end = typed(until, "00:00") + _DAY_MS if until else None
    return (begin is None or begin <= at) and (end is None or at < end)


def to_type(at: int) -> tuple[str, str]:
    """Return the day and the time of a moment as the browser's fields want them."""
    moment = datetime.fromtimestamp(at / 1000, ZONE)
    return moment.strftime("%Y-%m-%d"), moment.strftime("%H:%M")


def in_days(count: int, time: str) -> tuple[str, str]:
    """Return the day that is so many days from now, and the time."""
    today = datetime.fromtimestamp(clock.now_ms() / 1000, ZONE)
    return (today + timedelta(days=count)).strftime("%Y-%m-%d"), time


def tomorrow_morning() -> tuple[str, str]:
    """Return the day after today, and eight o'clock."""
    return in_days(1, "08:00")
