"""The attendance as rows of text, for whatever prints tables."""

from collections.abc import Iterator

from flask_babel import gettext as _

from icabinet.attendance.report import Line, Report
from icabinet.web.attendance import words

Row = tuple[str, ...]


def heads() -> Row:
    return (
        _("No."),
        _("Full name"),
        _("Title, unit"),
        _("Seat"),
        _("State"),
        _("Present from – to"),
        _("Minutes"),
        _("Remarks"),
    )


def rows(lines: list[Line]) -> Iterator[Row]:
    for number, line in enumerate(lines, 1):
        yield (
            str(number),
            str(line.part["name"]),
            words.office(line),
            line.seat,
            str(words.STATES[line.state]),
            "; ".join(words.stays(line)),
            str(line.total.ms // 60_000) if line.total else "",
            "; ".join(words.remarks(line)),
        )


def sections(report: Report) -> list[tuple[str, list[Line]]]:
    """Return the parts of the list: members apart from guests, and who did not come."""
    members, guests = list(report.members), list(report.guests)
    counts = {"came": report.came(members), "all": len(members)}
    return [
        (_("Members: %(came)s of %(all)s came", **counts), members),
        (_("Guests and staff: %(came)s of %(all)s came", came=report.came(guests), all=len(guests)), guests),
    ]
