"""What a meeting concluded, item by item, with the tasks that follow: to read, to write, to take along."""

from collections.abc import Sequence
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from icabinet import clock
from icabinet.errors import NotFound, Refusal, Stale
from icabinet.extensions import services
from icabinet.meetings.queries import stream_of
from icabinet.people import policy
from icabinet.performing import perform
from icabinet.tasks.owners import known_units
from icabinet.tasks.rules import is_overdue
from icabinet.web.forms import check_form, file_name, sent
from icabinet.web.pages.acting import Read, name_or_none, number_or_zero, read_form, text
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.reading import Record, records_of
from icabinet.web.pages.tasks import words
from icabinet.web.pages.tasks.acting import GIVING, lines, ticked
from icabinet.web.pages.tasks.files import record_of, workbook_of
from icabinet.web.pages.tree import Tree
from icabinet.web.refusals import sentence
from icabinet.web.security import actor

_KINDS = ("meetings", "participants", "items", "conclusions", "tasks", "carried")
FORMS: dict[str, dict[str, Read]] = {
    "conclusions.record": {"item": name_or_none, "text": lines, "announced": ticked, "seen": number_or_zero},
    "conclusions.remove": {"item": name_or_none},
    "conclusions.remove_file": {"id": text},
    "tasks.give": GIVING,
    "tasks.carry": {"item": text},
}


@pages.get("/meetings/<meeting>/conclusions")
def conclusions(meeting: str) -> str:
    return _page(meeting)


@pages.get("/meetings/<meeting>/conclusions.<form>")
def conclusions_file(meeting: str, form: str) -> Response:
    """Send what was concluded and given as a workbook (xlsx), or as a record in the administrative form (docx)."""
    check_form(form)
    records, _role = records_of(meeting, "tasks.read", _KINDS)
    record, items = records["meetings"][0], items_of(records)
    parts = records["participants"]
    names = {role: next((one["name"] for one in parts if one["role"] == role), "") for role in ("secretary", "chair")}
    content = workbook_of(record, items) if form == "xlsx" else record_of(record, items, names)
    return sent(content, form, file_name(_("Conclusions"), record["title"], form))


@pages.post("/meetings/<meeting>/conclusions/act/<name>")
def act_on_conclusion(meeting: str, name: str) -> BaseResponse | tuple[str, int]:
    """Carry out what a form asks for. Words that somebody else's have overtaken stay, beside those."""
    records_of(meeting, "tasks.read", ("meetings",))
    form = request.form
    try:
        perform(actor(), stream_of(meeting), form.get("act", ""), name, read_form(form, FORMS, name))
        flash(_("Saved."), "ok")
    except NotFound:
        raise
    except Stale as refusal:
        return _page(meeting, typed={"item": name_or_none(form, "item"), "text": lines(form, "text")}), refusal.status
    except Refusal as refusal:
        flash(sentence(refusal), "danger")
    return redirect(url_for("pages.conclusions", meeting=meeting, _anchor=f"item-{text(form, 'item')}"), 303)


def items_of(records: dict[str, list[Record]]) -> list[dict[str, Any]]:
    """Return every item in order, and the meeting as a whole last: {id, named, text, conclusion, tasks, carried}."""
    concluded = {one["item"]: one for one in records.get("conclusions", ())}
    now = clock.now_ms()
    tasks = _judged(sorted(records.get("tasks", ()), key=lambda one: one["position"]), now)
    carried = _judged(sorted(records.get("carried", ()), key=lambda one: one["place"]), now)
    places = [(item["id"], f"{item['number']}. {item['title']}") for item in Tree(records.get("items", ())).lines()]
    return [
        {
            "id": item,
            "named": named,
            "text": concluded[item]["text"] if item in concluded else "",
            "conclusion": concluded.get(item),
            "tasks": [task for task in tasks if task["item"] == item],
            "carried": [one for one in carried if one["item"] == item],
        }
        for item, named in [*places, (None, _("The meeting as a whole"))]
    ]


def _judged(tasks: list[Record], now: int) -> list[Record]:
    return [task | {"overdue": is_overdue(task["state"], task["deadline_at"], now)} for task in tasks]


def _page(meeting: str, typed: dict[str, Any] | None = None) -> str:
    records, role = records_of(meeting, "tasks.read", _KINDS)
    record, items = records["meetings"][0], items_of(records)
    writes = policy.may(role, "conclusions.record")
    return render_template(
        "conclusions/conclusions.html",
        meeting=record,
        items=items,
        counts=_counts(items),
        writes=writes,
        prepares=policy.may(role, "agenda.edit") and record["state"] != "ended",
        units=_units(records, record["body"]["id"]) if writes else [],
        typed=typed,
        words=words,
        here="home",
    )


def _counts(items: Sequence[dict[str, Any]]) -> dict[str, int]:
    return {
        "whole": len(items) - 1,
        "concluded": sum(bool(one["text"]) for one in items if one["id"] is not None),
        "tasks": sum(len(one["tasks"]) for one in items),
    }


def _units(records: dict[str, list[Record]], body: str) -> list[str]:
    """Return the units that are known, to choose from; any other may be typed."""
    with services().db.reading() as session:
        known = known_units(session, body)
    return sorted({*known, *(part["unit"] for part in records["participants"] if part["unit"])})
