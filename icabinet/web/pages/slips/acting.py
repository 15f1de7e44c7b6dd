"""Forms of a slip's page that are one action of the journal each."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from icabinet.errors import NotFound, Refusal
from icabinet.languages import format_exactly
from icabinet.meetings.queries import stream_of
from icabinet.performing import perform
from icabinet.web.pages import moments
from icabinet.web.pages.acting import Form, Read, name_or_none, telling, text
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.slips.one import page_of
from icabinet.web.pages.slips.reading import seen
from icabinet.web.refusals import sentence
from icabinet.web.restricting import several_in
from icabinet.web.security import actor


def moment(form: Form, _name: str) -> int:
    """Return the moment of the fields `day` and `time`."""
    return moments.typed(text(form, "day"), text(form, "time"))


# The actions that the page offers, and how each argument is read from the form.
FORMS: dict[str, dict[str, Read]] = {
    "slips.send": {},
    "slips.remind": {"persons": several_in},
    "slips.extend": {"deadline_at": moment, "reason": text},
    "slips.close": {},
    "slips.withdraw": {"reason": text},
    "attendance.represent": {"member": text, "by": text},
    "attendance.end_representation": {"member": text},
}


@pages.post("/slips/<slip>/act/<name>")
def act_on_slip(slip: str, name: str) -> Response:
    if name not in FORMS:
        raise NotFound(kind="action", id=name)
    return tried(slip, name, lambda: {key: read(request.form, key) for key, read in FORMS[name].items()})


@pages.post("/slips/<slip>/answer")
def answer_slip(slip: str) -> Response | tuple[str, int]:
    """Answer for oneself, or for the member whom the form names. What is not taken stays in the fields."""
    found, form = seen(slip), request.form
    # Lines end as on the tablet: what it sends again later, by its socket, is to be the same.
    answers = [
        {"choice": text(form, f"choice-{place}"), "opinion": form.get(f"opinion-{place}", "").replace("\r\n", "\n")}
        for place in range(len(found.slip["questions"]))
    ]
    typed = {"answers": answers, "member": name_or_none(form, "member")}
    try:
        answer = perform(actor(), stream_of(slip), text(form, "act"), "slips.answer", typed)
    except NotFound:
        raise
    except Refusal as refusal:
        return page_of(found, typed, _problem(refusal)), refusal.status
    flash(_("Recorded at %(time)s.", time=format_exactly(answer.at)), "ok")
    return redirect(url_for("pages.slip", slip=slip), 303)


def _problem(refusal: Refusal) -> str:
    """Say what is missing where it is something that people forget."""
    if refusal.data.get("where") == "choice":
        return _("Choose an answer to each question.")
    if refusal.data.get("where") == "opinion":
        return _("Another opinion needs words: please write it down.")
    return sentence(refusal)


def tried(slip: str, name: str, args: Callable[[], dict[str, Any]]) -> Response:
    """Carry the action out, say how it went, and return to the slip."""
    seen(slip)
    with telling():
        perform(actor(), stream_of(slip), request.form.get("act", ""), name, args())
    return redirect(url_for("pages.slip", slip=slip), 303)
