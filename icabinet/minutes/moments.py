"""Times as administrative documents say them: days below 10 and the months 1 and 2 with a zero. Pure."""

from datetime import datetime

from icabinet.languages import local

_LAST_WITH_ZERO = 2


def day_words(at: int) -> str:
    """Say "ngày 05 tháng 02 năm 2026"."""
    when = local(at)
    month = f"{when.month:02}" if when.month <= _LAST_WITH_ZERO else str(when.month)
    return f"ngày {when.day:02} tháng {month} năm {when.year}"


def clock_words(at: int) -> str:
    """Say "08 giờ 05 phút"."""
    return _hours(local(at))


def moment_words(at: int | None) -> str:
    """Say "08 giờ 05 phút, ngày 05 tháng 02 năm 2026", dots for what is not known."""
    return f"{clock_words(at)}, {day_words(at)}" if at is not None else "…… giờ ……, ngày …… tháng …… năm ……"


def length_words(ms: int) -> str:
    """Say "4 phút 05 giây"; to the second, as the clocks of the floor have it."""
    minutes, seconds = divmod(round(ms / 1000), 60)
    return f"{minutes} phút {seconds:02} giây" if minutes else f"{seconds} giây"


def year_of(at: int) -> int:
    """Return the year in which a document of this moment is numbered."""
    return local(at).year


def _hours(when: datetime) -> str:
    return f"{when.hour:02} giờ {when.minute:02} phút"
