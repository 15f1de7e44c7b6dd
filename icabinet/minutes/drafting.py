"""The draft of the minutes, from what happened: Mẫu 1.9 of Nghị định 30/2020/NĐ-CP, items in the order that happened.

In Vietnamese, for the form is the law's. Pure: no database, no clock, no sockets.
"""

from collections.abc import Iterator, Sequence

from icabinet.minutes.moments import clock_words, length_words, moment_words
from icabinet.minutes.passages import ATTENDANCE, DocumentPassage, counts_line, roll_line
from icabinet.minutes.story import (
    Adopted,
    Attendee,
    ChairChanged,
    Closed,
    Concluded,
    Happening,
    Item,
    Opened,
    Person,
    Speech,
    Story,
    Vote,
)

OPENING, ATTENDED, LEADING, COURSE, LEFT, CLOSING = "opening", "attendance", "leading", "course", "left", "closing"
_SPOKE = {
    "contribution": "phát biểu ý kiến",
    "pro": "phát biểu ý kiến tán thành",
    "contra": "phát biểu ý kiến không tán thành",
    "interposed": "hỏi xen",
    "intervention": "phát biểu ngắn",
    "point_of_order": "phát biểu về thủ tục",
    "question": "chất vấn",
    "answer": "trả lời chất vấn",
}
_POSITIONS = {
    "no_objection": "không có ý kiến khác",
    "objection": "không đồng ý",
    "speak": "đăng ký phát biểu",
    "other": "có ý kiến khác",
}


def draft(story: Story) -> list[DocumentPassage]:
    """Return the passages of the minutes, in order."""
    told = _by_item(story)
    items = {item.id: item for item in story.items}
    adopted = {one for event in story.happenings if isinstance(event, Adopted) for one in event.items}
    passages = [
        DocumentPassage(key=OPENING, text=_lines(_opening(story))),
        DocumentPassage(key=ATTENDED, title="Thành phần tham dự:", text=_lines(_attended(story))),
        DocumentPassage(key=LEADING, text=_lines(_leading(story))),
        DocumentPassage(
            key=COURSE,
            title="Nội dung (theo diễn biến cuộc họp):",
            text=_lines(_course(told.pop(None, []), items)),
        ),
    ]
    for place, (item, events) in enumerate(told.items(), 1):
        passages.append(_item(place, items.get(item or "") or Item(item or "", "", "Nội dung đã rút"), events))
    dealt = adopted | {item for item in told if item} | _above(story.items, {*told, *adopted})
    left = [item for item in story.items if item.id not in dealt]
    if left and story.ended_at is not None:
        passages.append(DocumentPassage(key=LEFT, text=_lines(_left(left))))
    return [*passages, DocumentPassage(key=CLOSING, text=_closing(story))]


def vote_lines(vote: Vote) -> Iterator[str]:
    """Say a vote: what was asked, how, what came of it; its tables follow."""
    again = "Biểu quyết lại" if vote.before else "Biểu quyết"
    question = vote.question if vote.question.endswith((".", "?", "!")) else f"{vote.question}."
    yield f"{again} lúc {clock_words(vote.at)} ({vote.kind[:1].lower()}{vote.kind[1:]}): {question}"
    yield f"Kết quả: {vote.sentence}"
    yield counts_line(vote.number)
    if vote.named:
        yield roll_line(vote.number)


def _by_item(story: Story) -> dict[str | None, list[Happening]]:
    """Return what happened, by item, in the order in which items came up first; None: what belongs to no item.

    What was concluded ends an item, whenever it was written down: some of it is prepared before the meeting.
    """
    found: dict[str | None, list[Happening]] = {None: []}
    for event in sorted(story.happenings, key=lambda event: (isinstance(event, Concluded), event.at)):
        found.setdefault(event.item, []).append(event)
    return found


def _opening(story: Story) -> Iterator[str]:
    yield f"Thời gian bắt đầu: {moment_words(story.started_at)}."
    place = ", ".join(filter(None, (story.place, "kết hợp trực tuyến" if story.online and story.place else "")))
    yield f"Địa điểm: {place or ('họp trực tuyến' if story.online else '……')}."


def _attended(story: Story) -> Iterator[str]:
    came = [one for one in story.members if one.came]
    afar = sum(one.remote for one in came)
    also = f", trong đó {afar} dự trực tuyến" if afar else ""
    yield f"Thành viên: có mặt {len(came)}/{len(story.members)}{also}."
    if absent := [one for one in story.members if not one.came]:
        yield f"Vắng mặt: {'; '.join(map(_absent, absent))}."
    if guests := [one for one in story.guests if one.came]:
        yield f"Khách mời và người giúp việc: {len(guests)} người."
    if story.quorum:
        yield story.quorum
    yield ATTENDANCE


