"""Addresses that are written into letters and pictures: whole ones, as people type them, also where nobody asks."""

import io
import re

import segno
from flask import current_app

from icabinet.extensions import services
from icabinet.people.calendars import calendar_code
from icabinet.people.links import check_code, code_for

# What the secret parts of these links are for; one opens nothing else.
_BADGE = re.compile(r"/badge/([0-9a-z]{16,32})/([0-9a-z]{26})$")
ANSWER, BADGE = "answer", "badge"


def address(endpoint: str, **parts: str) -> str:
    """Return the whole address of a page."""
    return services().settings.origin + current_app.url_map.bind("").build(endpoint, parts)


def answer_address(meeting: str, person: str) -> str:
    """Return where somebody answers their invitation without signing in."""
    code = code_for(ANSWER, meeting, person)
    return address("pages.answer_invitation", meeting=meeting, person=person, code=code)


def check_answer_link(meeting: str, person: str, code: str) -> None:
    check_code(code, ANSWER, meeting, person)


def badge_address(meeting: str, person: str) -> str:
    """Return what stands in the picture on somebody's badge."""
    code = code_for(BADGE, meeting, person)
    return address("pages.badge", meeting=meeting, person=person, code=code)


def check_badge_link(meeting: str, person: str, code: str) -> None:
    check_code(code, BADGE, meeting, person)


def badge_in(read: str) -> tuple[str, str] | None:
    """Return person and code of a badge's picture, None if it is something else that was read."""
    found = _BADGE.search(read)
    return (found[1], found[2]) if found else None


def calendar_address(person: str) -> str:
    """Return where programs read somebody's calendar."""
    return address("pages.calendar", person=person, code=calendar_code(person))


def picture(text: str) -> bytes:
    """Return a QR code as a PNG."""
    kept = io.BytesIO()
    segno.make(text, error="m", micro=False).save(kept, kind="png", scale=6, border=2)
    return kept.getvalue()
