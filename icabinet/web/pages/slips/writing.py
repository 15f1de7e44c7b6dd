"""Writing a slip: begun with few words, then all of it on one page, with its papers, until it is sent."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from icabinet import ids
from icabinet.errors import Invalid, NotAllowed, NotFound, Refusal
from icabinet.meetings.queries import stream_of
from icabinet.people import bodies, policy
from icabinet.performing import perform
from icabinet.polls.majority import PRESETS
from icabinet.polls.words import preset_words
from icabinet.slips.questions import MOST_QUESTIONS, Ways
from icabinet.web.boot import boot_of
from icabinet.web.pages import choices, moments
from icabinet.web.pages import words as page_words
from icabinet.web.pages.acting import Form, name_or_none, number, text
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.readers import choices as restricting
from icabinet.web.pages.shelves import shelves
from icabinet.web.pages.slips import words
from icabinet.web.pages.slips.acting import moment
from icabinet.web.pages.slips.reading import Seen, seen
from icabinet.web.refusals import sentence
from icabinet.web.security import actor, viewer

_BLANK = {"text": "", "options": []}


@pages.get("/slips/new")
def new_slip() -> str:
    day, time = moments.in_days(7, "17:00")
    return _new_page({"body": "", "subject": "", "question": "", "day": day, "time": time})


@pages.post("/slips/new")
def make_slip() -> Response | tuple[str, int]:
    form, slip = request.form, ids.new()
    typed = {name: text(form, name) for name in ("body", "subject", "question", "day", "time")}
    try:
        args = {
            "body": typed["body"],
            "subject": typed["subject"],
            "questions": [{"text": typed["question"]}],
            "deadline_at": moment(form, "deadline_at"),
            "chair": _first_of(typed["body"]),
        }
        answer = perform(actor(), stream_of(slip), text(form, "act"), "slips.make", args)
    except NotFound:
        raise
    except Refusal as refusal:
        return _new_page(typed, sentence(refusal)), refusal.status
    # Sent twice, the form answers with the first slip.
    made = answer.data["id"] if answer.data else slip
    return redirect(url_for("pages.edit_slip", slip=made), 303)


@pages.get("/slips/<slip>/edit")
def edit_slip(slip: str) -> str | Response:
    found = seen(slip)
    policy.check(found.role, "slips.write")
    if found.slip["state"] != "draft":
        return redirect(url_for("pages.slip", slip=slip), 303)
    return render_template("slips/edit.html", **_written(found), boot=boot_of(slip, found.role), here="slips")


@pages.post("/slips/<slip>/edit")
def write_slip(slip: str) -> Response | tuple[str, int]:
    """Save what is typed; with the button that says so, send it as well. What is refused stays in the fields."""
    found, form = seen(slip), request.form
    policy.check(found.role, "slips.write")
    try:
        perform(actor(), stream_of(slip), text(form, "act"), "slips.edit", _args(form, found.slip))
        if form.get("then") == "send":
            perform(actor(), stream_of(slip), text(form, "send"), "slips.send", {})
    except NotFound:
        raise
    except Refusal as refusal:
        if found.slip["state"] != "draft":
            raise
        shown = _written(found) | _typed(found.slip, form)
        boot = boot_of(slip, found.role)
        page = render_template("slips/edit.html", **shown, problem=sentence(refusal), boot=boot, here="slips")
        return page, refusal.status
    flash(_("The slip was sent.") if form.get("then") == "send" else _("Saved."), "ok")
    return redirect(url_for("pages.edit_slip", slip=slip), 303)


def _typed(slip: dict[str, Any], form: Form) -> dict[str, Any]:
    """Return what the fields hold, fit to be looked at again."""
    pairs = zip(form.getlist("question"), form.getlist("options"), strict=False)
    ways = {name: name in form for name in ("silence", "changeable", "shown")}
    said = {
        "subject": text(form, "subject"),
        "explanation": form.get("explanation", ""),
        "ways": {**slip["ways"], **ways, "late": text(form, "late"), "remind_h": text(form, "remind_h")},
        "rule": {**slip["rule"], "preset": text(form, "preset")},
        "chair": name_or_none(form, "chair"),
    }
    questions = [{"text": one, "options": _lines(some)} for one, some in pairs]
    return {"slip": slip | said, "questions": questions, "day": text(form, "day"), "time": text(form, "time")}


def _args(form: Form, slip: dict[str, Any]) -> dict[str, Any]:
    hours, preset = number(form, "remind_h"), text(form, "preset")
    return {
        "subject": text(form, "subject"),
        "explanation": form.get("explanation", ""),
        "questions": _questions(form),
        "deadline_at": moment(form, "deadline_at"),
        "ways": {
            "late": text(form, "late"),
            "remind_h": Ways().remind_h if hours is None else hours,
            **{name: name in form for name in ("silence", "changeable", "shown")},
        },
        # A rule of one's own came by program; the page leaves it as it is.
        **({"preset": preset} if preset else {"rule": slip["rule"]}),
        "chair": name_or_none(form, "chair"),
    }


def _questions(form: Form) -> list[dict[str, Any]]:
    """Return what the pairs of fields say; a question without words is none."""
    asked, options = form.getlist("question"), form.getlist("options")
    if len(asked) != len(options):
        raise Invalid(where="questions", why="length", longest=MOST_QUESTIONS)
    pairs = zip(asked, options, strict=True)
    return [{"text": one, "options": _lines(some)} for one, some in pairs if one.strip()]


def _lines(typed: str) -> list[str]:
    return [line.strip() for line in typed.splitlines() if line.strip()]


def _written(found: Seen) -> dict[str, Any]:
    slip, body = found.slip, bodies.body(found.meeting["body"]["id"])
    day, time = moments.to_type(slip["deadline_at"])
    filed = shelves(found.papers).get(None, [])
    own = [] if slip["rule"]["preset"] else [("", _("A rule of its own, as it is now"))]
    seats = [seat for seat in body.seats if not seat.holder.disabled]
    return {
        "slip": slip,
        "meeting": found.meeting,
        **choices.paper_groups(),
        "issuers": choices.issuers(),
        "questions": [*slip["questions"], _BLANK][:MOST_QUESTIONS],
        "day": day,
        "time": time,
        "chairs": [("", _("Nobody")), *((seat.person, _called(seat)) for seat in seats)],
        "presets": [*own, *((name, preset_words(name)) for name in PRESETS)],
        "asked": [seat for seat in seats if seat.votes],
        "late_words": list(words.LATE.items()),
        "loose": filed,
        "papers_count": len(filed),
        "items": [],
        "places": [],
        "ended": False,
        "accepted": page_words.ACCEPTED,
        "restricting": restricting(found.records),
        "words": words,
    }


def _called(seat: Any) -> str:
    return f"{seat.holder.name}, {seat.office}" if seat.office else str(seat.holder.name)


def _first_of(body: str) -> str | None:
    """Return who comes first in the body: whoever chairs it, as a rule. It can be changed."""
    seats = [seat for seat in bodies.body(body).seats if seat.votes and not seat.holder.disabled]
    return seats[0].person if seats else None


def _new_page(typed: dict[str, Any], problem: str | None = None) -> str:
    asker = viewer()
    mine = bodies.prepared_by(asker.person, administers=asker.administers)
    if not mine or asker.meeting:
        raise NotAllowed(permission="slips.write")
    options = [(body.id, body.name) for body in mine]
    return render_template("slips/new.html", bodies=options, typed=typed, problem=problem, here="slips")
