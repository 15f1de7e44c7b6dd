"""What is said beside a title: times, presenter and papers, on the same line or on its own."""

import re
from collections.abc import Iterator

from icabinet.agenda.word.drafts import Entry
from icabinet.agenda.word.text import clean, flat
from icabinet.agenda.word.times import LEADING, TRAILING, find_times, is_only_times

_VERB = r"(?:trinh bay|trinh|bao cao|chuan bi|chu tri|soan thao|tham muu|thuc hien|phu trach|giai trinh)"
_CLAUSE = r"(?:^|(?<=[(;.,–—+•-])|(?<=[(;.,–—+•-]\s))"
_LABEL = re.compile(
    rf"(?:(?P<presenter>(?:^|(?<=[\s(;.,]))"
    rf"(?:don vi|co quan|nguoi|bo phan)(?: {_VERB}){{1,2}}(?: [a-z]+){{0,3}}"
    rf"|{_CLAUSE}(?:trinh bay|trinh|bao cao vien|thuc hien|phu trach))"
    rf"|(?P<papers>{_CLAUSE}(?:(?:tai lieu|ho so|van ban)(?: [a-z]+){{0,3}}|kem theo|dinh kem))"
    rf"|(?P<times>{_CLAUSE}(?:thoi gian|thoi luong)(?: [a-z]+){{0,2}}))\s*:\s*",
    re.IGNORECASE,
)
_PARENTHESIS = re.compile(r"\s*\(([^()]*)\)")
_BY_SOMEBODY = re.compile(rf"^(.*\w)\s+{_VERB}\s*[.;,]*$", re.IGNORECASE)
_PERSON = re.compile(rf"^(?:dong chi|d/c|ong|ba)\s+(.+?),?\s+{_VERB}\s*[.;]*$", re.IGNORECASE)
_AFTER_DASH = re.compile(rf"\s[-–—]\s((?:dong chi|d/c|ong|ba)\s+[^-–—]+?),?\s+{_VERB}\s*[.;]*$", re.IGNORECASE)
_SENT = re.compile(r"\s*\((?:gui |co |duoc )?(?:kem|dinh kem)[^()]*\)", re.IGNORECASE)
_KIND = r"(?:to trinh|bao cao|cong van|ke hoach|de an|phuong an|ttr|bc|kh)"
_NUMBERED = re.compile(rf"\b{_KIND}\s*(?:so\s*:?\s*)?\d+(?:/[\w-]+)+", re.IGNORECASE)
_NEXT_PAPER = re.compile(
    rf"\s*[;\n]\s*|\s*,\s*(?=(?:{_KIND}|du thao|nghi quyet|quyet dinh|phu luc|bien ban|thuyet minh)\b)",
    re.IGNORECASE,
)
_DATE = re.compile(r"(?:thu \w+|chu nhat|ngay\b)", re.IGNORECASE)
_EDGES = " .;:,–—-"


def take_line(entry: Entry, text: str) -> None:
    """Read one line of an item: times, presenter and papers go to their places, the rest to the title."""
    title = _take_labels(entry, _take_leading_time(entry, text))
    title = _take_parentheses(entry, title)
    entry.add_papers([title[slice(*match.span())] for match in _NUMBERED.finditer(flat(title))])
    entry.add_title(_take_trailing_time(entry, title).strip(_EDGES))


def is_detail(text: str) -> bool:
    """Whether a line speaks only of the presenter, the papers or the times of an item."""
    plain = flat(text)
    label = _LABEL.match(plain)
    if label and label.lastgroup == "times":
        return is_only_times(text) or is_only_times(text[label.end() :])
    return bool(label or _PERSON.match(plain) or is_only_times(text))


def starts_with_time(text: str) -> bool:
    """Whether a clock time leads, of the day's course: not "08h00, thứ Sáu, ngày 04/12/2026"."""
    match = LEADING.match(flat(text))
    return match is not None and not _DATE.match(flat(text)[match.end() :])


def paper_names(text: str) -> list[str]:
    """Names in a list of papers, without bullets and remarks such as "(gửi kèm)"."""
    plain = flat(text)
    text = _without(text, [match.span() for match in _SENT.finditer(plain)])
    cuts = [match.span() for match in _NEXT_PAPER.finditer(flat(text))]
    return [name for part in _between(text, cuts) if (name := clean(part).strip(_EDGES + "+•").strip())]


def take_presenter(entry: Entry, text: str) -> None:
    text = text.strip(_EDGES + "+•")
    person = _PERSON.match(flat(text))
    entry.add_presenter(text[: person.end(1)] if person else text)


def _take_labels(entry: Entry, text: str) -> str:
    """Everything from the first "Đơn vị trình:" or "Tài liệu:" on belongs to such labels."""
    plain = flat(text)
    person = _PERSON.match(plain)
    if person:
        entry.add_presenter(text[: person.end(1)])
        return ""
    labels = list(_LABEL.finditer(plain))
    if not labels:
        return text
    ends = [*(label.start() for label in labels[1:]), len(text)]
    for label, end in zip(labels, ends, strict=True):
        _take(entry, label.lastgroup, text[label.end() : end])
    return text[: labels[0].start()].rstrip(" (")


def _take(entry: Entry, kind: str | None, said: str) -> None:
    said = _close(said.strip(_EDGES))
    if kind == "presenter":
        entry.add_presenter(said)
    elif kind == "papers":
        entry.add_papers(paper_names(said))
    else:
        entry.times = entry.times.filled(find_times(said))


def _close(text: str) -> str:
    """Without the bracket that was opened before the label, or that the next label opened."""
    text = text.removesuffix("(").rstrip(_EDGES)
    return text.removesuffix(")").rstrip(_EDGES) if text.count(")") > text.count("(") else text


def _take_leading_time(entry: Entry, text: str) -> str:
    match = LEADING.match(flat(text))
    if not match:
        return text
    entry.times = entry.times.filled(find_times(match[0]))
    return text[match.end() :]


def _take_trailing_time(entry: Entry, text: str) -> str:
    match = TRAILING.search(flat(text))
    if not match:
        return text
    entry.times = entry.times.filled(find_times(match[0]))
    return text[: match.start()]


def _take_parentheses(entry: Entry, text: str) -> str:
    taken = [match.span() for match in _PARENTHESIS.finditer(text) if _take_parenthesis(entry, match[1])]
    return _take_person(entry, clean(_without(text, taken)))


def _take_parenthesis(entry: Entry, text: str) -> bool:
    return _take_whole(entry, text) or _take_parts(entry, text.split(","))


def _take_whole(entry: Entry, text: str) -> bool:
    if is_only_times(text):
        entry.times = entry.times.filled(find_times(text))
        return True
    by = _BY_SOMEBODY.match(flat(text))
    if by:
        entry.add_presenter(text[: by.end(1)])
    return by is not None


def _take_parts(entry: Entry, parts: list[str]) -> bool:
    """(Sở Tài chính trình bày, 20 phút): the times come last."""
    *before, last = parts
    return bool(before) and is_only_times(last) and _take_whole(entry, ",".join(before)) and _take_whole(entry, last)


def _take_person(entry: Entry, title: str) -> str:
    """Diễn văn khai mạc - Đồng chí Lê Thị Bình trình bày."""
    match = _AFTER_DASH.search(flat(title))
    if not match:
        return title
    entry.add_presenter(title[slice(*match.span(1))])
    return title[: match.start()]


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    return "".join(_between(text, spans))


def _between(text: str, spans: list[tuple[int, int]]) -> Iterator[str]:
    start = 0
    for begin, end in spans:
        yield text[start:begin]
        start = end
    yield text[start:]
