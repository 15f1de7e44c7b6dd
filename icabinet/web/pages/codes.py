"""Cards with join codes, to print and to hand out. A code is shown once and kept only as a hash."""

from typing import Any

import segno
from flask import render_template, request, url_for

from icabinet import clock
from icabinet.errors import NotFound
from icabinet.extensions import services
from icabinet.people import codes
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.reading import Record, records_of

_HOUR_MS = 3_600_000
_SPARE_HOURS = 24


@pages.post("/meetings/<meeting>/edit/codes")
def print_codes(meeting: str) -> str:
    """Cards for the person named in the form, or for everybody; they hold until a day after the beginning."""
    records, _role = records_of(meeting, "people.invite")
    wanted = request.form.get("person")
    parts = [part for part in records["participants"] if wanted in (None, part["person"])]
    if not parts:
        raise NotFound(kind="person", id=wanted)
    record = records["meetings"][0]
    hours = _SPARE_HOURS + max(0, record["starts_at"] - clock.now_ms()) // _HOUR_MS
    cards = [_card(meeting, part, hours) for part in sorted(parts, key=lambda part: (part["rank"], part["name"]))]
    return render_template(
        "meetings/codes.html", meeting=record, cards=cards, expires_at=cards[0]["expires_at"], here="home"
    )


def _card(meeting: str, part: Record, hours: int) -> dict[str, Any]:
    made = codes.issue(meeting, part["person"], hours=hours)
    origin = services().settings.origin
    qr = segno.make(origin + url_for("pages.join_code", code=made.code), error="m")
    return {
        "name": part["name"],
        "title": part["title"],
        "code": f"{made.code[:5]}-{made.code[5:]}",
        "address": origin + url_for("pages.join"),
        "qr": qr.svg_data_uri(scale=4, border=2),
        "expires_at": made.expires_at,
    }
