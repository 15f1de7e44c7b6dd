"""The log of signing in, for administrators; one's own is shown with the account."""

from collections.abc import Sequence
from typing import Any

from flask import render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from icabinet.extensions import services
from icabinet.moments import LATEST_MS
from icabinet.people import accounts
from icabinet.people.attempts import FAILURES, attempts
from icabinet.people.tables import AttemptRow
from icabinet.web.pages import moments, words
from icabinet.web.pages.blueprint import pages
from icabinet.web.security import administrator

_MOST, _MOST_OWN = 100, 10
OUTCOMES = {
    "in": lazy_gettext("Signed in"),
    "out": lazy_gettext("Signed out"),
    "wrong_password": lazy_gettext("Wrong password"),
    "unknown_name": lazy_gettext("Unknown user name"),
    "locked": lazy_gettext("The account is locked"),
    "code_unknown": lazy_gettext("Wrong or used code"),
}
WAYS = {"password": lazy_gettext("Password"), "code": lazy_gettext("Meeting code")}


@pages.get("/sign-ins")
def sign_ins() -> str:
    """Show who signed in, and who could not; `person`: of one person, `show`: "failed" only, `since`: a day."""
    administrator()
    asked = {name: request.args.get(name, "").strip() for name in ("person", "show", "since")}
    since = moments.typed(asked["since"], "00:00") if asked["since"] else 0
    rows = attempts(
        person=asked["person"] or None,
        outcomes=FAILURES if asked["show"] == "failed" else (),
        since=since,
        before=_moment(request.args.get("before", "")),
        most=_MOST + 1,
    )
    people = [("", _("Everybody"))] + [(row.id, row.name) for row in accounts.people()]
    return render_template(
        "people/sign_ins.html",
        lines=[_line(row, name) for row, name in rows[:_MOST]],
        older=rows[_MOST - 1][0].at if len(rows) > _MOST else None,
        people=people,
        asked=asked,
        days=services().settings.sign_in_log_days,
        here="sign_ins",
    )


def own(person: str) -> Sequence[dict[str, Any]]:
    """Return somebody's latest entries, as the page of their account shows them."""
    return [_line(row, name) for row, name in attempts(person=person, most=_MOST_OWN)]


def _moment(typed: str) -> int | None:
    """Return the moment (ms) from which the page before went on; what is none counts as now."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= len(str(LATEST_MS)) else None


def _line(row: AttemptRow, name: str | None) -> dict[str, Any]:
    return {
        "at": row.at,
        "name": name,
        "outcome": OUTCOMES.get(row.outcome, row.outcome),
        "failed": row.outcome in FAILURES,
        "way": WAYS.get(row.way, ""),
        "device": words.device(row.device),
        "address": row.address,
        "times": row.times,
        "meeting": row.meeting is not None,
    }
