"""Writing a document passage by passage, with what it said before, and a warning where two write the same."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from icabinet import ids
from icabinet.errors import NotFound, Refusal
from icabinet.extensions import services
from icabinet.meetings.queries import stream_of
from icabinet.minutes.comparing import differences
from icabinet.minutes.queries import revisions_of
from icabinet.minutes.rules import PassageChanged
from icabinet.people import policy
from icabinet.performing import perform
from icabinet.web.boot import boot_of
from icabinet.web.pages.acting import name_or_none, number, text
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.minutes import words
from icabinet.web.pages.minutes.lists import drafted
from icabinet.web.pages.minutes.reading import Seen, seen
from icabinet.web.refusals import sentence
from icabinet.web.security import actor


@pages.get("/meetings/<meeting>/documents/<document>/edit")
def edit_document(meeting: str, document: str) -> str | Response:
    found = _written(meeting, document)
    if found.row.state == "issued":
        return redirect(url_for("pages.document", meeting=meeting, document=document), 303)
    return _page(found)


@pages.post("/meetings/<meeting>/documents/<document>/passages/<passage>")
def write_passage(meeting: str, document: str, passage: str) -> Response | tuple[str, int]:
    """Save a passage. What cannot be saved because somebody else was faster stays, beside what they wrote."""
    found, form = _written(meeting, document), request.form
    typed = {"title": text(form, "title"), "text": form.get("text", "")}
    args = {"id": document, "key": passage, "seen": number(form, "seen") or 0, **typed}
    name = "minutes.write"
    if form.get("then") == "remove":
        name, args = "minutes.remove_passage", {key: args[key] for key in ("id", "key", "seen")}
    try:
        perform(actor(), stream_of(meeting), text(form, "act"), name, args)
    except PassageChanged as refusal:
        clash = {"key": passage, **typed, "parts": differences(str(refusal.data["text"]), typed["text"])}
        return _page(_written(meeting, document), clash), refusal.status
    except NotFound:
        raise
    except Refusal as refusal:
        return _page(found, {"key": passage, **typed, "problem": sentence(refusal)}), refusal.status
    return _back(found, passage)


@pages.post("/meetings/<meeting>/documents/<document>/passages")
def add_passage(meeting: str, document: str) -> Response:
    """Put in a passage of one's own."""
    found, form = _written(meeting, document), request.form
    key = ids.new()
    args = {"id": document, "key": key, "seen": 0, "title": text(form, "title"), "after": name_or_none(form, "after")}
    _try(lambda: perform(actor(), stream_of(meeting), text(form, "act"), "minutes.write", args))
    return _back(found, key)


@pages.get("/meetings/<meeting>/documents/<document>/standing")
def document_standing(meeting: str, document: str) -> dict[str, str]:
    """Say in which state the document is: a page that shows another one brings in what others have written."""
    return {"standing": _standing(_written(meeting, document))}


@pages.post("/meetings/<meeting>/documents/<document>/redraft")
def redraft_document(meeting: str, document: str) -> Response:
    """Bring in what the journal says now; what somebody has written stays."""
    found = _written(meeting, document)

    def work() -> None:
        _about, passages = drafted(meeting, found.meeting, found.row.kind, found.row.item)
        args = {"id": document, "passages": passages}
        answer = perform(actor(), stream_of(meeting), text(request.form, "act"), "minutes.redraft", args)
        count = answer.data["changed"] if answer.data else 0
        flash(_("Brought in from the journal: %(count)s passages. What was written by hand stayed.", count=count), "ok")

    _try(work)
    return _back(found)


@pages.get("/meetings/<meeting>/documents/<document>/passages/<passage>")
def passage_revisions(meeting: str, document: str, passage: str) -> str:
    """Show what a passage ever said, who wrote it, and what changed each time."""
    found = _written(meeting, document)
    with services().db.reading() as session:
        rows = revisions_of(session, stream_of(meeting), document, passage)
    if not rows:
        raise NotFound(kind="passages", id=passage)
    befores = [*[row.text for row in rows[1:]], ""]
    now = next((one for one in found.passages if one.key == passage), None)
    return render_template(
        "minutes/revisions.html",
        meeting=found.meeting,
        document=found.row,
        key=passage,
        revisions=[(row, differences(before, row.text)) for row, before in zip(rows, befores, strict=True)],
        now=now,
        names=found.names,
        here="home",
    )


def _written(meeting: str, document: str) -> Seen:
    found = seen(meeting, document)
    policy.check(found.role, "minutes.write")
    return found


def _standing(found: Seen) -> str:
    answered = sum(one.state != "open" for one in found.remarks)
    return f"{found.row.revision}.{len(found.passages)}.{len(found.remarks)}.{answered}"


def _page(found: Seen, clash: dict[str, Any] | None = None) -> str:
    remarks: dict[str, list[Any]] = {}
    for one in found.remarks:
        remarks.setdefault(one.key, []).append(one)
    return render_template(
        "minutes/edit.html",
        meeting=found.meeting,
        document=found.row,
        passages=found.passages,
        remarks=remarks,
        names=found.names,
        clash=clash,
        standing=_standing(found),
        words=words,
        boot=boot_of(found.meeting["id"], found.role),
        here="home",
    )


def _try(work: Callable[[], object]) -> None:
    try:
        work()
    except NotFound:
        raise
    except Refusal as refusal:
        flash(sentence(refusal), "danger")


def _back(found: Seen, passage: str = "") -> Response:
    place = {"meeting": found.meeting["id"], "document": found.row.id}
    return redirect(url_for("pages.edit_document", **place, _anchor=f"passage-{passage}" if passage else None), 303)
