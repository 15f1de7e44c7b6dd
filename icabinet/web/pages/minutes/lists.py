"""The documents of a meeting on one page, and beginning one: its draft comes from the journal."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from icabinet import ids
from icabinet.agenda.queries import items_of, numbers_of
from icabinet.errors import Invalid, NotFound, Refusal
from icabinet.extensions import services
from icabinet.meetings.queries import stream_of
from icabinet.minutes import others
from icabinet.minutes.drafting import draft
from icabinet.minutes.kinds import CONCLUSIONS, KINDS, MINUTES, number_words
from icabinet.minutes.passages import DocumentPassage
from icabinet.minutes.queries import documents_of
from icabinet.minutes.rules import may_read
from icabinet.minutes.story import Story
from icabinet.people import policy
from icabinet.performing import perform
from icabinet.signing.queries import signatures_of
from icabinet.signing.rules import places_of
from icabinet.web.pages.acting import name_or_none, text
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.minutes import words
from icabinet.web.pages.minutes.gathering import story_of
from icabinet.web.pages.reading import meeting_of
from icabinet.web.refusals import sentence
from icabinet.web.security import actor


@pages.get("/meetings/<meeting>/documents")
def documents(meeting: str) -> str:
    """Show what was, or can be, written about the meeting."""
    record, role = meeting_of(meeting)
    policy.check(role, "minutes.read")
    with services().db.reading() as session:
        stream = stream_of(meeting)
        rows = [row for row in documents_of(session, stream) if may_read(role, row.state)]
        numbers = numbers_of(session, stream)
        signed = {row.id: len(signatures_of(session, stream, row.id)) for row in rows}
        titles = {item.id: item.title for item in items_of(session, stream)}
    return render_template(
        "minutes/documents.html",
        meeting=record,
        documents=[
            {
                "row": row,
                "number": number_words(row.kind, row.number, row.symbol),
                "signed": signed[row.id],
                "signers": len(places_of(row.kind)),
            }
            for row in rows
        ],
        has_minutes=any(row.kind == MINUTES for row in rows),
        items=[(item, f"{number}. {titles[item]}") for item, number in numbers.items()],
        writes=policy.may(role, "minutes.write"),
        attends=policy.may(role, "attendance.report"),
        exports=policy.may(role, "polls.export"),
        keeps=policy.may(role, "archive.read"),
        words=words,
        here="home",
    )


@pages.post("/meetings/<meeting>/documents")
def begin_document(meeting: str) -> Response:
    """Begin a document with its draft."""
    record, role = meeting_of(meeting)
    policy.check(role, "minutes.write")
    form, document = request.form, ids.new()
    kind, item = text(form, "kind"), name_or_none(form, "item")
    try:
        about, passages = drafted(meeting, record, kind, item)
        args = {"id": document, "kind": kind, "about": about, "passages": passages, "item": item}
        answer = perform(actor(), stream_of(meeting), text(form, "act"), "minutes.begin", args)
    except NotFound:
        raise
    except Refusal as refusal:
        flash(sentence(refusal), "danger")
        return redirect(url_for("pages.documents", meeting=meeting), 303)
    # Sent twice, the form answers with the first document.
    made = answer.data["id"] if answer.data else document
    return redirect(url_for("pages.edit_document", meeting=meeting, document=made), 303)


def drafted(meeting: str, record: dict[str, Any], kind: str, item: str | None) -> tuple[str, list[dict[str, str]]]:
    """Return what a new document of this kind is about, and its passages, from the journal as it is now."""
    if kind not in KINDS:
        raise Invalid(where="kind", why="unknown")
    story = story_of(meeting)
    about, passages = _draft(story, record, kind, item)
    return about, [{"key": one.key, "title": one.title, "text": one.text} for one in passages]


def _draft(story: Story, record: dict[str, Any], kind: str, item: str | None) -> tuple[str, list[DocumentPassage]]:
    if kind == MINUTES:
        return story.title, draft(story)
    if kind == CONCLUSIONS:
        return others.conclusions_about(story), others.conclusions(story)
    found = next((one for one in story.items if one.id == item), None)
    if found is None:
        raise Invalid(where="item", why="missing")
    return f"Về {found.title[:1].lower()}{found.title[1:]}", others.resolution(story, record["body"]["name"], found)
