"""The statistics as a workbook: a sheet for meetings, members, units and slips, each with its drawing."""

from collections.abc import Sequence

from flask_babel import gettext as _

from icabinet.languages import format_day
from icabinet.slips.figures import BySlip
from icabinet.tasks.figures import PARTS
from icabinet.web.pages.tasks.words import PARTS as PART_WORDS
from icabinet.web.statistics.figures import ByMeeting, ByUnit, Totals
from icabinet.worker.forms import told

_MINUTE_MS = 60_000


def workbook(
    title: str,
    meetings: Sequence[ByMeeting],
    people: Sequence[Totals],
    units: Sequence[tuple[str, ByUnit]],
    slips: Sequence[BySlip],
) -> told.Workbook:
    """Return the workbook; columns of numbers that are drawn come first."""
    return told.Workbook(
        title=title,
        sheets=[
            _sheet(_("By meeting"), title, [_("Meeting"), *_attendance(), *_meeting_head()], _meetings(meetings)),
            _sheet(_("By member"), title, [_("Name"), *_attendance(), *_person_head()], _people(people)),
            _sheet(_("By unit"), title, [_("Unit"), *map(str, (PART_WORDS[part] for part in PARTS)), *_unit_head()],
                   _units(units), chart=len(PARTS)),
            _sheet(_("By slip"), title, [_("Subject"), *_answer_head()],
                   _slips(slips), chart=4),
        ],
    )  # fmt: skip


def minutes(ms: int) -> int:
    return round(ms / _MINUTE_MS)


def _sheet(name: str, title: str, head: list[str], rows: list[list[told.Cell]], *, chart: int = 2) -> told.Sheet:
    block = told.Block(head=head, rows=rows, chart=chart)
    return told.Sheet(name=name, title=f"{title} – {name}", blocks=[block], widths=[44, *[14] * (len(head) - 1)])


def _attendance() -> list[str]:
    return [_("Came"), _("Did not come")]


def _meeting_head() -> list[str]:
    return [
        _("Invited"), _("Day"), _("Minutes"), _("Agenda items"), _("Conclusions"), _("Papers"), _("Votes held"),
        _("Adopted"), _("Number of speeches"), _("Minutes of speeches"), _("Tasks"), _("Open tasks"),
    ]  # fmt: skip


def _meetings(meetings: Sequence[ByMeeting]) -> list[list[told.Cell]]:
    return [
        [
            one.title, one.came, one.invited - one.came, one.invited, format_day(one.starts_at), minutes(one.ms),
            one.items, one.concluded, one.papers, one.votes, one.adopted, one.speeches, minutes(one.spoken_ms),
            one.tasks, one.open_tasks,
        ]
        for one in meetings
    ]  # fmt: skip


def _person_head() -> list[str]:
    return [
        _("Invited"), _("With a reason"), _("Unit"), _("Minutes present"), _("Number of speeches"),
        _("Minutes of speeches"),
        _("Votes asked in"), _("Votes cast"),
    ]  # fmt: skip


def _people(people: Sequence[Totals]) -> list[list[told.Cell]]:
    return [
        [
            one.name, one.came, one.invited - one.came, one.invited, one.excused, one.unit, minutes(one.ms),
            one.speeches, minutes(one.spoken_ms), one.asked, one.voted,
        ]
        for one in people
    ]  # fmt: skip


def _unit_head() -> list[str]:
    return [_("In all"), _("Invited"), _("Came"), _("Number of speeches"), _("Minutes of speeches")]


def _units(units: Sequence[tuple[str, ByUnit]]) -> list[list[told.Cell]]:
    return [
        [
            name, *(getattr(one.tasks, part) for part in PARTS), one.tasks.total, one.people.invited, one.people.came,
            one.people.speeches, minutes(one.people.spoken_ms),
        ]
        for name, one in units
    ]  # fmt: skip


def _answer_head() -> list[str]:
    return [_("In time"), _("Late"), _("No answer"), _("Awaited"), _("Asked")]


def _slips(slips: Sequence[BySlip]) -> list[list[told.Cell]]:
    parts = ("in_time", "late", "missed", "waiting", "asked")
    return [[one.slip.subject, *(getattr(one.turnout, part) for part in parts)] for one in slips]
