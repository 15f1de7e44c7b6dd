"""An agenda taken from a file, from text, from an earlier meeting or a template: it is reviewed before it is added."""

import io
from collections.abc import Iterable
from typing import Any

from flask import flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from icabinet import ids
from icabinet.agenda import templates
from icabinet.agenda.templates import Kept, kept_of
from icabinet.desks.drafting import draft_of
from icabinet.errors import Invalid, NotFound, Refusal
from icabinet.extensions import services
from icabinet.meetings.queries import stream_of
from icabinet.performing import perform
from icabinet.web.pages import moments
from icabinet.web.pages.acting import back, text
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.expecting import usual_due
from icabinet.web.pages.reading import meeting_of, records_of
from icabinet.web.pages.reviewing import expected_in, items_in, lines_of
from icabinet.web.refusals import sentence
from icabinet.web.security import actor


@pages.post("/meetings/<meeting>/edit/agenda/draft")
def draft_agenda(meeting: str) -> str | Response:
    """Read a file that was chosen, or a text that was pasted."""
    records, _role = records_of(meeting, "agenda.edit")
    file, pasted = request.files.get("file"), request.form.get("pasted", "")
    try:
        if file:
            draft, source = draft_of(file.stream), file.filename or ""
        elif pasted.strip():
            draft, source = draft_of(io.BytesIO(pasted.encode("utf-8", "replace")), typed=True), _("pasted text")
        else:
            raise Invalid(where="file", why="missing")
    except Refusal as refusal:
        flash(sentence(refusal), "danger")
        return back(meeting, "agenda")
    if not (draft["items"] or draft["rest"]):
        flash(_("The file contains no text."), "danger")
        return back(meeting, "agenda")
    return _review(records["meetings"][0], source, lines_of(draft))


@pages.post("/meetings/<meeting>/edit/agenda/take-over")
def take_over_agenda(meeting: str) -> str | Response:
    """Review what another meeting of the body, or a template, has on its agenda."""
    records, _role = records_of(meeting, "agenda.edit")
    record = records["meetings"][0]
    kind, _colon, name = text(request.form, "source").partition(":")
    try:
        if kind == "template":
            title, items = templates.template(record["body"]["id"], name)
        else:
            title, items = _agenda_of(name)
    except Refusal as refusal:
        flash(sentence(refusal), "danger")
        return back(meeting, "agenda")
    if not items:
        flash(_("There is no agenda to take over."), "danger")
        return back(meeting, "agenda")
    return _review(record, title, _lines_of_kept(items))


@pages.post("/meetings/<meeting>/edit/agenda/import")
def import_agenda(meeting: str) -> Response:
    """Add what was left ticked, and expect the papers that the programme names, if that was ticked."""
    meeting_of(meeting)
    form, act = request.form, request.form.get("act", "")
    try:
        items, awaited = items_in(form), expected_in(form)
        perform(actor(), stream_of(meeting), act, "agenda.import_items", {"items": items})
        flash(_("Items added to the agenda: %(count)s", count=len(items)), "ok")
        if awaited:
            perform(actor(), stream_of(meeting), text(form, "act_papers"), "papers.expect", {"papers": awaited})
            flash(_("Papers expected: %(count)s", count=len(awaited)), "ok")
    except Refusal as refusal:
        flash(sentence(refusal), "danger")
    return back(meeting, "agenda")


@pages.post("/meetings/<meeting>/edit/agenda/keep")
def keep_agenda(meeting: str) -> Response:
    """Keep the agenda as a template of the body."""
    records, _role = records_of(meeting, "agenda.edit")
    try:
        with services().db.reading() as session:
            items = kept_of(session, stream_of(meeting))
        if not items:
            raise Invalid(where="items", why="none")
        templates.keep(records["meetings"][0]["body"]["id"], request.form.get("name", ""), items, actor().person)
        flash(_("The agenda is kept as a template."), "ok")
    except Refusal as refusal:
        flash(sentence(refusal), "danger")
    return back(meeting, "agenda")


@pages.post("/meetings/<meeting>/edit/agenda/templates/<template>/forget")
def forget_template(meeting: str, template: str) -> Response:
    records, _role = records_of(meeting, "agenda.edit")
    templates.forget(records["meetings"][0]["body"]["id"], template)
    flash(_("The template is gone."), "ok")
    return back(meeting, "agenda")


def _agenda_of(meeting: str) -> tuple[str, list[Kept]]:
    """Return the title and the agenda of a meeting in which the asker takes part."""
    record, _role = meeting_of(meeting)
    if record["written"]:
        raise NotFound(kind="meeting", id=meeting)
    with services().db.reading() as session:
        return record["title"], kept_of(session, stream_of(meeting))


def _lines_of_kept(items: Iterable[Kept]) -> list[dict[str, Any]]:
    plain = [{name: getattr(item, name) for name in item.__struct_fields__} for item in items]
    return lines_of({"items": [one | {"papers": [], "source": ""} for one in plain], "rest": [], "after": []})


def _review(meeting: dict[str, Any], source: str, lines: list[dict[str, Any]]) -> str:
    day, time = moments.to_type(usual_due(meeting["starts_at"]))
    return render_template(
        "meetings/agenda_review.html",
        meeting=meeting,
        filename=source,
        lines=lines,
        counts=(sum(line["is_item"] for line in lines), sum(not line["is_item"] for line in lines)),
        names_papers=any(line["papers"] for line in lines),
        day=day,
        time=time,
        act=ids.new(),
        act_papers=ids.new(),
        here="home",
    )
