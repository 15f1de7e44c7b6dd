"""Publishing, as the chair does it: what can be read outside, and what is read there now."""

from collections.abc import Mapping
from typing import Any

import msgspec
from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from icabinet.extensions import services
from icabinet.meetings.queries import stream_of
from icabinet.people import policy
from icabinet.performing import perform
from icabinet.publications.contents import AGENDA, DECISIONS, PublishedItem, agenda_in, decisions_in
from icabinet.publications.gathering import GENERAL, PUBLIC_KINDS, items_in
from icabinet.publications.queries import publications_of
from icabinet.publications.tables import PublicationRow
from icabinet.web.pages.acting import Form, Read, read_form, telling, text
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.reading import Record, meeting_of, records_of
from icabinet.web.pages.tree import Tree
from icabinet.web.restricting import several_in
from icabinet.web.security import actor

_KINDS = ("meetings", "items", "conclusions", "polls", "documents")


def ticked(form: Form, name: str) -> bool:
    return name in form


def lines(form: Form, name: str) -> str:
    return form.get(name, "")


FORMS: dict[str, dict[str, Read]] = {
    "publications.publish_agenda": {"items": several_in, "place": ticked, "presenters": ticked, "note": lines},
    "publications.publish_decisions": {
        "conclusions": several_in,
        "votes": several_in,
        "documents": several_in,
        "note": lines,
    },
    "publications.withdraw": {"what": text, "reason": text},
}


@pages.get("/meetings/<meeting>/publication")
def publication(meeting: str) -> str:
    records, role = records_of(meeting, "publications.withdraw", _KINDS)
    record = records["meetings"][0]
    with services().db.reading() as session:
        known = publications_of(session, stream_of(meeting))
        items = [item["id"] for item in Tree(records.get("items", ())).lines()]
        now = items_in(session, stream_of(meeting), items, presenters=True)
    named = [*((item["id"], f"{item['number']}. {item['title']}") for item in Tree(records.get("items", ())).lines())]
    return render_template(
        "publications/desk.html",
        meeting=record,
        agenda=known.get(AGENDA),
        decisions=known.get(DECISIONS),
        has_changed=_has_changed(known.get(AGENDA), record, {item.id: item for item in now}),
        before=_before(known),
        presenters=AGENDA in known and any(item.presenter for item in agenda_in(known[AGENDA].content).items),
        items=named,
        conclusions=_conclusions(records, named),
        votes=_votes(records),
        documents=[one for one in records.get("documents", ()) if _is_final(one)],
        publishes=policy.may(role, "publications.publish"),
        here="home",
    )


@pages.post("/meetings/<meeting>/publication/act/<name>")
def act_on_publication(meeting: str, name: str) -> Response:
    meeting_of(meeting)
    with telling():
        args = read_form(request.form, FORMS, name)
        perform(actor(), stream_of(meeting), request.form.get("act", ""), name, args)
    return redirect(url_for("pages.publication", meeting=meeting), 303)


def _before(known: Mapping[str, PublicationRow]) -> dict[str, set[str] | None]:
    """Return what was chosen the last time, of each kind; None before the first: what was left out stays left out."""
    agenda, decisions = known.get(AGENDA), known.get(DECISIONS)
    items = {item.id for item in agenda_in(agenda.content).items} if agenda else None
    if decisions is None:
        return {"items": items, "conclusions": None, "votes": None, "documents": None}
    told = decisions_in(decisions.content)
    return {
        "items": items,
        "conclusions": {one.id for one in told.conclusions},
        "votes": {one.id for one in told.votes},
        "documents": {one.id for one in told.documents},
    }


def _has_changed(row: PublicationRow | None, meeting: Record, now: Mapping[str, PublishedItem]) -> bool:
    """Whether what is read outside is no longer so; whether to say it there is the chair's to decide."""
    if row is None or row.withdrawn_at is not None:
        return False
    moved = (row.title, row.starts_at) != (meeting["title"], meeting["starts_at"])
    elsewhere = bool(row.place) and row.place != meeting["place"]
    return moved or elsewhere or any(_as_said(item, now.get(item.id)) != item for item in agenda_in(row.content).items)


def _as_said(before: PublishedItem, now: PublishedItem | None) -> PublishedItem | None:
    """Return an item as it stands now, without its presenter where that was not said."""
    return now if now is None or before.presenter else msgspec.structs.replace(now, presenter="")


def _conclusions(records: dict[str, list[Record]], named: list[tuple[str, str]]) -> list[dict[str, Any]]:
    found = {one["item"] or GENERAL: one for one in records.get("conclusions", ()) if one["announced_at"] is not None}
    places = [*named, (GENERAL, _("The meeting as a whole"))]
    return [{"id": item, "on": words, "text": found[item]["text"]} for item, words in places if item in found]


def _votes(records: dict[str, list[Record]]) -> list[Record]:
    votes = [one for one in records.get("polls", ()) if one["state"] == "published" and one["sentences"]]
    return sorted(votes, key=lambda one: (one["closed_at"] or 0, one["id"]))


def _is_final(document: Record) -> bool:
    return document["state"] == "issued" and document["kind"] in PUBLIC_KINDS
