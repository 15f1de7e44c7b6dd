"""Whose folders are asked for: always the asker's own."""

from flask import redirect, url_for
from werkzeug.wrappers import Response

from icabinet.errors import NotAllowed
from icabinet.people.sessions import Viewer
from icabinet.web.security import viewer


def owner() -> Viewer:
    """Return who asks for their folders; a tablet that is signed in for one meeting only has none."""
    found = viewer()
    if found.meeting is not None:
        raise NotAllowed(permission="folders")
    return found


def to_folder(folder: str | None) -> Response:
    """Go back to a folder, or to what lies in none."""
    return redirect(url_for("pages.folder", folder=folder) if folder else url_for("pages.folders"), 303)
