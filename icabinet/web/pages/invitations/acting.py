"""Forms of the page of invitations that are one action of the journal each, and trying e-mail again."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from icabinet.meetings.queries import stream_of
from icabinet.performing import perform
from icabinet.post import deliveries
from icabinet.web.pages.acting import Form, Read, number_or_zero, read_form, telling, text
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.invitations.listing import may_invite
from icabinet.web.pages.reading import meeting_of
from icabinet.web.restricting import several_in
from icabinet.web.security import actor


def lines(form: Form, name: str) -> list[str]:
    return form.get(name, "").splitlines()


def whole(form: Form, name: str) -> str:
    return form.get(name, "")


# The actions that the page offers, and how each argument is read from the form.
FORMS: dict[str, dict[str, Read]] = {
    "invitations.write": {
        "number": text,
        "issued_in": text,
        "note": whole,
        "signer": text,
        "signer_office": text,
        "copies": lines,
        "remind_h": number_or_zero,
    },
    "invitations.send": {"persons": several_in},
    "invitations.remind": {"persons": several_in},
    "attendance.answer_for": {"person": text, "answer": text, "reason": text, "name": text},
    "meetings.call_off": {"reason": text},
}


@pages.post("/meetings/<meeting>/invitations/act/<name>")
def act_on_invitations(meeting: str, name: str) -> Response:
    meeting_of(meeting)
    with telling():
        args = read_form(request.form, FORMS, name)
        perform(actor(), stream_of(meeting), request.form.get("act", ""), name, args)
    return _back(meeting)


@pages.post("/meetings/<meeting>/invitations/again")
def post_again(meeting: str) -> Response:
    """Have e-mail that was not taken tried once more, now."""
    may_invite(meeting)
    count = deliveries.try_again(stream_of(meeting))
    flash(_("E-mails that are tried again: %(count)s", count=count), "ok")
    return _back(meeting)


def _back(meeting: str) -> Response:
    return redirect(url_for("pages.invitations", meeting=meeting), 303)
