"""Who may read a paper, read from a form: of the preparation page, which works without scripts, or of an upload."""

from typing import Any

from werkzeug.datastructures import MultiDict

from icabinet.errors import Invalid
from icabinet.web.pages import moments

FIELDS = ("level", "roles", "units", "people", "until", "until_day", "until_time")
_MIDNIGHT = "00:00"
_MOST_DIGITS = 15


def restriction_in(form: MultiDict[str, str]) -> dict[str, Any] | None:
    """Return the arguments of `papers.restrict`; None if the form says nothing of the kind, or nothing out of the way.

    Of several readers the field is there several times. The moment is `until`, ms, or a day and a time in the zone of
    the product; a day without a time begins at midnight.
    """
    said = {
        "level": form.get("level", "").strip() or "ordinary",
        "roles": _all(form, "roles"),
        "units": _all(form, "units"),
        "people": _all(form, "people"),
        "until": _until(form),
    }
    return said if said != {"level": "ordinary", "roles": [], "units": [], "people": [], "until": None} else None


def _all(form: MultiDict[str, str], name: str) -> list[str]:
    return [value.strip() for value in form.getlist(name) if value.strip()]


def _until(form: MultiDict[str, str]) -> int | None:
    typed, day, time = (form.get(name, "").strip() for name in ("until", "until_day", "until_time"))
    if typed:
        if not (typed.isdecimal() and len(typed) <= _MOST_DIGITS):
            raise Invalid(where="until", why="not_a_number")
        return int(typed)
    if time and not day:
        raise Invalid(where="until_day", why="missing")
    return moments.typed(day, time or _MIDNIGHT) if day else None
