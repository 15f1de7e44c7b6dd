"""Papers to come: the secretary's board of what is expected, and what a unit has to deliver."""

from collections.abc import Iterable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from icabinet import clock, ids
from icabinet.desks.filing import submit_upload
from icabinet.errors import Invalid, Refusal
from icabinet.extensions import services
from icabinet.meetings.queries import stream_of
from icabinet.papers.expecting.queries import wanted_from
from icabinet.papers.expecting.records import expected_record
from icabinet.papers.expecting.rules import USUAL_DAYS, WAITED_FOR, unit_key
from icabinet.people import bodies
from icabinet.people.tables import PersonRow
from icabinet.performing import perform
from icabinet.web.pages import moments, words
from icabinet.web.pages.acting import END_OF_WORK, back, due, name_or_none, number_or_zero, text
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.reading import Record, records_of
from icabinet.web.refusals import sentence
from icabinet.web.security import actor, viewer
from icabinet.web.uploads import opened

_DAY_MS = 24 * 3_600_000
_DAYS_BEFORE = 3


@pages.get("/papers/to-prepare")
def to_prepare() -> str:
    """Whatever is expected from the asker's units."""
    with services().db.reading() as session:
        found = [_wanted(session, one) for one in wanted_from(session, viewer().person)]
    mine = [one for one in found if viewer().meeting in (None, one["meeting"])]
    return render_template("papers/to_prepare.html", wanted=mine, accepted=words.ACCEPTED, here="prepare")


@pages.post("/meetings/<meeting>/expected/<expected>")
def submit_paper(meeting: str, expected: str) -> Response:
    """Deliver a file for what is expected."""
    who, file, paper = actor(), request.files.get("file"), request.form.get("paper", "")
    try:
        if not file or not file.filename:
            raise Invalid(where="file", why="missing")
        note = request.form.get("note", "")
        submit_upload(who, ids.check(meeting), paper, expected, file.filename, opened(file.stream), note)
        flash(_("%(name)s was delivered. The secretary looks at it now.", name=file.filename), "ok")
    except Refusal as refusal:
        flash(sentence(refusal), "danger")
    return redirect(url_for("pages.to_prepare", _anchor=f"wanted-{expected}"), 303)


@pages.post("/meetings/<meeting>/edit/expected")
def expect_papers(meeting: str) -> Response:
    """Expect one paper; or, of every item that somebody presents and none is expected for, one called like the item."""
    records, _role = records_of(meeting, "papers.file")
    form = request.form
    try:
        due_at = due(form, "due")
        if "every" in form:
            wanted = _of_every_item(records)
        else:
            wanted = [{"item": name_or_none(form, "item"), "title": text(form, "title"), "unit": text(form, "unit")}]
        said = {"due_at": due_at, "remind_days": number_or_zero(form, "remind_days")}
        papers = [{"id": ids.new(), **one, **said} for one in wanted]
        perform(actor(), stream_of(meeting), text(form, "act"), "papers.expect", {"papers": papers})
        flash(_("Papers expected: %(count)s", count=len(papers)), "ok")
    except Refusal as refusal:
        flash(sentence(refusal), "danger")
    return back(meeting, "expected")


def board(records: dict[str, list[Record]], shelves: dict[str | None, list[Record]]) -> dict[str, Any]:
    """Return what the page shows of the papers to come: lines, counts, and what may be typed."""
    meeting = records["meetings"][0]
    items = {item["id"]: item for item in records.get("items", ())}
    filed = {paper["id"]: paper for papers in shelves.values() for paper in papers}
    lines = [_line(one, items, filed) for one in sorted(records.get("expected", ()), key=_place(items))]
    states = [line["state"] for line in lines]
    day, time = moments.to_type(usual_due(meeting["starts_at"]))
    return {
        "lines": lines,
        "missing": sum(state in WAITED_FOR for state in states),
        "waiting": states.count("submitted"),
        "late": sum(line["late"] or line["overdue"] for line in lines),
        "here": states.count("approved"),
        "asks": len(_of_every_item(records)),
        "units": _units(records),
        "day": day,
        "time": time,
        "remind_days": USUAL_DAYS,
    }


def usual_due(starts_at: int) -> int:
    """Return the evening three days before a meeting (ms), as long as that is not over."""
    day, _time = moments.to_type(max(starts_at - _DAYS_BEFORE * _DAY_MS, clock.now_ms()))
    return min(moments.typed(day, END_OF_WORK), starts_at) if starts_at > clock.now_ms() else starts_at


def _line(one: Record, items: dict[str, Record], filed: dict[str, Record]) -> dict[str, Any]:
    day, time = moments.to_type(one["due_at"]) if one["due_at"] is not None else ("", "")
    return one | {
        "number": items[one["item"]]["number"] if one["item"] in items else "",
        "overdue": one["state"] in WAITED_FOR and one["due_at"] is not None and one["due_at"] < clock.now_ms(),
        "by_name": _name(one["by"]),
        "filed": filed.get(one["paper"] or ""),
        "day": day,
        "time": time,
    }


def _name(person: str) -> str:
    with services().db.reading() as session:
        row = session.get(PersonRow, person) if person else None
    return row.name if row else ""


def _place(items: dict[str, Record]) -> Any:
    def place(one: Record) -> tuple[list[int], int]:
        number = items[one["item"]]["number"] if one["item"] in items else "0"
        return [int(part) for part in number.split(".")], one["position"]

    return place


def _of_every_item(records: dict[str, list[Record]]) -> list[dict[str, Any]]:
    known = {one["item"] for one in records.get("expected", ())}
    parents = {item["parent"] for item in records.get("items", ())}
    return [
        {"item": item["id"], "title": item["title"][:300], "unit": item["presenter"]}
        for item in records.get("items", ())
        if item["presenter"] and item["id"] not in known | parents
    ]


def _units(records: dict[str, list[Record]]) -> list[str]:
    """Return the names of units that there are, of those who present first."""
    body = bodies.body(records["meetings"][0]["body"]["id"])
    names: Iterable[str] = (
        *(item["presenter"] for item in records.get("items", ())),
        *(seat.unit for seat in body.seats),
        *(part["unit"] for part in records["participants"]),
        *(other.name for other in bodies.bodies() if other.parent == body.id),
    )
    return list({unit_key(name): name for name in names if name}.values())


def _wanted(session: Session, one: Any) -> dict[str, Any]:
    record = expected_record(one.expected)
    waited = record["state"] in WAITED_FOR
    return record | {
        "meeting": one.meeting,
        "meeting_title": one.meeting_title,
        "starts_at": one.starts_at,
        "overdue": waited and record["due_at"] is not None and record["due_at"] < clock.now_ms(),
        "open": waited or record["state"] == "submitted",
        "by_name": row.name if record["by"] and (row := session.get(PersonRow, record["by"])) else "",
    }
