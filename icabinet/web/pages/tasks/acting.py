"""Forms of the pages of tasks that are one action of the journal each."""

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from icabinet import ids
from icabinet.errors import Invalid
from icabinet.meetings.queries import stream_of
from icabinet.performing import perform
from icabinet.web.pages import moments
from icabinet.web.pages.acting import Form, Read, name_or_none, number_or_zero, read_form, telling, text
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.tasks.attached import chosen, put
from icabinet.web.pages.tasks.one import seen
from icabinet.web.security import actor


def day_or_none(form: Form, name: str) -> int | None:
    """Return the end of the day typed, None for nothing; refuse with `invalid` what is no day."""
    typed = text(form, name)
    return moments.typed(typed, "23:59") if typed else None


def day(form: Form, name: str) -> int:
    found = day_or_none(form, name)
    if found is None:
        raise Invalid(where=name, why="not_a_time")
    return found


def lines(form: Form, name: str) -> str:
    return form.get(name, "")


def several(form: Form, name: str) -> list[str]:
    """Return what is typed one beneath the other, or with semicolons between."""
    typed = form.get(name, "").replace(";", "\n")
    return [line.strip() for line in typed.splitlines() if line.strip()]


def ticked(form: Form, name: str) -> bool:
    return name in form


# What the page of a task offers, and how each argument is read from the form.
FORMS: dict[str, dict[str, Read]] = {
    "tasks.report": {"text": lines, "done": ticked, "until": day_or_none},
    "tasks.edit": {
        "text": lines,
        "unit": text,
        "helpers": several,
        "item": name_or_none,
        "person": name_or_none,
        "by_word": ticked,
    },
    "tasks.put_off": {"deadline_at": day, "reason": text},
    "tasks.return": {"reason": text},
    "tasks.close": {"text": text},
    "tasks.drop": {"reason": text},
    "tasks.remind": {},
}
GIVING: dict[str, Read] = {
    "id": text,
    "item": name_or_none,
    "text": lines,
    "unit": text,
    "helpers": several,
    "deadline_at": day_or_none,
    "remind_days": number_or_zero,
    "by_word": ticked,
}


@pages.post("/tasks/<meeting>/<task>/act/<name>")
def act_on_task(meeting: str, task: str, name: str) -> Response:
    found = seen(meeting, task)
    form = request.form
    with telling():
        args = {"id": task, **read_form(form, FORMS, name)}
        perform(actor(), stream_of(meeting), form.get("act", ""), name, args)
        for one in chosen() if name == "tasks.report" and (found.mine.owns or found.mine.runs) else ():
            put(meeting, "tasks.add_file", {"id": ids.new(), "task": task}, one)
    return redirect(url_for("pages.task", meeting=meeting, task=task), 303)
