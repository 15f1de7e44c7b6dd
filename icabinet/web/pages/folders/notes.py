"""Notes of one's own: a title and lines of text."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from icabinet.errors import NotFound, Refusal
from icabinet.extensions import services
from icabinet.folders import keeping
from icabinet.folders.queries import folders_of, note_of
from icabinet.folders.rules import LONGEST_NOTE, NoteChanged
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.folders.acting import chosen
from icabinet.web.pages.folders.owners import owner
from icabinet.web.pages.folders.shelf import places
from icabinet.web.refusals import sentence


@pages.post("/folders/notes")
def add_note() -> Response | tuple[str, int]:
    asker, folder = owner(), chosen("folder")
    title, text = request.form.get("title", ""), request.form.get("text", "")
    try:
        note = keeping.add_note(asker.person, folder, title, text)
    except NotFound:
        raise
    except Refusal as refusal:
        return _page("", folder, title, text, 0, sentence(refusal)), refusal.status
    flash(_("Saved."), "ok")
    return redirect(url_for("pages.note", note=note), 303)


@pages.get("/folders/notes/new")
def new_note() -> str:
    return _page("", request.args.get("folder") or None, "", "", 0)


@pages.get("/folders/notes/<note>")
def note(note: str) -> str:
    asker = owner()
    with services().db.reading() as session:
        row = note_of(session, asker.person, note)
    return _page(note, row.folder, row.title, row.text, row.at)


@pages.post("/folders/notes/<note>")
def change_note(note: str) -> Response | tuple[str, int]:
    """Save a note; what was changed elsewhere meanwhile is shown beside what was typed, and nothing is lost."""
    asker, seen_at = owner(), request.form.get("seen", 0, type=int)
    title, text = request.form.get("title", ""), request.form.get("text", "")
    try:
        keeping.change_note(asker.person, note, title, text, seen_at)
    except NotFound:
        raise
    except Refusal as refusal:
        with services().db.reading() as session:
            row = note_of(session, asker.person, note)
        other = row.text if isinstance(refusal, NoteChanged) else None
        page = _page(note, row.folder, title, text, row.at if other is not None else seen_at, sentence(refusal), other)
        return page, refusal.status
    flash(_("Saved."), "ok")
    return redirect(url_for("pages.note", note=note), 303)


def _page(
    note: str, folder: str | None, title: str, text: str, at: int, problem: str = "", other: str | None = None
) -> str:
    asker = owner()
    with services().db.reading() as session:
        mine = folders_of(session, asker.person)
    return render_template(
        "folders/note.html",
        note=note,
        folder=mine.get(folder or ""),
        title=title,
        text=text,
        at=at,
        problem=problem,
        other=other,
        places=places(mine),
        longest=LONGEST_NOTE,
        here="folders",
    )
