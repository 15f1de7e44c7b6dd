"""Who may read a paper, and who has: two pages for those who answer for it."""

from typing import Any

from flask import flash, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from icabinet.errors import NotFound, Refusal
from icabinet.meetings.queries import stream_of
from icabinet.people import policy
from icabinet.people.policy import DESK_ROLES
from icabinet.performing import perform
from icabinet.web.pages import moments, words
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.reading import Record, records_of
from icabinet.web.refusals import sentence
from icabinet.web.restricting import level_in, several_in, until_in
from icabinet.web.security import actor

_SAID_OF_NONE: dict[str, Any] = {"level": "ordinary", "roles": [], "units": [], "people": [], "until": None}


@pages.get("/meetings/<meeting>/papers/<paper>/readers")
def paper_readers(meeting: str, paper: str) -> str:
    records, role = records_of(meeting, "papers.restrict")
    found = paper_in(records, paper)
    said = next((one for one in records.get("restrictions", ()) if one["paper"] == paper), _SAID_OF_NONE)
    day, time = moments.to_type(said["until"]) if said["until"] else ("", "")
    return render_template(
        "papers/readers.html",
        meeting=records["meetings"][0],
        paper=found,
        said=said,
        day=day,
        time=time,
        prepares=policy.may(role, "meetings.edit"),
        here="home",
        **choices(records),
    )


@pages.post("/meetings/<meeting>/papers/<paper>/readers")
def restrict_paper(meeting: str, paper: str) -> Response:
    paper_in(records_of(meeting, "papers.restrict")[0], paper)
    form = request.form
    try:
        args = {
            "id": paper,
            "level": level_in(form, "level"),
            **{name: several_in(form, name) for name in ("roles", "units", "people")},
            "until": until_in(form, "until"),
        }
        perform(actor(), stream_of(meeting), form.get("act", ""), "papers.restrict", args)
        flash(_("Saved."), "ok")
    except Refusal as refusal:
        flash(sentence(refusal), "danger")
    return redirect(url_for("pages.paper_readers", meeting=meeting, paper=paper), 303)


def choices(records: dict[str, list[Record]]) -> dict[str, Any]:
    """Return what the fields of a restriction offer: levels, roles, units, and people by precedence.

    The desk is not among them: it reads every paper.
    """
    others = [part for part in records["participants"] if part["role"] not in DESK_ROLES]
    others.sort(key=lambda part: (part["rank"], part["name"]))
    present = {part["role"] for part in others}
    return {
        "levels": list(words.LEVELS.items()),
        "secrets": list(words.STATE_SECRETS.values()),
        "roles": [(role, word) for role, word in words.READERS.items() if role in present],
        "units": [(unit, unit) for unit in sorted({part["unit"] for part in others if part["unit"]})],
        "readers": [(part["person"], ", ".join(filter(None, (part["name"], part["title"])))) for part in others],
    }


def paper_in(records: dict[str, list[Record]], paper: str) -> Record:
    """Return the paper's record, or refuse with `not_found`."""
    found = next((one for one in records.get("papers", ()) if one["id"] == paper), None)
    if found is None:
        raise NotFound(kind="papers", id=paper)
    return found
