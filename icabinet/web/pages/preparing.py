"""The preparation of a meeting: details, agenda, papers, participants on one page."""

from typing import Any

from flask import redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from icabinet.agenda.templates import templates_of
from icabinet.extensions import services
from icabinet.languages import format_when
from icabinet.meetings.queries import earlier_of
from icabinet.people import accounts, bodies
from icabinet.people.tables import PersonRow
from icabinet.seats.rooms import rooms
from icabinet.web.boot import boot_of
from icabinet.web.pages import choices, moments, words
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.expecting import board
from icabinet.web.pages.readers import choices as restricting
from icabinet.web.pages.reading import Record, records_of
from icabinet.web.pages.shelves import shelves
from icabinet.web.pages.tree import Tree
from icabinet.web.security import viewer


@pages.get("/meetings/<meeting>/edit")
def edit_meeting(meeting: str) -> str | Response:
    records, role = records_of(meeting, "meetings.edit")
    record = records["meetings"][0]
    if record["written"]:
        return redirect(url_for("pages.edit_slip", slip=meeting), 303)
    day, time = moments.to_type(record["starts_at"])
    return render_template(
        "meetings/edit.html",
        meeting=record,
        day=day,
        time=time,
        ended=record["state"] == "ended",
        boot=boot_of(meeting, role),
        here="home",
        **_agenda(records),
        **_people(records, record["body"]["id"]),
        **_seats(records),
        restricting=restricting(records),
        kinds=choices.meeting_kinds(record),
    )


def _agenda(records: dict[str, list[Record]]) -> dict[str, Any]:
    filed = shelves(records.get("papers", ()))
    meeting = records["meetings"][0]
    items = [item | {"papers": filed.get(item["id"], [])} for item in Tree(records.get("items", ())).lines()]
    places = [
        ("", words.WHOLE_MEETING),
        *((item["id"], f"{item['number']}. {item['title']}") for item in items),
    ]
    return {
        "items": items,
        "loose": filed.get(None, []),
        "places": places,
        "papers_count": sum(map(len, filed.values())),
        "accepted": words.ACCEPTED,
        "board": board(records, filed),
        **choices.paper_groups(),
        "issuers": choices.issuers(),
        "all_papers": [paper for papers in filed.values() for paper in papers],
        "sources": _sources(meeting),
        "templates": templates_of(meeting["body"]["id"]),
    }


def _sources(meeting: Record) -> list[tuple[str, str]]:
    """Return from where an agenda may be taken over: earlier meetings of the body, and what it keeps as templates."""
    body = meeting["body"]["id"]
    with services().db.reading() as session:
        earlier = earlier_of(session, body, viewer().person, meeting["id"])
    kept = [(f"template:{row.id}", _("Template: %(name)s", name=row.name)) for row in templates_of(body)]
    return [*kept, *((f"meeting:{row.id}", f"{row.title} · {format_when(row.starts_at)}") for row in earlier)]


def _people(records: dict[str, list[Record]], body: str) -> dict[str, Any]:
    parts = sorted(records["participants"], key=lambda part: (part["rank"], part["name"]))
    invited = {part["person"] for part in parts}
    seats = [seat for seat in bodies.body(body).seats if seat.person not in invited and not seat.holder.disabled]
    offices = {seat.person: seat.office for seat in seats}
    others = [person for person in accounts.people() if person.id not in invited and not person.disabled]
    return {
        "participants": parts,
        "seats": len(seats),
        "roles": list(words.ROLES.items()),
        "role_words": words.ROLES,
        "invitable": [(person.id, _called(person, offices.get(person.id))) for person in others],
    }


def _seats(records: dict[str, list[Record]]) -> dict[str, Any]:
    names = {part["person"]: part["name"] for part in records["participants"]}
    taken = {seat["seat"]: names.get(seat["person"], "") for seat in records.get("seats", ())}
    seating = next(iter(records.get("seating", ())), None)
    return {"rooms": [(row.id, row.name) for row in rooms()], "seating": seating, "taken": taken}


def _called(person: PersonRow, office: str | None) -> str:
    return f"{person.name}, {office}" if office else person.name
