"""Putting papers of one's meetings by: they are not copied, and stay with their meeting."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from icabinet.errors import Invalid, NotFound, Refusal
from icabinet.extensions import services
from icabinet.folders import keeping
from icabinet.folders.queries import folders_of
from icabinet.languages import format_day
from icabinet.meetings.queries import meetings_of
from icabinet.web.pages.acting import text
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.folders.acting import chosen
from icabinet.web.pages.folders.owners import owner, to_folder
from icabinet.web.pages.folders.shelf import places
from icabinet.web.pages.reading import records_of
from icabinet.web.pages.shelves import shelves
from icabinet.web.pages.tree import Tree
from icabinet.web.refusals import sentence

_MOST_AT_ONCE = 200


@pages.get("/folders/papers")
def choose_papers() -> str:
    """Show the papers of a meeting to choose from; `paper`: one that is ticked already."""
    asker, meeting = owner(), request.args.get("meeting", "")
    with services().db.reading() as session:
        mine = folders_of(session, asker.person)
        rows = [*meetings_of(session, asker.person), *meetings_of(session, asker.person, written=True)]
    meetings = [
        ("", _("Choose a meeting")),
        *((row.id, f"{row.title} · {format_day(row.starts_at)}") for row, _r in rows),
    ]
    return render_template(
        "folders/papers.html",
        meetings=meetings,
        meeting=meeting,
        groups=_groups(meeting) if meeting else [],
        ticked=request.args.get("paper", ""),
        folder=request.args.get("folder", ""),
        places=places(mine),
        here="folders",
    )


@pages.post("/folders/papers")
def keep_papers() -> Response:
    asker, folder, meeting = owner(), chosen("folder"), text(request.form, "meeting")
    papers = request.form.getlist("paper")[:_MOST_AT_ONCE]
    try:
        if not papers:
            raise Invalid(where="paper", why="missing")
        for paper in papers:
            keeping.keep_paper(asker.person, folder, meeting, paper)
        flash(_("Papers put into your folder: %(count)s", count=len(papers)), "ok")
    except NotFound:
        raise
    except Refusal as refusal:
        flash(sentence(refusal), "danger")
        return redirect(url_for("pages.choose_papers", meeting=meeting, folder=folder), 303)
    return to_folder(folder)


def _groups(meeting: str) -> list[dict[str, Any]]:
    """Return, under each item and for the whole meeting, the papers that can be read."""
    records, _role = records_of(meeting, "papers.read", ("papers", "items"))
    filed = {
        item: [one for one in found if one["state"] == "ready"]
        for item, found in shelves(records.get("papers", ())).items()
    }
    items = [
        {"title": f"{item['number']}. {item['title']}", "papers": filed.get(item["id"], [])}
        for item in Tree(records.get("items", ())).lines()
    ]
    groups = [{"title": "", "papers": filed.get(None, [])}, *items]
    return [group for group in groups if group["papers"]]
