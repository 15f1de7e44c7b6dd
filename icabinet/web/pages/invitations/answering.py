"""Answering an invitation by its link, without an account. Opening it changes nothing: programs open links, too."""

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from icabinet import ids
from icabinet.attendance.queries import answer_of
from icabinet.errors import NotFound, Refusal
from icabinet.extensions import services
from icabinet.invitations.queries import what_of
from icabinet.invitations.rules import is_invited
from icabinet.meetings.queries import meeting_row, part_of, participants_of, stream_of
from icabinet.meetings.records import meeting_record
from icabinet.people.policy import Role
from icabinet.performing import Actor, perform_inside
from icabinet.post import calendar
from icabinet.post.addresses import answer_address, check_answer_link
from icabinet.post.composing import host
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.invitations import words
from icabinet.web.pages.invitations.listing import letter_file
from icabinet.web.refusals import sentence
from icabinet.web.security import limited

_ICS = "text/calendar"


@pages.get("/meetings/<meeting>/answer/<person>/<code>")
def answer_invitation(meeting: str, person: str, code: str) -> str:
    return _page(meeting, person, code)


@pages.post("/meetings/<meeting>/answer/<person>/<code>")
@limited
def answer_by_link(meeting: str, person: str, code: str) -> BaseResponse | tuple[str, int]:
    _check(meeting, person, code)
    typed = {name: request.form.get(name, "") for name in ("answer", "reason", "name")}
    # What belongs to another answer is not held against anybody.
    args = typed | ({} if typed["answer"] == "substitute" else {"name": ""})
    try:
        act = request.form.get("act", "")
        perform_inside(Actor(person, meeting), stream_of(meeting), act, "attendance.answer_by_link", args)
    except Refusal as refusal:
        return _page(meeting, person, code, typed, _problem(refusal)), refusal.status
    flash(_("Your answer is recorded. Until the meeting ends you can change it by the same link."), "ok")
    return redirect(url_for("pages.answer_invitation", meeting=meeting, person=person, code=code), 303)


@pages.get("/meetings/<meeting>/answer/<person>/<code>/meeting.ics")
def invitation_calendar(meeting: str, person: str, code: str) -> Response:
    """Send the meeting for one's own calendar."""
    _check(meeting, person, code)
    with services().db.reading() as session:
        row, what = meeting_row(session, meeting), what_of(session, meeting)
    link = answer_address(meeting, person)
    date = calendar.Date(meeting, what, 0, row.starts_at, link, row.body_name, off=bool(row.called_off))
    return Response(calendar.feed(row.body_name, [date], host()), mimetype=_ICS)


@pages.get("/meetings/<meeting>/answer/<person>/<code>/letter.pdf")
def own_letter(meeting: str, person: str, code: str) -> Response:
    """Send one's own letter of invitation."""
    _check(meeting, person, code)
    return letter_file(meeting, person, "pdf")


def _check(meeting: str, person: str, code: str) -> None:
    """Refuse with `not_found` a wrong link, and that of somebody who takes no part any more."""
    check_answer_link(ids.check(meeting, "meeting"), person, code)
    with services().db.reading() as session:
        part = part_of(session, meeting, person)
    if part is None or not is_invited(part.role):
        raise NotFound(kind="meeting", id=meeting)


def _page(meeting: str, person: str, code: str, typed: dict[str, Any] | None = None, problem: str | None = None) -> str:
    _check(meeting, person, code)
    with services().db.reading() as session:
        said = answer_of(session, stream_of(meeting), person)
        parts = participants_of(session, meeting)
        record = meeting_record(meeting_row(session, meeting))
    names = {part.person: part.name for part in parts}
    shown = typed or {
        "answer": said.answer if said else "",
        "reason": said.reason if said else "",
        "name": (names.get(said.substitute) or said.name) if said else "",
    }
    return render_template(
        "invitations/answer.html",
        meeting=record,
        name=names[person],
        chairs=[part.name for part in parts if part.role == Role.CHAIR],
        said=said if said and said.answer else None,
        shown=shown,
        problem=problem,
        person=person,
        code=code,
        words=words,
    )


def _problem(refusal: Refusal) -> str:
    """Say what is missing where it is something that people forget."""
    return {
        "answer": _("Choose an answer."),
        "reason": _("Please say why, in a few words."),
        "substitute": _("Please say who comes instead."),
    }.get(str(refusal.data.get("where", "")), sentence(refusal))
