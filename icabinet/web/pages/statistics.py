"""Statistics over the meetings that somebody keeps: by meeting, member, unit and slip, with bars, and as a workbook."""

from dataclasses import dataclass
from typing import Any

from flask import Response, render_template, request
from flask_babel import gettext as _

from icabinet import clock
from icabinet.errors import NotAllowed
from icabinet.extensions import services
from icabinet.languages import format_day
from icabinet.meetings.tables import MeetingRow
from icabinet.people import policy
from icabinet.slips.figures import BySlip, figures_of
from icabinet.slips.queries import replies_in, slips_of
from icabinet.tasks.figures import PARTS, sums_of
from icabinet.web.bars import pieces
from icabinet.web.forms import file_name, sent
from icabinet.web.pages import moments
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.tasks.words import PARTS as PART_WORDS
from icabinet.web.security import viewer
from icabinet.web.statistics.figures import ByMeeting, ByUnit, Totals, by_person, by_unit, whole
from icabinet.web.statistics.gathering import gather, kept_by
from icabinet.web.statistics.workbook import minutes, workbook


@dataclass(frozen=True)
class Period:
    """What is added up: meetings of one body, or all; of these days ("2026-11-26"), or of any time; of one kind."""

    body: str
    since: str
    until: str
    kind: str

    def has(self, body: str, at: int) -> bool:
        return moments.within(at, self.since, self.until) and self.body in ("", body)


@dataclass(frozen=True)
class Statistics:
    """All of it; bodies, kinds: names to choose from."""

    meetings: list[ByMeeting]
    people: list[Totals]
    units: list[tuple[str, ByUnit]]
    slips: list[BySlip]
    bodies: list[str]
    kinds: list[str]


@pages.get("/statistics")
def statistics() -> str:
    period = _period()
    found = _statistics(period)
    return render_template(
        "statistics/statistics.html",
        period=period,
        bodies=[("", _("All bodies")), *((name, name) for name in found.bodies)],
        kinds=[("", _("Any")), *((name, name) for name in found.kinds)] if found.kinds else [],
        found=found,
        whole=whole(found.meetings),
        minutes=minutes,
        presence=lambda one: pieces([("in_time", one.came), ("missed", one.invited - one.came)]),
        tasks=lambda one: pieces([(part, getattr(one.tasks, part)) for part in PARTS]),
        answers=lambda one: pieces([(part, getattr(one.turnout, part)) for part in _ANSWERS]),
        longest=max((one.spoken_ms for one in found.people), default=0),
        share=lambda ms, most: pieces([("spoken", ms)], most or 1),
        parts=PART_WORDS,
        here="tasks",
    )


@pages.get("/statistics.xlsx")
def statistics_file() -> Response:
    found, day = _statistics(_period()), format_day(clock.now_ms())
    content = workbook(f"{_('Statistics')}, {day}", found.meetings, found.people, found.units, found.slips)
    return sent(content, "xlsx", file_name(_("Statistics"), day, "xlsx"))


_ANSWERS = ("in_time", "late", "missed", "waiting")


def _period() -> Period:
    period = Period(*(request.args.get(name, "").strip() for name in ("body", "since", "until", "kind")))
    period.has("", 0)  # whether the days are days is asked before anything is looked up
    return period


def _statistics(period: Period) -> Statistics:
    """Add up what the asker keeps; refuse who keeps no records at all."""
    asker, now = viewer(), clock.now_ms()
    with services().db.reading() as session:
        kept = [] if asker.meeting else kept_by(session, asker.person)
        run = [one for one in slips_of(session, asker.person) if policy.may(one.role, "slips.run")]
        if asker.meeting or not (kept or run):
            raise NotAllowed(permission="tasks.follow")
        of_kind = [row for row in kept if period.kind in ("", row.kind_name)]
        chosen = [row for row in of_kind if period.has(row.body_name, row.starts_at)]
        gathered = gather(session, chosen, now)
        asked = [one.slip for one in run if one.slip.sent_at and period.has(one.body, one.slip.sent_at)]
        replies = replies_in(session, [slip.stream for slip in asked])
    out = [(slip, replies.get(slip.stream, [])) for slip in asked if slip.state != "withdrawn"]
    return Statistics(
        meetings=gathered.meetings,
        people=by_person(part for part in gathered.parts if part.member),
        units=by_unit(gathered.parts, sums_of(gathered.tasks, lambda task: task.unit, now)),
        slips=list(figures_of(out, now).by_slip),
        bodies=_names(kept, run),
        kinds=sorted({row.kind_name for row in kept} - {""}),
    )


def _names(kept: list[MeetingRow], run: list[Any]) -> list[str]:
    return sorted({*(row.body_name for row in kept), *(one.body for one in run)})
