"""The attendance list in the administrative form, to be put behind minutes."""

from flask import Response
from sqlalchemy.orm import Session

from icabinet import clock
from icabinet.attendance.report import report_of
from icabinet.extensions import services
from icabinet.meetings.queries import body_of, participants_of, title_of
from icabinet.minutes.moments import day_words, moment_words
from icabinet.people import policy
from icabinet.people.letterheads import letterhead_of
from icabinet.people.policy import Role
from icabinet.web.forms import check_form, file_name, sent
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.minutes.paper import attendance_table
from icabinet.web.pages.reading import meeting_of
from icabinet.worker.forms import told

_NAME = "Danh sách dự họp"


@pages.get("/meetings/<meeting>/attendance-list.<form>")
def attendance_list(meeting: str, form: str) -> Response:
    """Send who was here and when (docx, pdf)."""
    check_form(form if form != "xlsx" else "")
    record, role = meeting_of(meeting)
    policy.check(role, "attendance.report")
    with services().db.reading() as session:
        content = list_of(session, meeting)
    return sent(content, form, file_name(_NAME, record["title"], form))


def list_of(session: Session, meeting: str) -> told.Minutes:
    """Return who was at a meeting and when, as it is put behind minutes."""
    report = report_of(session, meeting, clock.now_ms())
    head = letterhead_of(session, body_of(session, meeting))
    writers = [part.name for part in participants_of(session, meeting) if part.role == Role.SECRETARY]
    members, came = report.members, report.came(report.members)
    return told.Minutes(
        superior=head.superior,
        body=head.name,
        number=f"Số: ……/DS-{head.symbol or '……'}",
        kind=_NAME,
        about=title_of(session, meeting),
        parts=[
            told.Line(text=f"Thời gian bắt đầu: {moment_words(report.begin)}."),
            told.Line(text=f"Thành viên có mặt: {came}/{len(members)}."),
            attendance_table(report),
        ],
        signers=[told.Signer(office="Thư ký", name=writers[0] if len(writers) == 1 else "")],
        copies=["Lưu: VT, Hồ sơ."],
        dated=f"{head.town or '……'}, {day_words(report.end or clock.now_ms())}",
    )
