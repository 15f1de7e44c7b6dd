"""What the slips that somebody runs came to: by member and by slip, with bars, and as a workbook."""

from dataclasses import dataclass
from typing import Any

from flask import Response, render_template, request
from flask_babel import gettext as _

from icabinet import clock
from icabinet.errors import NotAllowed
from icabinet.extensions import services
from icabinet.languages import format_day
from icabinet.people import policy
from icabinet.slips.figures import Figures, Turnout, figures_of
from icabinet.slips.queries import replies_in, slips_of
from icabinet.web.pages import moments
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.slips import words
from icabinet.web.pages.slips.reporting import as_file
from icabinet.web.security import viewer
from icabinet.web.sheets.content import Cell, Grid, Section, Sheet

_DAY_MS = 86_400_000
# In the order in which the bars lie beside one another.
PARTS = ("in_time", "late", "missed", "waiting")


@dataclass(frozen=True)
class Asked:
    """What is to be added up: the slips of one body, or all; sent on these days ("2026-11-26"), or at any time."""

    body: str
    since: str
    until: str

    def has(self, body: str, sent_at: int) -> bool:
        since = moments.typed(self.since, "00:00") if self.since else 0
        until = moments.typed(self.until, "00:00") + _DAY_MS if self.until else None
        return self.body in ("", body) and since <= sent_at and (until is None or sent_at < until)


@pages.get("/slips/statistics")
def slip_statistics() -> str:
    asked = _asked()
    figures, known = _figures(asked)
    return render_template(
        "slips/statistics.html",
        asked=asked,
        bodies=[("", _("All bodies")), *((name, name) for name in known)],
        members=[(member, shares(member.turnout)) for member in figures.by_member],
        lines=[(line, shares(line.turnout), verdicts(line.verdicts)) for line in figures.by_slip],
        words=words,
        here="slips",
    )


@pages.get("/slips/statistics.xlsx")
def slip_statistics_file() -> Response:
    figures, _known = _figures(_asked())
    return as_file(_sheet(figures), "xlsx", _("Statistics of slips.xlsx"))


def shares(turnout: Turnout) -> list[dict[str, Any]]:
    """Return the pieces of a bar: {part, at, width}, of a hundred."""
    found, at = [], 0.0
    for part in PARTS:
        width = round(getattr(turnout, part) / max(turnout.asked, 1) * 100, 2)
        found.append({"part": part, "at": round(at, 2), "width": width, "count": getattr(turnout, part)})
        at += width
    return found


def verdicts(found: list[str]) -> list[str]:
    """Say verdicts in a word each."""
    said = {
        "adopted": _("Adopted"),
        "rejected": _("Not adopted"),
        "tie": _("Tie"),
        "no_quorum": _("No quorum"),
        "elected": _("Chosen"),
    }
    return [said.get(verdict, _("Undecided")) for verdict in found]


def _asked() -> Asked:
    asked = Asked(*(request.args.get(name, "").strip() for name in ("body", "since", "until")))
    asked.has("", 0)  # whether the days are days is asked before anything is looked up
    return asked


def _figures(asked: Asked) -> tuple[Figures, list[str]]:
    """Return the figures and the names of the bodies that there are; refuse who runs no slips at all."""
    asker = viewer()
    with services().db.reading() as session:
        run = [one for one in slips_of(session, asker.person) if policy.may(one.role, "slips.run")]
        if not run or asker.meeting:
            raise NotAllowed(permission="slips.run")
        sent = [one for one in run if one.slip.sent_at and one.slip.state != "withdrawn"]
        chosen = [one.slip for one in sent if asked.has(one.body, one.slip.sent_at or 0)]
        replies = replies_in(session, [slip.stream for slip in chosen])
    figures = figures_of([(slip, replies.get(slip.stream, [])) for slip in chosen], clock.now_ms())
    return figures, sorted({one.body for one in run})


def _sheet(figures: Figures) -> Sheet:
    parts = [_("In time"), _("Late"), _("No answer"), _("Awaited")]
    members: list[list[Cell]] = [
        [one.name, *_counts(one.turnout), one.turnout.asked, one.yes, one.no, one.other, one.chosen]
        for one in figures.by_member
    ]
    slips: list[list[Cell]] = [
        [line.slip.subject, *_counts(line.turnout), line.turnout.asked, format_day(line.slip.sent_at),
         format_day(line.slip.deadline_at), ", ".join(verdicts(line.verdicts))]
        for line in figures.by_slip
    ]  # fmt: skip
    said = [_("Agree"), _("Disagree"), _("Other opinion"), _("Options chosen")]
    by_member = Grid((_("Name"), *parts, _("Asked"), *said), members, chart=len(PARTS))
    by_slip = Grid((_("Subject"), *parts, _("Asked"), _("Sent"), _("Deadline"), _("Result")), slips, chart=len(PARTS))
    return Sheet(
        issuer="I-Cabinet",
        kind=_("Statistics of slips"),
        about=_("Statistics of slips"),
        facts=[(_("As of"), format_day(clock.now_ms())), (_("Slips"), str(len(slips)))],
        sections=[
            Section(name=_("By member"), title=_("By member"), grid=by_member),
            Section(name=_("By slip"), title=_("By slip"), grid=by_slip),
        ],
    )


def _counts(turnout: Turnout) -> list[int]:
    return [getattr(turnout, part) for part in PARTS]
