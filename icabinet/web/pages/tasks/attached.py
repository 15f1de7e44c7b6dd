"""Files that go with conclusions and tasks: put there by a form, sent as downloads to those who see the rest."""

from flask import Response, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as BaseResponse

from icabinet import ids
from icabinet.conclusions.tables import ConclusionFileRow
from icabinet.desks.attaching import attach
from icabinet.errors import NotFound, Refusal
from icabinet.extensions import services
from icabinet.meetings.queries import stream_of
from icabinet.papers.storage import original_name
from icabinet.tasks.tables import TaskFileRow
from icabinet.web.pages.acting import name_or_none
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.reading import records_of
from icabinet.web.pages.tasks.one import seen
from icabinet.web.refusals import sentence
from icabinet.web.security import actor
from icabinet.web.sending import named, send


@pages.post("/meetings/<meeting>/conclusions/files")
def add_conclusion_file(meeting: str) -> BaseResponse:
    """Have files go with a conclusion."""
    records_of(meeting, "conclusions.record", ("meetings",))
    item = name_or_none(request.form, "item")
    for one in chosen():
        args = {"id": ids.new(), "item": item}
        put(meeting, "conclusions.add_file", args, one)
    return redirect(url_for("pages.conclusions", meeting=meeting, _anchor=f"item-{item or ''}"), 303)


@pages.get("/meetings/<meeting>/conclusions/files/<attached>")
def conclusion_file(meeting: str, attached: str) -> Response:
    """Send a file to whoever sees the conclusion that it goes with."""
    records, _role = records_of(meeting, "tasks.read", ("conclusions",))
    shown = {one["id"] for conclusion in records.get("conclusions", ()) for one in conclusion["files"]}
    with services().db.reading() as session:
        row: ConclusionFileRow | None = session.get(ConclusionFileRow, (stream_of(meeting), attached))
    if row is None or attached not in shown:
        raise NotFound(kind="conclusion_files", id=attached)
    return sent(row.sha, row.filename)


@pages.get("/tasks/<meeting>/<task>/files/<attached>")
def task_file(meeting: str, task: str, attached: str) -> Response:
    """Send a file to whoever sees how the task goes, or the conclusion from which it follows."""
    found = seen(meeting, task)
    rows: list[TaskFileRow | ConclusionFileRow] = [*found.files, *found.conclusion_files]
    row = next((one for one in rows if one.id == attached), None)
    if row is None:
        raise NotFound(kind="task_files", id=attached)
    return sent(row.sha, row.filename)


def chosen() -> list[FileStorage]:
    """Return the files that were chosen in the form; a field left empty is none."""
    return [one for one in request.files.getlist("file") if one.filename]


def put(meeting: str, name: str, args: dict[str, str | None], one: FileStorage) -> None:
    """Attach one file, and say how it went."""
    try:
        attach(actor(), meeting, name, dict(args), one.filename or "", one.stream)
        flash(_("%(name)s was added.", name=one.filename), "ok")
    except NotFound:
        raise
    except Refusal as refusal:
        flash(f"{one.filename}: {sentence(refusal)}", "danger")


def sent(sha: str, filename: str) -> Response:
    """Send the bytes as a download, never to be opened in the browser."""
    path = services().storage.find(original_name(sha))
    if path is None:
        raise NotFound(kind="files", id=sha)
    return named(send(path, mimetype="application/octet-stream"), filename)