def _absent(one: Attendee) -> str:
    reason = "có lý do" if one.excused else "không rõ lý do"
    return f"{one.person.name} ({reason}{f'; {one.for_them} dự thay' if one.for_them else ''})"


def _leading(story: Story) -> Iterator[str]:
    yield f"Chủ trì (chủ tọa): {_people(story.chairs)}."
    yield f"Thư ký (người ghi biên bản): {_people(story.secretaries)}."


def _course(events: Sequence[Happening], items: dict[str, Item]) -> Iterator[str]:
    for event in events:
        yield from _said(event, items)


def _item(place: int, item: Item, events: Sequence[Happening]) -> DocumentPassage:
    return DocumentPassage(key=item.id, title=f"{place}. {item.title}", text=_lines(_told(item, events)))


def _told(item: Item, events: Sequence[Happening]) -> Iterator[str]:
    openings = [event for event in events if isinstance(event, Opened)]
    if openings and item.presenter:
        yield f"Bắt đầu lúc {clock_words(openings[0].at)}. {item.presenter} trình bày."
    elif openings:
        yield f"Bắt đầu lúc {clock_words(openings[0].at)}."
    yield from _positions(item)
    closings = [event for event in events if isinstance(event, Closed)]
    for event in events:
        if isinstance(event, Opened) and event is not openings[0]:
            yield f"Tiếp tục lúc {clock_words(event.at)}."
        elif isinstance(event, Closed):
            if event is not closings[-1]:
                yield f"Tạm dừng lúc {clock_words(event.at)}."
        else:
            yield from _said(event, {})
    if closings:
        yield f"Kết thúc nội dung lúc {clock_words(closings[-1].at)}."


def _said(event: Happening, items: dict[str, Item]) -> Iterator[str]:
    if isinstance(event, Speech):
        about = f" về: {event.subject}" if event.subject else ""
        spoke = _SPOKE.get(event.kind, _SPOKE["contribution"])
        yield f"- {_person(event.speaker)} {spoke} lúc {clock_words(event.at)} ({length_words(event.ms)}){about}."
    elif isinstance(event, Vote):
        yield from vote_lines(event)
    elif isinstance(event, Concluded):
        first, *rest = event.text.splitlines() or [""]
        yield f"Kết luận của chủ tọa: {first}"
        yield from rest
    elif isinstance(event, ChairChanged):
        who = f"{_person(event.to)} điều hành cuộc họp" if event.to else "chủ tọa trở lại điều hành cuộc họp"
        yield f"Từ {clock_words(event.at)}, {who}."
    elif isinstance(event, Adopted):
        how = "bằng một lần biểu quyết" if event.by_vote else "theo đề nghị của chủ tọa, không có ý kiến phản đối"
        yield (
            f"Lúc {clock_words(event.at)}, các nội dung sau được thông qua không thảo luận {how} "
            f"({event.present} thành viên có mặt):"
        )
        yield from (f"- {_named(items[item])}." for item in event.items if item in items)


def _positions(item: Item) -> Iterator[str]:
    if said := [f"{count} {_POSITIONS[kind]}" for kind, count in item.positions.items() if count]:
        yield f"Ý kiến trước phiên họp của thành viên: {'; '.join(said)}."
    for kind, names in item.named.items():
        if names and kind != "no_objection":
            yield f"- {_POSITIONS[kind][:1].upper()}{_POSITIONS[kind][1:]}: {', '.join(names)}."


def _left(items: Sequence[Item]) -> Iterator[str]:
    yield "Các nội dung trong chương trình chưa được xem xét:"
    yield from (f"- {_named(item)}." for item in items)


def _above(items: Sequence[Item], dealt: set[str | None]) -> set[str]:
    """Return the items under which others were dealt with."""
    parents = {item.id: item.parent for item in items}
    found: set[str] = set()
    for item in dealt:
        above = parents.get(item or "")
        while above is not None and above not in found:
            found.add(above)
            above = parents.get(above)
    return found


def _closing(story: Story) -> str:
    return f"Cuộc họp kết thúc vào {moment_words(story.ended_at)}./."


def _named(item: Item) -> str:
    return f"{item.number}. {item.title}" if item.number else item.title


def _people(people: Sequence[Person]) -> str:
    return "; ".join(map(_person, people)) or "……"


def _person(person: Person) -> str:
    return f"{person.name}, {person.office}" if person.office else person.name


def _lines(lines: Iterator[str]) -> str:
    return "\n".join(lines)
