"""A document to be read as it will be printed, with remarks; and the file to take along."""

from flask import Response, render_template

from icabinet import clock
from icabinet.minutes.kinds import NAMES
from icabinet.people import policy
from icabinet.web.forms import check_form, file_name, sent
from icabinet.web.pages import moments
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.minutes import words
from icabinet.web.pages.minutes.checking import LEVELS, PLACES, signed_pdf
from icabinet.web.pages.minutes.forwarding import approvals_of, meetings_for
from icabinet.web.pages.minutes.paper import paper_of
from icabinet.web.pages.minutes.reading import Seen, seen
from icabinet.web.pages.minutes.signing import places, ways


@pages.get("/meetings/<meeting>/documents/<document>")
def document(meeting: str, document: str) -> str:
    found = seen(meeting, document)
    issues = policy.may(found.role, "minutes.issue")
    day, time = moments.in_days(3, "17:00")
    return render_template(
        "minutes/document.html",
        meeting=found.meeting,
        document=found.row,
        paper=paper_of(found),
        passages=found.passages,
        remarks=found.remarks,
        names=found.names,
        remarking=policy.may(found.role, "minutes.remark") and _takes_remarks(found),
        writes=found.writes,
        issues=issues,
        meetings=meetings_for(found) if issues and found.row.state != "draft" else [],
        approvals=approvals_of(found) if issues else [],
        day=day,
        time=time,
        places=places(found) if found.row.state == "issued" else [],
        place_names=PLACES,
        levels=LEVELS,
        ways=ways(),
        words=words,
        here="home",
    )


@pages.get("/meetings/<meeting>/documents/<document>/file.<form>")
def document_file(meeting: str, document: str, form: str) -> Response:
    """Send the document as a Word file (docx), or as it is printed (pdf), with its signatures if it has any."""
    check_form(form if form != "xlsx" else "")
    found = seen(meeting, document)
    signed = signed_pdf(found) if form == "pdf" else None
    return signed or sent(paper_of(found), form, file_name(NAMES[found.row.kind], found.row.about, form))


def _takes_remarks(found: Seen) -> bool:
    row = found.row
    return row.state == "circulated" and (row.closes_at is None or clock.now_ms() < row.closes_at)
