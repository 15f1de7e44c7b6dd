"""Results as a record in the administrative form (biên bản kiểm phiếu): in Vietnamese, for the form is the law's."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from icabinet.languages import LAWFUL, local
from icabinet.people.letterheads import Letterhead
from icabinet.people.policy import Role
from icabinet.polls.saying import Saying
from icabinet.web.pages.votes.reading import Vote
from icabinet.web.pages.votes.tables import Called, Cell, Table, numbers, represented, roll_call, tables
from icabinet.worker.forms import told

_KIND = "Biên bản"
_NUMBER = "Số: ……/BB-……"
_COPIES = ["Như thành phần dự họp;", "Lưu: VT, Hồ sơ."]


def minutes_of(votes: Sequence[Vote], head: Letterhead) -> told.Minutes:
    """Return the record of the counting of these votes, in the order in which they closed."""
    saying, meeting = Saying(LAWFUL), votes[0].meeting
    many = len(votes) > 1
    parts: list[told.Line | told.Table] = [*_opening(votes)]
    for place, vote in enumerate(votes, 1):
        parts += _one(vote, saying, f"{place}. " if many else "")
    ended = _moment(max(vote.poll["closed_at"] for vote in votes))
    parts.append(told.Line(text=f"Việc kiểm phiếu kết thúc vào {ended}."))
    return told.Minutes(
        superior=head.superior,
        body=head.name,
        number=_NUMBER,
        kind=_KIND,
        about=f"Kiểm phiếu biểu quyết tại {meeting['title']}",
        parts=parts,
        signers=[
            told.Signer(office="Thư ký", name=_holder(votes, Role.SECRETARY)),
            told.Signer(office="Chủ tọa", name=_holder(votes, Role.CHAIR)),
        ],
        copies=_COPIES,
    )


def _opening(votes: Sequence[Vote]) -> Iterator[told.Line]:
    meeting, began = votes[0].meeting, min(vote.poll["opened_at"] for vote in votes)
    yield told.Line(label="Thời gian bắt đầu:", text=f"{_moment(began)}.")
    if meeting["place"]:
        yield told.Line(label="Địa điểm:", text=f"{meeting['place']}.")
    for label, role in (("Chủ trì (chủ tọa):", Role.CHAIR), ("Thư ký:", Role.SECRETARY)):
        if named := _named(votes, role):
            yield told.Line(label=label, text=f"{named}.")


def _one(vote: Vote, saying: Saying, number: str) -> Iterator[told.Line | told.Table]:
    poll = vote.poll
    yield told.Line(text=f"{number}Nội dung biểu quyết: {poll['question']}", style="heading")
    if vote.item:
        yield told.Line(label="Thuộc chương trình:", text=f"{vote.item['number']}. {vote.item['title']}.")
    held = f"từ {_clock(poll['opened_at'])} đến {_clock(poll['closed_at'])}"
    yield told.Line(label="Hình thức:", text=f"{vote.kind(saying)}, {held}.")
    yield told.Line(label="Nguyên tắc:", text=poll["rule_words"][saying.locale])
    figures = "; ".join(f"{name}: {_said(number, saying)}" for name, number in numbers(vote, saying))
    yield told.Line(label="Số liệu:", text=f"{figures}.")
    yield from _absent(vote)
    for table in tables(vote, saying):
        yield counts_table(table, saying)
    if vote.result.roll is not None:
        yield told.Line(label="Danh sách biểu quyết:", text="")
        yield roll_table(roll_call(vote, saying))
    if vote.result.trackers is not None:
        yield told.Line(
            style="small",
            text="Biểu quyết bằng phiếu kín: biên bản không ghi ai bỏ phiếu thế nào. "
            "Danh sách mã phiếu để đối chiếu được công bố cùng kết quả.",
        )
    yield told.Line(label="Kết luận:", text=poll["sentences"][saying.locale])


def _absent(vote: Vote) -> Iterator[told.Line]:
    if pairs := represented(vote):
        said = "; ".join(f"{member} ({by} bỏ phiếu thay)" for member, by in pairs)
        yield told.Line(label="Ủy quyền:", text=f"{said}.")
    if vote.result.recused:
        names = ", ".join(vote.names(vote.result.recused))
        yield told.Line(label="Không biểu quyết do xung đột lợi ích:", text=f"{names}.")
    if before := vote.before:
        yield told.Line(
            label="Biểu quyết lại:", text=f"thay cho lần biểu quyết đóng lúc {_clock(before['closed_at'])}."
        )


def counts_table(table: Table, saying: Saying) -> told.Table:
    """Return what was counted as the record has it."""
    rows = [[_said(cell, saying) for cell in row] for row in table.rows]
    widths = [13 if column in table.numbers else 30 for column in range(len(table.head))]
    return told.Table(head=table.head, rows=rows, widths=widths, numbers=table.numbers)


def _said(cell: Cell, saying: Saying) -> str:
    return cell if isinstance(cell, str) else saying.number(cell)


def roll_table(lines: Sequence[Called]) -> told.Table:
    """Return the roll call as the record has it."""
    rows = [
        [
            str(place),
            line.name,
            ", ".join(filter(None, (line.office, line.unit))),
            line.said,
            "; ".join([*line.notes, *([line.opinion] if line.opinion else [])]),
        ]
        for place, line in enumerate(lines, 1)
    ]
    head = ["TT", "Họ và tên", "Chức vụ, đơn vị", "Biểu quyết", "Ghi chú"]
    return told.Table(head=head, rows=rows, widths=[8, 30, 32, 22, 22], numbers=[0])


def _named(votes: Sequence[Vote], role: Role) -> str:
    people = [part for part in votes[0].people.values() if part["role"] == role]
    people.sort(key=lambda part: (part["rank"], part["name"]))
    return "; ".join(", ".join(filter(None, (part["name"], part["title"]))) for part in people)


def _holder(votes: Sequence[Vote], role: Role) -> str:
    """Return who signs, if it is clear who that is."""
    people = [part["name"] for part in votes[0].people.values() if part["role"] == role]
    return people[0] if len(people) == 1 else ""


def _moment(at: int) -> str:
    """Say a time as such papers do: days below 10 and the months 1 and 2 with a zero."""
    when = local(at)
    month = f"{when.month:02}" if when.month <= 2 else str(when.month)  # noqa: PLR2004 - January and February
    return f"{_hours(when)}, ngày {when.day:02} tháng {month} năm {when.year}"


def _clock(at: int | None) -> str:
    return _hours(local(at)) if at is not None else "…"


def _hours(when: datetime) -> str:
    return f"{when.hour:02} giờ {when.minute:02} phút"
