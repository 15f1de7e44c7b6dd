"""A document as whoever asks may see it."""

from dataclasses import dataclass
from typing import Any

from icabinet.extensions import services
from icabinet.journal.records import heads_of
from icabinet.journal.tables import StreamRow
from icabinet.meetings.queries import participants_of, stream_of
from icabinet.minutes.queries import document_row, passages_of, remarks_of
from icabinet.minutes.rules import check_may_read
from icabinet.minutes.tables import DocumentRow, PassageRow, RemarkRow
from icabinet.people import policy
from icabinet.people.letterheads import Letterhead, letterhead_of
from icabinet.web.pages.reading import Record, meeting_of
from icabinet.web.security import viewer


@dataclass(frozen=True)
class Seen:
    """A document with its meeting. remarks: those that the asker may see; head: (seq, hash) of the journal now."""

    meeting: Record
    role: str
    row: DocumentRow
    passages: list[PassageRow]
    remarks: list[RemarkRow]
    names: dict[str, str]
    people: list[Any]
    letterhead: Letterhead
    head: tuple[int, str]

    @property
    def writes(self) -> bool:
        return policy.may(self.role, "minutes.write")


def seen(meeting: str, document: str) -> Seen:
    """Return the document, or refuse: `not_found`, `not_allowed`."""
    record, role = meeting_of(meeting)
    policy.check(role, "minutes.read")
    stream = stream_of(meeting)
    with services().db.reading() as session:
        row = document_row(session, stream, document)
        check_may_read(role, row.state)
        parts = participants_of(session, meeting)
        remarks = remarks_of(session, stream, document)
        journal = session.get_one(StreamRow, stream)
        return Seen(
            meeting=record,
            role=role,
            row=row,
            passages=passages_of(session, stream, document),
            remarks=[one for one in remarks if role in policy.DESK_ROLES or one.by == viewer().person],
            names={part.person: part.name for part in parts},
            people=parts,
            letterhead=letterhead_of(session, row.body),
            head=(heads_of(session, [stream])[stream], journal.head.hex()),
        )
