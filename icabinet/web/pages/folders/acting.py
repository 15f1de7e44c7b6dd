"""Making folders, and moving and deleting what lies in them."""

from collections.abc import Callable

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from icabinet.folders import keeping
from icabinet.web import shortcut
from icabinet.web.pages.acting import telling
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.folders.owners import owner, to_folder


@pages.post("/folders")
def add_folder() -> Response:
    asker, parent = owner(), chosen("parent")
    return tried(parent, lambda: keeping.add_folder(asker.person, request.form.get("name", ""), parent))


@pages.post("/folders/<folder>")
def change_folder(folder: str) -> Response:
    asker = owner()
    name, parent = request.form.get("name", ""), chosen("parent")
    return tried(folder, lambda: keeping.change_folder(asker.person, folder, name, parent))


@pages.post("/folders/<folder>/remove")
def remove_folder(folder: str) -> Response:
    return gone(keeping.remove_folder(owner().person, folder))


@pages.post("/folders/things/<kind>/<thing>/move")
def move_thing(kind: str, thing: str) -> Response:
    asker, folder = owner(), chosen("folder")
    return tried(folder, lambda: keeping.move(asker.person, kind, thing, folder))


@pages.post("/folders/things/<kind>/<thing>/remove")
def remove_thing(kind: str, thing: str) -> Response:
    return gone(keeping.remove(owner().person, kind, thing))


def gone(keys: list[str]) -> Response:
    """Say that something was deleted; the browser lets go of the pictures of its pages, too."""
    for key in keys:
        shortcut.forget(key)
    flash(_("It was deleted."), "ok")
    back = chosen("back")
    answer = redirect(url_for("pages.folder", folder=back) if back else url_for("pages.folders"), 303)
    if keys:
        answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


def tried(folder: str | None, work: Callable[[], object]) -> Response:
    """Do it, say how it went, and return to a folder."""
    with telling():
        work()
    return to_folder(folder)


def chosen(name: str) -> str | None:
    return request.form.get(name, "") or None
