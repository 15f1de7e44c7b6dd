"""Files of one's own: putting them there, reading them, having them back."""

from typing import Any

from flask import flash, render_template, request, send_file, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from icabinet.errors import NotFound, Refusal
from icabinet.extensions import services
from icabinet.folders import files, keeping
from icabinet.folders.queries import file_of
from icabinet.folders.tables import FileRow
from icabinet.languages import current_locale
from icabinet.papers.storage import own_name
from icabinet.web.assets import asset
from icabinet.web.boot import catalog
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.folders.acting import chosen, tried
from icabinet.web.pages.folders.owners import owner, to_folder
from icabinet.web.pages.meetings import live_sheets
from icabinet.web.refusals import sentence
from icabinet.web.sending import named


@pages.post("/folders/files")
def add_files() -> Response:
    asker, folder = owner(), chosen("folder")
    for file in request.files.getlist("file"):
        if not file.filename:
            continue
        try:
            files.add_file(asker.person, folder, file.filename, file.stream)
            flash(_("%(name)s is in your folder.", name=file.filename), "ok")
        except NotFound:
            raise
        except Refusal as refusal:
            flash(f"{file.filename}: {sentence(refusal)}", "danger")
    return to_folder(folder)


@pages.post("/folders/files/<file>")
def rename_file(file: str) -> Response:
    asker, title, back = owner(), request.form.get("title", ""), chosen("back")
    return tried(back, lambda: keeping.rename_file(asker.person, file, title))


@pages.get("/folders/files/<file>")
def own_file(file: str) -> str | Response:
    """Show the reader with this file alone; as long as it cannot be read, its folder says why."""
    asker = owner()
    with services().db.reading() as session:
        row = file_of(session, asker.person, file)
    if row.state != "ready":
        return to_folder(row.folder)
    boot = {
        # Without a meeting: nobody else is here, and nothing is shared.
        "meeting": "",
        "person": asker.person,
        "role": "guest",
        "locale": current_locale(),
        "catalog": catalog(current_locale()),
        "icons": asset("vendor/icons.svg"),
        "file": _paper(row),
        "page": request.args.get("page", 1, type=int),
        "original": url_for("pages.own_original", file=file),
        "back": url_for("pages.folder", folder=row.folder) if row.folder else url_for("pages.folders"),
    }
    return render_template("folders/file.html", file=row, boot=boot, sheets=live_sheets(), here="folders")


@pages.get("/folders/files/<file>/original")
def own_original(file: str) -> Response:
    """Send the file as it was put there: as a download, never to be opened in the browser."""
    asker = owner()
    with services().db.reading() as session:
        row = file_of(session, asker.person, file)
    path = services().storage.find(own_name(row.key))
    if path is None:
        raise NotFound(kind="file", id=file)
    answer = named(send_file(path, mimetype="application/octet-stream"), row.filename)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _paper(row: FileRow) -> dict[str, Any]:
    """Return a file as the reader knows papers."""
    return {
        "id": row.id, "item": None, "position": 0, "title": row.title, "filename": row.filename, "kind": row.kind,
        "sha": row.key, "size": row.size, "state": row.state, "reason": row.reason,
        "pages": len(row.sizes) if row.sizes else None, "sizes": row.sizes, "renderer": row.renderer,
        "by": row.person, "at": row.at, "level": "ordinary", "guarded": False, "until": None,
        "version": 1, "replaces": None, "replaced_by": None, "unchanged": None,
    }  # fmt: skip
