"""The archives of a meeting: made, taken along, kept from being erased; and files that should never have been filed."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from icabinet import ids
from icabinet.archive.queries import archives_of, hold_of, standing_of, taken_away
from icabinet.desks.archiving.naming import archive_name
from icabinet.errors import NotFound, Refusal, Unavailable
from icabinet.extensions import services
from icabinet.meetings.queries import participants_of, stream_of
from icabinet.papers.storage import original_name
from icabinet.people import policy
from icabinet.performing import perform, perform_inside
from icabinet.web.pages.acting import Form, Read, text
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.reading import meeting_of
from icabinet.web.readers import UNSEEN
from icabinet.web.refusals import SENTENCES, sentence
from icabinet.web.security import actor
from icabinet.web.sending import named, send


def _is_on(form: Form, name: str) -> bool:
    return form.get(name) == "1"


FORMS: dict[str, dict[str, Read]] = {
    "archive.make": {"id": text},
    "archive.set_hold": {"held": _is_on, "why": text},
    "archive.erase_file": {"paper": text, "why": text},
}


@pages.get("/meetings/<meeting>/archive")
def archive(meeting: str) -> str:
    """Show what there is of a meeting to be kept, and how long it must be."""
    record, role = meeting_of(meeting)
    policy.check(role, "archive.read")
    with services().db.reading() as session:
        stream = stream_of(meeting)
        rows, hold, standing = archives_of(session, stream), hold_of(session, stream), standing_of(session, meeting)
        erasable = taken_away(session, stream) if policy.may(role, "archive.erase_file") else []
        names = {part.person: part.name for part in participants_of(session, meeting)}
    return render_template(
        "archive/meeting.html",
        meeting=record,
        archives=rows,
        hold=hold,
        standing=standing,
        erasable=erasable,
        under_way=any(row.state == "ordered" for row in rows),
        may={name: policy.may(role, f"archive.{name}") for name in ("make", "take", "hold", "erase_file")},
        names=names,
        reasons=SENTENCES,
        here="home",
    )


@pages.get("/meetings/<meeting>/archives/<archive>/file")
def archive_file(meeting: str, archive: str) -> Response:
    """Send an archive; that it was taken along is on record before anything is sent."""
    record, role = meeting_of(meeting)
    policy.check(role, "archive.take")
    answer = perform_inside(actor(), stream_of(meeting), ids.new(), "archive.take", {"id": archive})
    said = answer.data or {}
    path = services().storage.find(original_name(str(said["sha"])))
    if path is None:
        raise Unavailable(what="storage")
    sent = named(send(path, mimetype="application/zip"), f"{archive_name(record)}.zip")
    sent.headers["Cache-Control"] = UNSEEN
    return sent


@pages.post("/meetings/<meeting>/archive/act/<name>")
def act_on_archive(meeting: str, name: str) -> Answer:
    if name not in FORMS:
        raise NotFound(kind="action", id=name)
    meeting_of(meeting)
    form = request.form
    try:
        args = {key: read(form, key) for key, read in FORMS[name].items()}
        perform(actor(), stream_of(meeting), text(form, "act"), name, args)
        flash(_("The archive is being made.") if name == "archive.make" else _("Saved."), "ok")
    except NotFound:
        raise
    except Refusal as refusal:
        flash(sentence(refusal), "danger")
    return redirect(url_for("pages.archive", meeting=meeting), 303)
