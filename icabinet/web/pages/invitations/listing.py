"""The secretary's page of invitations, and the letter to take along."""

from flask import Response, render_template, request

from icabinet.errors import NotFound
from icabinet.extensions import services
from icabinet.people import policy
from icabinet.post.letter import letter_for
from icabinet.web.forms import TYPES, file_name, made
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.invitations import words
from icabinet.web.pages.invitations.reading import inviting
from icabinet.web.pages.reading import meeting_of
from icabinet.web.sending import named

_NAME = "Giấy mời"
_FORMS = ("docx", "pdf")


@pages.get("/meetings/<meeting>/invitations")
def invitations(meeting: str) -> str:
    may_invite(meeting)
    record, found = inviting(meeting)
    return render_template(
        "invitations/list.html",
        meeting=record,
        found=found,
        letter=found.letter,
        ended=record["state"] == "ended",
        has_mail=bool(services().settings.smtp_url),
        words=words,
        here="home",
    )


@pages.get("/meetings/<meeting>/invitations/letter.<form>")
def invitation_letter(meeting: str, form: str) -> Response:
    """Send the letter, to the `person` of the query or to nobody by name."""
    may_invite(meeting)
    if form not in _FORMS:
        raise NotFound(kind="form", id=form[:10])
    return letter_file(meeting, request.args.get("person"), form)


def may_invite(meeting: str) -> None:
    """Refuse whoever does not invite to this meeting."""
    _record, role = meeting_of(meeting)
    policy.check(role, "people.invite")


def letter_file(meeting: str, person: str | None, form: str) -> Response:
    """Return the letter as a file."""
    with services().db.reading() as session:
        content = letter_for(session, meeting, person)
    with made(content, form) as file, file:
        answer = Response(file.read(), mimetype=TYPES[form])
    return named(answer, file_name(_NAME, content.about, form))
