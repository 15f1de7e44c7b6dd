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
from icabinet.web.forms import file_name, sent
from icabinet.web.pages import moments
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.slips import words
from icabinet.web.security import viewer
from icabinet.worker.forms import told

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
    return sent(_workbook(figures), "xlsx", file_name(_("Statistics of slips"), format_day(clock.now_ms()), "xlsx"))


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


def _workbook(figures: Figures) -> told.Workbook:
    parts = [_("In time"), _("Late"), _("No answer"), _("Awaited")]
    members: list[list[told.Cell]] = [
        [one.name, *_counts(one.turnout), one.turnout.asked, one.yes, one.no, one.other, one.chosen]
        for one in figures.by_member
    ]
    slips: list[list[told.Cell]] = [
        [
            line.slip.subject,
            *_counts(line.turnout),
            line.turnout.asked,
            format_day(line.slip.sent_at),
            format_day(line.slip.deadline_at),
            ", ".join(verdicts(line.verdicts)),
        ]
        for line in figures.by_slip
    ]
    said = [_("Agree"), _("Disagree"), _("Other opinion"), _("Options chosen")]
    title, day = _("Statistics of slips"), format_day(clock.now_ms())
    shelves = (
        (_("By member"), [_("Name"), *parts, _("Asked"), *said], members, [32, *[13] * 9]),
        (_("By slip"), [_("Subject"), *parts, _("Asked"), _("Sent"), _("Deadline"), _("Result")], slips,
         [48, *[13] * 5, 16, 16, 24]),
    )  # fmt: skip
    sheets = [
        told.Sheet(
            name=name,
            title=f"{title}, {day}",
            blocks=[told.Block(head=head, rows=rows, chart=len(PARTS))],
            widths=widths,
        )
        for name, head, rows, widths in shelves
    ]
    return told.Workbook(title=title, sheets=sheets)


def _counts(turnout: Turnout) -> list[int]:
    return [getattr(turnout, part) for part in PARTS]
