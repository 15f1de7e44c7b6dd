"""Drafts of what follows from a meeting: the notice of conclusions (Mẫu 1.4) and a resolution (Mẫu 1.1). Pure."""

from collections.abc import Iterator

from icabinet.minutes.moments import day_words
from icabinet.minutes.passages import DocumentPassage
from icabinet.minutes.story import Concluded, Item, Person, Story, Vote

AUTHORITY, BASIS, DECIDES, ARTICLES = "authority", "basis", "decides", "articles"


def conclusions_about(story: Story) -> str:
    """Return what a notice of conclusions is about."""
    return f"Kết luận của {_chair(story)} tại {_inside(story.title)}"


def conclusions(story: Story) -> list[DocumentPassage]:
    """Return the passages of the notice: what was concluded, item by item; dots where nothing is on record."""
    chair, when = _chair(story), day_words(story.started_at) if story.started_at is not None else "ngày ……"
    opening = (
        f"{when[:1].upper()}{when[1:]}, {chair} đã chủ trì {_inside(story.title)}. "
        f"Sau khi nghe báo cáo và ý kiến của các thành viên dự họp, {chair} kết luận như sau:"
    )
    told = [event for event in story.happenings if isinstance(event, Concluded)]
    passages = [DocumentPassage(key="opening", text=opening)]
    items = [item for item in story.items if any(event.item == item.id for event in told)] or list(story.items)
    for place, item in enumerate(items, 1):
        text = "\n".join(event.text for event in told if event.item == item.id) or "……"
        passages.append(DocumentPassage(key=item.id, title=f"{place}. {item.title}", text=text))
    if general := [event.text for event in told if event.item is None]:
        passages.append(DocumentPassage(key="general", text="\n".join(general)))
    closing = f"Trên đây là kết luận của {chair}, xin thông báo để các cơ quan, đơn vị biết, thực hiện./."
    return [*passages, DocumentPassage(key="closing", text=closing)]


def resolution(story: Story, body: str, item: Item) -> list[DocumentPassage]:
    """Return the passages of a resolution on an item: by whom, why, and what is decided."""
    return [
        DocumentPassage(key=AUTHORITY, text=body.upper()),
        DocumentPassage(key=BASIS, text="\n".join(_grounds(story, item))),
        DocumentPassage(key=DECIDES, text="QUYẾT NGHỊ:"),
        DocumentPassage(
            key=ARTICLES,
            text=f"Điều 1. Thông qua nội dung: {item.title}.\n"
            "Điều 2. …… chịu trách nhiệm tổ chức thực hiện Nghị quyết này.\n"
            "Điều 3. Nghị quyết này có hiệu lực kể từ ngày ký./.",
        ),
    ]


def _grounds(story: Story, item: Item) -> Iterator[str]:
    yield "Căn cứ ……;"
    votes = [event for event in story.happenings if isinstance(event, Vote) and event.item == item.id]
    for vote in votes[-1:]:
        said = vote.sentence.rstrip(".")
        yield f"Căn cứ kết quả biểu quyết tại {_inside(story.title)}: {said[:1].lower()}{said[1:]};"
    yield f"Xét đề nghị của {item.presenter or '……'}."


def _chair(story: Story) -> str:
    person = story.chairs[0] if len(story.chairs) == 1 else Person("……")
    return f"{person.office} {person.name}".strip()


def _inside(title: str) -> str:
    """Return a title as it stands within a sentence: "Phiên họp" begins it no longer."""
    return f"{title[:1].lower()}{title[1:]}" if title[1:2].islower() else title
