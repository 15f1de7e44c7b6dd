"""Making an e-mail of the word that there is for somebody: text, page, calendar entry, picture and letter."""

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from urllib.parse import urlsplit

from flask import current_app
from sqlalchemy.orm import Session

from icabinet.attendance.queries import answers_of
from icabinet.errors import NotFound, Refusal
from icabinet.extensions import services
from icabinet.invitations import queries
from icabinet.invitations.facts import What
from icabinet.invitations.queries import letter_of, what_of
from icabinet.invitations.tables import MailingRow
from icabinet.languages import local
from icabinet.meetings.queries import meeting_row
from icabinet.meetings.tables import MeetingRow
from icabinet.papers.expecting.queries import expected_of
from icabinet.papers.expecting.rules import WAITED_FOR
from icabinet.papers.expecting.tables import ExpectedRow
from icabinet.people.mail import Reader
from icabinet.post import calendar
from icabinet.post.addresses import address, answer_address, picture
from icabinet.post.letter import letter_for
from icabinet.post.parcels import Parcel
from icabinet.post.words import (
    AskedInWriting,
    DuePaper,
    DueTask,
    OfPapers,
    Topic,
    Word,
    plain_text,
    word_of_meeting,
    word_of_papers,
    word_of_slip,
    word_of_task,
)
from icabinet.slips.queries import slip_of
from icabinet.tasks.queries import task_of
from icabinet.web.forms import made

OF_MEETINGS = frozenset({queries.INVITED, queries.CHANGED, queries.CANCELLED, queries.REMINDED})
_ALSO_AFTERWARDS = frozenset({queries.CANCELLED, queries.WITHDRAWN, queries.TASK_DUE})
_OF_PAPERS = frozenset({queries.PAPERS_DUE, queries.PAPER_RETURNED})
_WITH_LETTER = frozenset({queries.INVITED, queries.CHANGED})
# Everything as letters without marks and short lines: no server on the way has to be trusted with more.
_POLICY = SMTP.clone(cte_type="7bit")
_LETTER = "Giay moi.pdf"


def is_too_late(session: Session, row: MailingRow) -> bool:
    """Whether what somebody was to be told means nothing any more."""
    meeting = meeting_row(session, _meeting(row))
    if row.about in _OF_PAPERS and not _wanted(session, row):
        return True
    return meeting.state == "ended" and row.about not in _ALSO_AFTERWARDS


def parcel_for(session: Session, row: MailingRow, reader: Reader) -> Parcel:
    """Return the whole message, ready to be brought."""
    settings, meeting = services().settings, meeting_row(session, _meeting(row))
    message = EmailMessage(policy=_POLICY)
    word = _word(session, row, meeting, reader)
    message["From"] = formataddr((meeting.body_name, settings.mail_from))
    message["To"] = formataddr((reader.name, reader.address))
    message["Subject"] = word.subject
    message["Date"] = format_datetime(local(row.at))
    # The same each time that it is tried: whoever gets it twice sees one.
    message["Message-ID"] = f"<{row.number}.{row.person}.{meeting.id}@{host()}>"
    if settings.mail_reply_to:
        message["Reply-To"] = settings.mail_reply_to
    # Programs that answer by themselves are asked not to.
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(plain_text(word))
    _add_page(message, word)
    if row.about in OF_MEETINGS:
        _add_calendar(message, _date(session, row, meeting), meeting, reader)
    if row.about in _WITH_LETTER:
        _add_letter(message, session, row)
    return Parcel(sender=settings.mail_from, to=reader.address, content=message.as_bytes())


def host() -> str:
    """Return the name under which people know this installation."""
    return urlsplit(services().settings.origin).hostname or "icabinet"


