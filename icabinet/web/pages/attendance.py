"""The attendance of a meeting: to read, to print, to take along, and for the secretary to put right."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from icabinet import clock
from icabinet.attendance.report import Line, Report, report_of
from icabinet.attendance.stays import Stay
from icabinet.errors import Invalid, Refusal
from icabinet.extensions import services
from icabinet.languages import ZONE, current_locale, format_clock, format_when, local_iso
from icabinet.meetings.queries import stream_of
from icabinet.people import policy
from icabinet.performing import perform
from icabinet.web.attendance import words
from icabinet.web.attendance.letter import letter
from icabinet.web.attendance.tables import heads, rows, sections
from icabinet.web.attendance.workbook import workbook
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.reading import meeting_of
from icabinet.web.refusals import sentence
from icabinet.web.security import actor

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FIELDS = "%Y-%m-%dT%H:%M:%S"
# So many rows at most come from the page, whatever is sent.
_MOST = 50


@pages.get("/meetings/<meeting>/attendance")
def attendance(meeting: str) -> str:
    report, role = _report(meeting)
    return render_template(
        "attendance/report.html",
        meeting=report.meeting,
        report=report,
        quorum=report.quorum[current_locale()],
        sections=sections(report),
        corrects=policy.may(role, "attendance.mark"),
        to_type=_to_type,
        latest=_latest,
        words=words,
        local_iso=local_iso,
        format_clock=format_clock,
        here="home",
    )


@pages.get("/meetings/<meeting>/attendance.xlsx")
def attendance_sheet(meeting: str) -> Response:
    report, _role = _report(meeting)
    title, intro, tables = _contents(report)
    return _file(services().offload(workbook, title, intro, heads(), tables), _XLSX, f"attendance-{meeting}.xlsx")


@pages.get("/meetings/<meeting>/attendance.docx")
def attendance_letter(meeting: str) -> Response:
    report, _role = _report(meeting)
    title, intro, tables = _contents(report)
    made = services().offload(letter, report.meeting["body"]["name"], title, intro, heads(), tables)
    return _file(made, _DOCX, f"attendance-{meeting}.docx")


@pages.post("/meetings/<meeting>/attendance/<person>")
def correct_attendance(meeting: str, person: str) -> BaseResponse:
    """Put right when somebody was here; a row without a beginning is none."""
    _report(meeting)
    form = request.form
    try:
        args = {"person": person, "reason": form.get("reason", ""), "seen": _number(form), "stays": _typed(form)}
        perform(actor(), stream_of(meeting), form.get("act", ""), "attendance.correct", args)
        flash(_("Saved."), "ok")
    except Refusal as refusal:
        flash(sentence(refusal), "danger")
    return redirect(url_for("pages.attendance", meeting=meeting, _anchor=f"person-{person}"), 303)


def _report(meeting: str) -> tuple[Report, str]:
    _record, role = meeting_of(meeting)
    policy.check(role, "attendance.report")
    with services().db.reading() as session:
        return report_of(session, meeting, clock.now_ms()), role


def _contents(report: Report) -> tuple[str, list[str], list[Any]]:
    """Return title, introduction and tables as text, so that no other thread needs to know the language."""
    about = report.meeting
    when = [format_when(about["starts_at"]), about["place"], about["body"]["name"]]
    course = [_("Begun: %(when)s", when=format_when(report.begin))] if report.begin else []
    if about["ended_at"]:
        course.append(_("Ended: %(when)s", when=format_when(about["ended_at"])))
    intro = [about["title"], " · ".join(filter(None, when)), *course, report.quorum[current_locale()]]
    tables = [(heading, list(rows(lines))) for heading, lines in sections(report)]
    corrected = [
        _(
            "Corrected for %(name)s by %(by)s, %(when)s: %(reason)s",
            name=one["name"],
            by=one["by_name"],
            when=format_when(one["at"]),
            reason=one["reason"],
        )
        for one in report.corrections
    ]
    return _("Attendance list"), [*intro, *corrected], tables


def _file(made: bytes, kind: str, name: str) -> Response:
    answer = Response(made, mimetype=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _typed(form: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the stays that were typed; a time that was not touched keeps its thousandths."""
    stays = []
    for row in range(_MOST):
        since = _moment(form, f"since-{row}")
        if since is not None:
            until, remote = _moment(form, f"until-{row}"), f"remote-{row}" in form
            stays.append({"since": since, "until": until, "remote": remote})
    return stays


def _moment(form: Mapping[str, str], name: str) -> int | None:
    typed = form.get(name, "").strip()
    if not typed:
        return None
    before = form.get(f"{name}-was", "")
    if before.isascii() and before.isdecimal() and _to_type(int(before[:15])) == typed:
        return int(before[:15])
    try:
        # Browsers leave out seconds that are none.
        whole = typed if typed.count(":") > 1 else f"{typed}:00"
        return int(datetime.strptime(whole, _FIELDS).replace(tzinfo=ZONE).timestamp() * 1000)
    except (ValueError, OverflowError) as error:
        raise Invalid(where="stays", why="not_a_time") from error


def _number(form: Mapping[str, str]) -> int:
    seen = form.get("seen", "")
    if not (seen.isascii() and seen.isdecimal() and len(seen) <= 15):  # noqa: PLR2004 - no time has as many digits
        raise Invalid(where="seen", why="not_a_number")
    return int(seen)


def _to_type(at: int) -> str:
    """Return a moment (ms) as the browser's field wants it."""
    return datetime.fromtimestamp(at / 1000, ZONE).strftime(_FIELDS)


def _latest(line: Line) -> int:
    """Return when the person's presence last changed, as this page shows it."""
    return max((_end(stay) for stay in line.stays), default=0)


def _end(stay: Stay) -> int:
    return stay.since if stay.until is None else stay.until
