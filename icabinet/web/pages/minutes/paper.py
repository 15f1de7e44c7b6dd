"""A document as the form of the law has it: passages become paragraphs, lines in brackets the tables they stand for."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from icabinet import clock
from icabinet.attendance.report import Line, Report, report_of
from icabinet.extensions import services
from icabinet.languages import LAWFUL, format_clock
from icabinet.minutes.kinds import MINUTES, NAMES, RESOLUTION, number_words
from icabinet.minutes.moments import day_words
from icabinet.minutes.others import AUTHORITY, BASIS, DECIDES
from icabinet.minutes.passages import place_of
from icabinet.minutes.tables import DocumentRow, PassageRow
from icabinet.people.letterheads import Letterhead
from icabinet.people.policy import Role
from icabinet.polls.saying import Saying
from icabinet.web.pages.minutes.gathering import numbers_of_votes
from icabinet.web.pages.minutes.reading import Seen
from icabinet.web.pages.votes.minutes import counts_table, roll_table
from icabinet.web.pages.votes.reading import Vote, votes_in
from icabinet.web.pages.votes.tables import roll_call, tables
from icabinet.worker.forms import told

_STYLES = {AUTHORITY: "command", BASIS: "basis", DECIDES: "command"}
_ARTICLE = re.compile(r"(Điều \d+\.)\s+(.*)")
_HEAD = ["TT", "Họ và tên", "Chức vụ, đơn vị", "Có mặt (từ – đến)", "Ghi chú"]
Part = told.Line | told.Table


def paper_of(found: Seen) -> told.Minutes:
    """Return what the document says: of an issued one what it said when it was issued."""
    return as_issued(found.row, found.letterhead) or drawn_up(found)


def as_issued(row: DocumentRow, letterhead: Letterhead) -> told.Minutes | None:
    """Return what a document said when it was issued, None of one that is not."""
    if row.content is None or row.issued_at is None:
        return None
    kept = msgspec.convert(row.content, told.Minutes)
    number, dated = number_words(row.kind, row.number, row.symbol), _dated(row.kind, letterhead, row.issued_at)
    return msgspec.structs.replace(kept, number=number, dated=dated)


def drawn_up(found: Seen) -> told.Minutes:
    """Return what the document says now, with the journal's head as it is now."""
    row, head = found.row, found.letterhead
    seq, link = found.head
    parts = list(_parts(found))
    return told.Minutes(
        superior=head.superior,
        body=head.name,
        number=number_words(row.kind, None, head.symbol),
        kind=NAMES[row.kind],
        about=row.about,
        parts=parts,
        signers=_signers(found),
        copies=["Như thành phần dự họp;", "Lưu: VT, Hồ sơ." if row.kind == MINUTES else "Lưu: VT."],
        dated=_dated(row.kind, head, clock.now_ms()),
        note=f"Lập từ nhật ký phiên họp, đến mục số {seq}; mã băm SHA-256: {link}",
    )


def _dated(kind: str, letterhead: Letterhead, at: int) -> str:
    """Minutes have no line with place and date."""
    return "" if kind == MINUTES else f"{letterhead.town or '……'}, {day_words(at)}"


def _parts(found: Seen) -> Iterator[Part]:
    fixed = _STYLES if found.row.kind == RESOLUTION else {}
    tables_of = Tables(found.meeting["id"])
    for passage in found.passages:
        if passage.title:
            yield told.Line(text=passage.title, style="heading")
        yield from _lines(passage, fixed.get(passage.key, "body"), tables_of)


def _lines(passage: PassageRow, style: Any, tables_of: "Tables") -> Iterator[Part]:
    for line in filter(None, passage.text.split("\n")):
        if place_of(line):
            yield from tables_of.of(line)
        elif article := _ARTICLE.match(line):
            yield told.Line(label=article[1], text=article[2])
        else:
            yield told.Line(text=line, style=style)


class Tables:
    """Gives the tables that lines stand for; what they are made of is read once, when it is needed."""

    def __init__(self, meeting: str) -> None:
        self._meeting, self._saying = meeting, Saying(LAWFUL)
        self._votes: dict[int, Vote] | None = None

    def of(self, line: str) -> Iterator[Part]:
        """Yield what stands in the place of the line; of a vote that has no result, the line itself."""
        place = place_of(line)
        if place is None:
            return
        if place.kind == "attendance":
            yield self._attendance()
            return
        vote = self._vote(place.number)
        if vote is None or (place.kind == "roll" and vote.result.roll is None):
            yield told.Line(text=line)
        elif place.kind == "counts":
            yield from (counts_table(table, self._saying) for table in tables(vote, self._saying))
        else:
            yield roll_table(roll_call(vote, self._saying))

    def _vote(self, number: int) -> Vote | None:
        if self._votes is None:
            votes, _record, _role = votes_in(self._meeting, "polls.read")
            places = numbers_of_votes(votes)
            self._votes = {places[vote.poll["id"]]: vote for vote in votes}
        return self._votes.get(number)

    def _attendance(self) -> told.Table:
        with services().db.reading() as session:
            return attendance_table(report_of(session, self._meeting, clock.now_ms()))


def attendance_table(report: Report) -> told.Table:
    """Return who was here and when, members before guests; of those only who came."""
    came = [line for line in report.guests if line.state in ("present", "left")]
    rows = [_row(place, line) for place, line in enumerate([*report.members, *came], 1)]
    return told.Table(head=_HEAD, rows=rows, widths=[6, 25, 29, 26, 16], numbers=[0])


def _row(place: int, line: Line) -> list[str]:
    stays = "; ".join(_stay(stay.since, stay.until, remote=stay.remote) for stay in line.stays)
    office = ", ".join(filter(None, (line.part["title"], line.part["unit"])))
    return [str(place), line.part["name"], office, stays, "; ".join(_remarks(line))]


def _stay(since: int, until: int | None, *, remote: bool) -> str:
    end = format_clock(until) if until is not None else "hết phiên"
    return f"{format_clock(since)} – {end}{' (trực tuyến)' if remote else ''}"


def _remarks(line: Line) -> Iterator[str]:
    """Why somebody was away is not everybody's business; that there was a reason is."""
    if line.state in ("absent", "not_invited"):
        yield "vắng có lý do" if line.excused else "vắng"
    if line.for_them:
        yield f"{line.for_them} dự thay"


def _signers(found: Seen) -> list[told.Signer]:
    chair = [part for part in found.people if part.role == Role.CHAIR]
    name = chair[0].name if len(chair) == 1 else ""
    if found.row.kind == MINUTES:
        writers = [part.name for part in found.people if part.role == Role.SECRETARY]
        return [
            told.Signer(office="Thư ký", name=writers[0] if len(writers) == 1 else ""),
            told.Signer(office="Chủ tọa", name=name),
        ]
    office = chair[0].title if len(chair) == 1 and chair[0].title else "Chủ tọa"
    return [told.Signer(authority=f"TM. {found.letterhead.name}", office=office, name=name)]
