"""Badges to print, and what the desk at the entrance sees that has scanned one."""

from typing import Any

import segno
from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from icabinet.attendance.queries import current
from icabinet.errors import NotFound, Refusal
from icabinet.extensions import services
from icabinet.invitations.rules import is_invited
from icabinet.meetings.queries import part_of, participants_of, stream_of
from icabinet.meetings.records import participant_record
from icabinet.people import policy
from icabinet.performing import perform
from icabinet.post.addresses import badge_address, check_badge_link
from icabinet.seats.queries import taken_seats
from icabinet.web.pages import words
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.invitations.listing import may_invite
from icabinet.web.pages.reading import Record, meeting_of
from icabinet.web.refusals import sentence
from icabinet.web.security import actor


@pages.get("/meetings/<meeting>/badges")
def print_badges(meeting: str) -> str:
    """Badges of everybody who is invited, or of the `person` of the query."""
    may_invite(meeting)
    record, _role = meeting_of(meeting)
    with services().db.reading() as session:
        parts = [participant_record(part) for part in participants_of(session, meeting) if is_invited(part.role)]
        seats = {person: seat for seat, person in taken_seats(session, stream_of(meeting)).items()}
    wanted = request.args.get("person")
    cards = [_card(meeting, part, seats) for part in parts if wanted in (None, part["person"])]
    return render_template("invitations/badges.html", meeting=record, cards=cards, roles=words.ROLES, here="home")


@pages.get("/meetings/<meeting>/badge/<person>/<code>")
def badge(meeting: str, person: str, code: str) -> str:
    record, part = _scanned(meeting, person, code)
    with services().db.reading() as session:
        row = current(session, stream_of(meeting), person)
    return render_template(
        "invitations/badge.html", meeting=record, part=part, code=code, since=row.since if row else None, here="home"
    )


@pages.post("/meetings/<meeting>/badge/<person>/<code>")
def let_in(meeting: str, person: str, code: str) -> Response:
    """Note that whoever wears the badge is here."""
    _scanned(meeting, person, code)
    try:
        args = {"person": person, "present": True}
        perform(actor(), stream_of(meeting), request.form.get("act", ""), "attendance.mark", args)
        flash(_("Checked in."), "ok")
    except Refusal as refusal:
        flash(sentence(refusal), "danger")
    return redirect(url_for("pages.badge", meeting=meeting, person=person, code=code), 303)


def _scanned(meeting: str, person: str, code: str) -> tuple[Record, Record]:
    """Return the meeting and whose badge it is; only for those who note presence."""
    record, role = meeting_of(meeting)
    policy.check(role, "attendance.mark")
    check_badge_link(meeting, person, code)
    with services().db.reading() as session:
        part = part_of(session, meeting, person)
    if part is None:
        raise NotFound(kind="participants", id=person)
    return record, participant_record(part)


def _card(meeting: str, part: Record, seats: dict[str, str]) -> dict[str, Any]:
    code = segno.make(badge_address(meeting, part["person"]), error="m", micro=False)
    return {**part, "seat": seats.get(part["person"], ""), "qr": code.svg_data_uri(scale=4, border=2)}
