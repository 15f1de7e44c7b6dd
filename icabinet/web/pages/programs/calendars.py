"""The calendar of what a key reaches, for calendar programs: they know an address, and nothing else."""

from flask import Response

from icabinet import clock
from icabinet.extensions import services
from icabinet.meetings.listing import all_of
from icabinet.people.keys import CALENDAR, check_scope, key_by_id
from icabinet.post import calendar as dates
from icabinet.post.composing import host
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.invitations.calendars import dates_of
from icabinet.web.pages.programs.reading import check_key_calendar
from icabinet.web.published import within_of

_BACK_MS = 365 * 24 * 3_600_000


@pages.get("/calendar/keys/<key>/<code>.ics")
def key_calendar(key: str, code: str) -> Response:
    """Send the meetings of the last year, and all to come, as long as the key works."""
    check_key_calendar(key, code)
    known = key_by_id(key)
    check_scope(known, CALENDAR)
    with services().db.reading() as session:
        found = dates_of(session, all_of(session, within_of(session, known), clock.now_ms() - _BACK_MS))
    return Response(dates.feed(f"I-Cabinet: {known.name}", found, host()), mimetype="text/calendar")