def _word(session: Session, row: MailingRow, meeting: MeetingRow, reader: Reader) -> Word:
    if row.about == queries.TASK_DUE:
        return _of_task(session, row, meeting, reader)
    if row.about in _OF_PAPERS:
        return _of_papers(session, row, meeting, reader)
    if row.about not in OF_MEETINGS:
        return _of_slip(session, row, meeting, reader)
    topic = Topic(
        about=row.about,
        body=meeting.body_name,
        what=what_of(session, meeting.id),
        link=answer_address(meeting.id, row.person),
        before=What(**row.more) if row.more else None,
        reason=meeting.called_off,
        answered=bool(answers_of(session, row.stream).get(row.person)),
        note=letter_of(session, row.stream).note,
    )
    return word_of_meeting(topic, reader.name, reader.locale)


def _of_slip(session: Session, row: MailingRow, meeting: MeetingRow, reader: Reader) -> Word:
    slip, link = slip_of(session, row.stream), address("pages.slip", slip=meeting.id)
    asked = AskedInWriting(row.about, meeting.body_name, slip.subject, slip.deadline_at, link)
    return word_of_slip(asked, reader.name, reader.locale)


def _of_task(session: Session, row: MailingRow, meeting: MeetingRow, reader: Reader) -> Word:
    task = task_of(session, row.stream, str((row.more or {})["task"]))
    if task is None:
        raise NotFound(kind="tasks", id=row.stream)
    due = DueTask(
        meeting.body_name, task.text, task.deadline_at, address("pages.task", meeting=meeting.id, task=task.id)
    )
    return word_of_task(due, reader.name, reader.locale)


def _of_papers(session: Session, row: MailingRow, meeting: MeetingRow, reader: Reader) -> Word:
    papers = [DuePaper(one.title, one.due_at, one.reason) for one in _wanted(session, row)]
    why = str((row.more or {}).get("why", ""))
    said = OfPapers(
        row.about, meeting.body_name, meeting.title, papers, address("pages.to_prepare"), overdue=why == "overdue"
    )
    return word_of_papers(said, reader.name, reader.locale)


def _wanted(session: Session, row: MailingRow) -> list[ExpectedRow]:
    """Return which of the papers that somebody is told of have not come since."""
    named = (row.more or {})["expected"]
    return [one for one in expected_of(session, row.stream) if one.id in named and one.state in WAITED_FOR]


def _add_page(message: EmailMessage, word: Word) -> None:
    """Add the same as a page, with the link as a picture for whoever reads it on paper or on another screen."""
    page = current_app.jinja_env.get_template("invitations/mail.html").render(word=word)
    message.add_alternative(page, subtype="html")
    if word.button:
        *_, shown = message.iter_parts()
        shown.add_related(picture(word.button[1]), "image", "png", cid="<qr>")


def _date(session: Session, row: MailingRow, meeting: MeetingRow) -> calendar.Date:
    return calendar.Date(
        meeting=meeting.id,
        what=what_of(session, meeting.id),
        number=row.number,
        at=row.at,
        link=answer_address(meeting.id, row.person),
        note=meeting.body_name,
        off=row.about == queries.CANCELLED,
    )


def _add_calendar(message: EmailMessage, date: calendar.Date, meeting: MeetingRow, reader: Reader) -> None:
    sender = services().settings.mail_from
    guest = calendar.Guest(reader.name, reader.address, meeting.body_name, sender)
    entry = calendar.invitation(date, guest, host())
    method = calendar.CANCEL if date.off else calendar.REQUEST
    # Programs look for it in the one place or in the other.
    message.add_alternative(entry.decode(), subtype="calendar", params={"method": method})
    message.add_attachment(entry, maintype="application", subtype="ics", filename="invite.ics")


def _add_letter(message: EmailMessage, session: Session, row: MailingRow) -> None:
    try:
        with made(letter_for(session, _meeting(row), row.person), "pdf") as file, file:
            message.add_attachment(file.read(), maintype="application", subtype="pdf", filename=_LETTER)
    except Refusal:
        # Without a letter one still knows what, when and where; it can be taken from the link's page.
        current_app.logger.warning("an invitation goes out without its letter")


def _meeting(row: MailingRow) -> str:
    return row.stream.partition(":")[2]
