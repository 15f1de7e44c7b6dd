"""Who may read a paper, read from a form: of the preparation page, which works without scripts, or of an upload."""

from typing import Any

from werkzeug.datastructures import MultiDict

from icabinet.errors import Invalid

Form = MultiDict[str, str]
_NOTHING: dict[str, Any] = {"level": "ordinary", "roles": [], "units": [], "people": [], "until": None}
_MIDNIGHT = "00:00"
_DAY = ("day", "month", "year")
_MOST_DIGITS = 15


def restriction_in(form: Form) -> dict[str, Any] | None:
    """Return the arguments of `papers.restrict` but the paper; None if the form says nothing out of the ordinary."""
    said = {
        "level": level_in(form, "level"),
        **{name: several_in(form, name) for name in ("roles", "units", "people")},
        "until": until_in(form, "until"),
    }
    return said if said != _NOTHING else None


def level_in(form: Form, name: str) -> str:
    return form.get(name, "").strip() or str(_NOTHING["level"])


def several_in(form: Form, name: str) -> list[str]:
    """Return all values of a field that is there several times."""
    return [value.strip() for value in form.getlist(name) if value.strip()]


def until_in(form: Form, name: str) -> int | None:
    """Return the moment (ms): as such, or as a day and a time in the zone of the product; None if there is none.

    A day without a time begins at midnight. Where the browser has no field for days, it is typed as 26/11/2026.
    """
    from icabinet.web.pages import moments  # which are made of pages that import this

    typed, day, time = (form.get(field, "").strip() for field in (name, f"{name}_day", f"{name}_time"))
    if typed and not (typed.isdecimal() and len(typed) <= _MOST_DIGITS):
        raise Invalid(where=name, why="not_a_number")
    if time and not day:
        raise Invalid(where=f"{name}_day", why="missing")
    return int(typed) if typed else moments.typed(_iso(day), time or _MIDNIGHT) if day else None


def _iso(day: str) -> str:
    """Return the day as a browser sends it: "2026-11-26"."""
    parts = day.split("/")
    return "-".join(part.zfill(2) for part in reversed(parts)) if len(parts) == len(_DAY) else day
