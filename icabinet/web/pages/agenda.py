"""Reading the agenda out of a Word file: the secretary reviews what was read before anything is added."""

from collections.abc import Iterator
from typing import Any

from flask import flash, render_template, request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from icabinet import ids
from icabinet.desks.drafting import draft_of
from icabinet.errors import Invalid, Refusal
from icabinet.meetings.queries import stream_of
from icabinet.performing import perform
from icabinet.web.pages.acting import back, number
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.reading import meeting_of, records_of
from icabinet.web.refusals import sentence
from icabinet.web.security import actor


@pages.post("/meetings/<meeting>/edit/agenda/draft")
def draft_agenda(meeting: str) -> str | Response:
    records, _role = records_of(meeting, "agenda.edit")
    file = request.files.get("file")
    try:
        if file is None:
            raise Invalid(where="file", why="missing")
        draft = draft_of(file.stream)
    except Refusal as refusal:
        flash(sentence(refusal), "danger")
        return back(meeting, "agenda")
    if not (draft["items"] or draft["rest"]):
        flash(_("The file contains no text."), "danger")
        return back(meeting, "agenda")
    rows = [item | {"key": ids.new(), "source": item["source"].splitlines()} for item in draft["items"]]
    rest = [{"key": ids.new(), "line": line} for line in draft["rest"]]
    return render_template(
        "meetings/agenda_review.html",
        meeting=records["meetings"][0],
        filename=file.filename,
        rows=rows,
        rest=rest,
        act=ids.new(),
        here="home",
    )


@pages.post("/meetings/<meeting>/edit/agenda/import")
def import_agenda(meeting: str) -> Response:
    meeting_of(meeting)
    try:
        items = [*_taken(request.form), *_rescued(request.form)]
        perform(actor(), stream_of(meeting), request.form.get("act", ""), "agenda.import_items", {"items": items})
        flash(_("Items added to the agenda: %(count)s", count=len(items)), "ok")
    except Refusal as refusal:
        flash(sentence(refusal), "danger")
    return back(meeting, "agenda")


def _taken(form: MultiDict[str, str]) -> Iterator[dict[str, Any]]:
    """Yield the items that were left ticked, each under the nearest one above it of a lesser level."""
    above: list[tuple[int, str]] = []
    for key in form.getlist("key"):
        if f"take-{key}" not in form:
            continue
        level = number(form, f"level-{key}") or 0
        above = [(other, item) for other, item in above if other < level]
        yield {
            "id": key,
            "title": form.get(f"title-{key}", ""),
            "parent": above[-1][1] if above else None,
            "minutes": number(form, f"minutes-{key}"),
            "presenter": form.get(f"presenter-{key}", ""),
        }
        above.append((level, key))


def _rescued(form: MultiDict[str, str]) -> Iterator[dict[str, Any]]:
    """Yield the ticked lines that had not been read as items."""
    for key in form.getlist("rest"):
        yield {"id": key, "title": form.get(f"line-{key}", ""), "parent": None}
