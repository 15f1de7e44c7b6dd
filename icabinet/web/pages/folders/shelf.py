"""A folder: the folders in it, and the files, notes and papers that lie there."""

from collections.abc import Mapping

from flask import render_template

from icabinet.extensions import services
from icabinet.folders.files import UNFINISHED
from icabinet.folders.queries import folders_of, path_to, shelf_of, taken_by
from icabinet.folders.rules import MB, within
from icabinet.folders.tables import FolderRow
from icabinet.web.pages import words
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.folders.owners import owner


@pages.get("/folders")
def folders() -> str:
    return _page(None)


@pages.get("/folders/<folder>")
def folder(folder: str) -> str:
    return _page(folder)


def _page(folder: str | None) -> str:
    asker = owner()
    with services().db.reading() as session:
        shelf = shelf_of(session, asker.person, folder)
        mine, taken = folders_of(session, asker.person), taken_by(session, asker.person)
    parents = {row.id: row.parent for row in mine.values()}
    own = within(parents, folder) if folder else []
    most = services().settings.folders_mb
    return render_template(
        "folders/folder.html",
        shelf=shelf,
        places=places(mine),
        elsewhere=places({name: row for name, row in mine.items() if name not in own}),
        converting=any(row.state in UNFINISHED for row in shelf.files),
        taken=words.weight(taken),
        most=most,
        share=min(100, round(100 * taken / (most * MB))) if most else 100,
        accepted=words.ACCEPTED,
        weight=words.weight,
        failure=words.failure,
        here="folders",
    )


def places(folders: Mapping[str, FolderRow]) -> list[tuple[str, str]]:
    """Return where something can lie, to choose from: (folder, the way there)."""
    mine = dict(folders)
    ways = {row.id: " › ".join(one.name for one in path_to(mine, row.id)) for row in mine.values()}
    return [("", words.NO_FOLDER), *sorted(ways.items(), key=lambda pair: pair[1].lower())]
