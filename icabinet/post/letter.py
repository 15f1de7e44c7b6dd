"""The letter of invitation (giấy mời, Mẫu 1.7): in Vietnamese, for the form is the law's."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from icabinet import clock
from icabinet.invitations.queries import Letter, letter_of
from icabinet.languages import local
from icabinet.meetings.queries import meeting_row, participants_of, stream_of
from icabinet.meetings.tables import MeetingRow, ParticipantRow
from icabinet.people import letterheads
from icabinet.people.policy import Role
from icabinet.post.addresses import answer_address, picture
from icabinet.worker.forms.told import Line, Minutes, Signer

_KIND = "Giấy mời"
_ALL = "Các thành phần dự họp"
_COPIES = ["Như trên;", "Lưu: VT."]
_CODE_WORDS = "Quét mã để trả lời giấy mời"
_DAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def letter_for(session: Session, meeting: str, person: str | None) -> Minutes:
    """Return the letter to a participant, with a picture that leads to their answer; to nobody by name if None."""
    row, written = meeting_row(session, meeting), letter_of(session, stream_of(meeting))
    head = letterheads.letterhead_of(session, row.body, row.body_name)
    parts = participants_of(session, meeting)
    guest = next((part for part in parts if part.person == person), None)
    return Minutes(
        superior=head.superior,
        body=head.name,
        number=_numbered(written.number, head.symbol),
        dated=_dated(written.issued_in or head.town),
        kind=_KIND,
        about=row.title,
        parts=[
            Line(text=f"{row.body_name} trân trọng kính mời: {_called(guest) if guest else _ALL}"),
            Line(text=f"Tới dự “{row.title}”."),
            *_facts(row, parts),
            *_notes(written.note),
        ],
        signers=[_signer(written, parts)],
        copies=list(written.copies) or _COPIES,
        code=picture(answer_address(meeting, guest.person)) if guest else b"",
        code_words=_CODE_WORDS,
    )


def _facts(row: MeetingRow, parts: list[ParticipantRow]) -> Iterator[Line]:
    chairs = [part for part in parts if part.role == Role.CHAIR]
    if chairs:
        yield Line(label="Chủ trì:", text="; ".join(map(_called, chairs)) + ".")
    yield Line(label="Thời gian:", text=f"{_moment(row.starts_at)}.")
    if row.place:
        yield Line(label="Địa điểm:", text=f"{row.place}.")
    if row.online_url:
        yield Line(label="Họp trực tuyến:", text=row.online_url)


def _notes(note: str) -> Iterator[Line]:
    """Return what guests should know, a paragraph each; the last ends the letter."""
    *lines, last = note.splitlines() or [""]
    yield from (Line(text=line) for line in lines if line)
    if last:
        yield Line(text=last if last.endswith("./.") else f"{last.rstrip('.')}./.")


def _numbered(number: str, symbol: str) -> str:
    """Return the number as it stands on the paper, whether or not somebody typed the word before it."""
    if not number:
        return f"Số: ……/GM-{symbol or '……'}"
    return number if number.startswith("Số") else f"Số: {number}"


def _signer(written: Letter, parts: list[ParticipantRow]) -> Signer:
    """Return who signs: as it is written, else the chair, whose name and office the meeting knows."""
    chair = next((part for part in parts if part.role == Role.CHAIR), None)
    if written.signer or written.signer_office or chair is None:
        return Signer(office=written.signer_office, name=written.signer)
    return Signer(office=chair.title, name=chair.name)


def _called(part: ParticipantRow) -> str:
    return ", ".join(filter(None, (part.name, part.title, part.unit)))


def _dated(place: str) -> str:
    """Say place and date as such papers do: days below 10 and the months 1 and 2 with a zero."""
    when = local(clock.now_ms())
    month = f"{when.month:02}" if when.month <= 2 else str(when.month)  # noqa: PLR2004 - January and February
    return f"{place or '……'}, ngày {when.day:02} tháng {month} năm {when.year}"


def _moment(at: int) -> str:
    when = local(at)
    hours = f"{when.hour:02} giờ {when.minute:02} phút"
    return f"{hours}, {_DAYS[when.weekday()]}, ngày {when:%d/%m/%Y}"
