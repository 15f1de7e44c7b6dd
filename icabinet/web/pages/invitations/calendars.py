"""Everybody's calendar, for programs that read it again and again; and its address, made anew where somebody has it."""

from collections.abc import Sequence

from flask import Response, flash, redirect, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as BaseResponse

from icabinet.errors import NotAllowed, Refusal
from icabinet.extensions import services
from icabinet.invitations.facts import What
from icabinet.journal.records import heads_of
from icabinet.meetings.queries import meetings_of
from icabinet.meetings.tables import MeetingRow
from icabinet.people import accounts, calendars, mail
from icabinet.post import calendar as dates
from icabinet.post.addresses import address
from icabinet.post.composing import host
from icabinet.web.pages.blueprint import pages
from icabinet.web.refusals import sentence
from icabinet.web.security import viewer


@pages.get("/calendar/<person>/<code>.ics")
def calendar(person: str, code: str) -> Response:
    """Send all meetings that somebody takes part in."""
    calendars.check_calendar(person, code)
    known = accounts.person(person)
    found = [] if known.disabled else _dates(person)
    return Response(dates.feed(f"I-Cabinet: {known.name}", found, host()), mimetype="text/calendar")


@pages.post("/account/calendar")
def renew_calendar() -> BaseResponse:
    """Give one's calendar another address."""
    asker = viewer()
    if asker.meeting:
        raise NotAllowed(permission="account")
    calendars.renew_calendar(asker.person)
    flash(_("Your calendar has a new address. The one before no longer works."), "ok")
    return redirect(url_for("pages.account"), 303)


@pages.post("/account/email")
def change_email() -> BaseResponse:
    """Say where one's own e-mail goes."""
    asker = viewer()
    if asker.meeting:
        raise NotAllowed(permission="account")
    try:
        mail.set_address(asker.person, request.form.get("email", ""))
        flash(_("Saved."), "ok")
    except Refusal as refusal:
        flash(sentence(refusal), "danger")
    return redirect(url_for("pages.account"), 303)


def _dates(person: str) -> list[dates.Date]:
    with services().db.reading() as session:
        return dates_of(session, [row for row, _role in meetings_of(session, person)])


def dates_of(session: Session, rows: Sequence[MeetingRow]) -> list[dates.Date]:
    """Return meetings as a calendar has them."""
    heads = heads_of(session, [row.stream for row in rows])
    return [
        dates.Date(
            meeting=row.id,
            what=What(
                title=row.title,
                starts_at=row.starts_at,
                minutes=row.minutes,
                place=row.place,
                online_url=row.online_url,
            ),
            number=heads[row.stream],
            # Nothing says when it was last changed; it is compared by its number.
            at=row.starts_at,
            link=address("pages.room", meeting=row.id),
            note=row.body_name,
            off=bool(row.called_off),
        )
        for row in rows
    ]
