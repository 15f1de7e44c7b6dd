"""The board of tasks: what is mine to do, what is overdue, what waits to be accepted, unit by unit."""

from flask import Response, render_template, request
from flask_babel import gettext as _

from icabinet import clock
from icabinet.languages import format_day
from icabinet.tasks.figures import PARTS, Sums, sums_of
from icabinet.web.bars import pieces
from icabinet.web.forms import check_form, file_name, sent
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.tasks import words
from icabinet.web.pages.tasks.files import list_of, record_of_list
from icabinet.web.pages.tasks.reading import SHELVES, Asked, Line, lines_for_viewer


@pages.get("/tasks")
def tasks() -> str:
    asked, lines = Asked.read(request.args), lines_for_viewer()
    found = [line for line in lines if asked.has(line)]
    counts = {shelf: sum(line.is_on(shelf) for line in found) for shelf in SHELVES}
    follows = any(line.mine.runs for line in lines)
    shown = request.args.get("show", "")
    if shown not in SHELVES:
        shown = "mine" if counts["mine"] or not follows else "open"
    return render_template(
        "tasks/board.html",
        shown=shown,
        counts=counts if follows else {name: counts[name] for name in SHELVES if name != "reported"},
        lines=[line for line in found if line.is_on(shown)],
        units=[(unit, sums, shares(sums)) for unit, sums in _by_unit(found).items()],
        asked=asked,
        choices=_choices(lines),
        parts=words.PARTS,
        words=words,
        here="tasks",
    )


@pages.get("/tasks.<form>")
def tasks_file(form: str) -> Response:
    """Send the tasks that are shown as a workbook (xlsx), or as a record in the administrative form (docx)."""
    check_form(form)
    asked, shown = Asked.read(request.args), request.args.get("show", "")
    lines = [line for line in lines_for_viewer() if asked.has(line) and line.is_on(shown)]
    content = list_of(lines, _by_unit(lines)) if form == "xlsx" else record_of_list(lines)
    return sent(content, form, file_name(_("Tasks"), format_day(clock.now_ms()), form))


def shares(sums: Sums) -> list[dict[str, object]]:
    """Return the pieces of a unit's bar."""
    return pieces([(part, getattr(sums, part)) for part in PARTS])


def _by_unit(lines: list[Line]) -> dict[str, Sums]:
    return sums_of([line.task for line in lines], lambda task: task.unit, clock.now_ms())


def _choices(lines: list[Line]) -> dict[str, list[tuple[str, str]]]:
    """Return what there is to choose from, each with "all" first."""
    bodies, units = sorted({line.body for line in lines}), sorted({unit for line in lines for unit in line.units})
    meetings = {line.meeting: line.title for line in lines}
    return {
        "body": [("", _("All bodies")), *((name, name) for name in bodies)],
        "unit": [("", _("All units")), *((name, name) for name in units)],
        "meeting": [("", _("All meetings")), *sorted(meetings.items(), key=lambda one: one[1])],
    }
