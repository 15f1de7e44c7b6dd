"""Forms of the preparation page that are one action of the journal each."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from icabinet import ids
from icabinet.errors import Invalid, NotFound, Refusal
from icabinet.meetings.queries import stream_of
from icabinet.people import bodies, policy
from icabinet.performing import perform
from icabinet.web.pages import moments
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.reading import meeting_of, records_of
from icabinet.web.pages.tree import Tree
from icabinet.web.refusals import sentence
from icabinet.web.restricting import level_in, several_in, until_in
from icabinet.web.security import actor

Form = MultiDict[str, str]
Read = Callable[[Form, str], object]

# Python refuses to read thousands of digits; no number that anybody means has as many.
_MOST_DIGITS = 15
END_OF_WORK = "17:00"


@contextmanager
def telling() -> Iterator[None]:
    """Say on the page that comes next how it went; what is not there for the asker is refused as ever."""
    try:
        yield
        flash(_("Saved."), "ok")
    except NotFound:
        raise
    except Refusal as refusal:
        flash(sentence(refusal), "danger")


def read_form(form: Form, forms: Mapping[str, Mapping[str, Read]], name: str) -> dict[str, Any]:
    """Return the arguments of an action as its form has them; refuse with `not_found` what no form asks for."""
    if name not in forms:
        raise NotFound(kind="action", id=name)
    return {key: read(form, key) for key, read in forms[name].items()}


def text(form: Form, name: str) -> str:
    return form.get(name, "").strip()


def number(form: Form, name: str) -> int | None:
    """Return the number typed, None for nothing; refuse with `invalid` for anything else."""
    typed = text(form, name)
    if typed and not (typed.isdecimal() and len(typed) <= _MOST_DIGITS):
        raise Invalid(where=name, why="not_a_number")
    return int(typed) if typed else None


def name_or_none(form: Form, name: str) -> str | None:
    return text(form, name) or None


def vote(form: Form, name: str) -> bool:
    """A vote goes only with the roles that can have one, whatever is ticked."""
    return name in form and form.get("role") in policy.ENTITLED_ROLES


def number_or_zero(form: Form, name: str) -> int:
    return number(form, name) or 0


def clock_time(form: Form, name: str) -> str:
    """Return "08:00", whatever seconds the browser adds."""
    return text(form, name)[:5]


def due(form: Form, name: str) -> int | None:
    """Return a moment typed as a day and a time, ms; None without a day."""
    day, time = text(form, f"{name}_day"), text(form, f"{name}_time")
    return moments.typed(day, time or END_OF_WORK) if day else None


def _due(form: Form, _name: str) -> int | None:
    return due(form, "due")


# The actions that the page offers, and how each argument is read from the form.
FORMS: dict[str, dict[str, Read]] = {
    "agenda.add_item": {
        "id": text,
        "title": text,
        "parent": name_or_none,
        "minutes": number,
        "presenter": text,
        "starts": clock_time,
    },
    "agenda.edit_item": {"id": text, "title": text, "minutes": number_or_zero, "presenter": text, "starts": clock_time},
    "agenda.remove_item": {"id": text},
    "papers.rename": {"id": text, "title": text},
    "papers.group": {"id": text, "group": text},
    "papers.change_expected": {
        "id": text,
        "title": text,
        "unit": text,
        "item": name_or_none,
        "due_at": _due,
        "remind_days": number_or_zero,
    },
    "papers.drop_expected": {"id": text},
    "papers.approve": {"id": text},
    "papers.return": {"id": text, "reason": text},
    "papers.supply": {"id": text, "paper": text},
    "papers.remind_units": {},
    "papers.name_issuer": {"id": text, "issuer": text},
    "papers.refile": {"id": text, "item": name_or_none},
    "papers.remove": {"id": text},
    "papers.retry": {"id": text},
    "papers.cancel": {"id": text},
    "papers.restrict": {
        "id": text,
        "level": level_in,
        "roles": several_in,
        "units": several_in,
        "people": several_in,
        "until": until_in,
    },
    "meetings.add_participant": {"person": text, "role": text, "entitled": vote},
    "meetings.remove_participant": {"person": text},
    "displays.add": {"id": text, "name": text},
    "seats.choose_room": {"room": text},
    "seats.fill": {},
    "seats.clear": {},
}


@pages.post("/meetings/<meeting>/edit/act/<name>")
def act(meeting: str, name: str) -> Response:
    return _try(meeting, lambda: read_form(request.form, FORMS, name), name)


@pages.post("/meetings/<meeting>/edit/details")
def edit_details(meeting: str) -> Response:
    form = request.form

    def args() -> dict[str, Any]:
        typed = {key: text(form, key) for key in ("title", "place", "online_url")}
        if "kind" in form:
            typed["kind"] = text(form, "kind")
        starts = moments.typed(text(form, "day"), text(form, "time"))
        minutes = number(form, "minutes")
        return {**typed, "starts_at": starts, **({"minutes": minutes} if minutes else {})}

    return _try(meeting, args, "meetings.edit")


@pages.post("/meetings/<meeting>/edit/items/<item>/move")
def move_item(meeting: str, item: str) -> Response:
    def args() -> dict[str, Any]:
        records, _role = records_of(meeting, "agenda.edit")
        tree = Tree(records.get("items", ()))
        place = tree.place(item, request.form.get("way", ""))
        if place is None:
            raise Invalid(where="way", why="no_room")
        return {"id": item, "parent": place[0], "before": place[1]}

    return _try(meeting, args, "agenda.move_item")


@pages.post("/meetings/<meeting>/edit/members")
def invite_members(meeting: str) -> Response:
    """Invite whoever has a seat in the body and is not invited yet, with the vote that goes with the seat."""
    records, _role = records_of(meeting, "people.invite")
    invited = {part["person"] for part in records["participants"]}
    for seat in bodies.body(records["meetings"][0]["body"]["id"]).seats:
        if seat.person not in invited and not seat.holder.disabled:
            args = {"person": seat.person, "role": "member", "entitled": seat.votes}
            perform(actor(), stream_of(meeting), ids.new(), "meetings.add_participant", args)
    return back(meeting, "people")


def back(meeting: str, part: str = "") -> Response:
    """Return to the preparation, at one of its parts."""
    return redirect(url_for("pages.edit_meeting", meeting=meeting, _anchor=part or None), 303)


def _part(action: str) -> str:
    family, _, what = action.partition(".")
    return "people" if "participant" in what else "details" if family == "meetings" else family


def _try(meeting: str, args: Callable[[], dict[str, Any]], name: str) -> Response:
    meeting_of(meeting)
    with telling():
        perform(actor(), stream_of(meeting), request.form.get("act", ""), name, args())
    return back(meeting, _part(name))
