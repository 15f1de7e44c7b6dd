"""Which paragraph is which element of an administrative document: found by what it says and where it stands."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from icabinet.text import plain
from icabinet.worker.forms.checking.blocks import Block

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
_NUMBER = re.compile(r"^\s*Số\s*:")
_DATED = re.compile(r"^[^:;]{2,60},\s*ngày\s.*tháng\s.*năm\s", re.IGNORECASE)


@dataclass
class Parts:
    """The elements, None for what was not found. left: of the head, above the number; content: the text itself."""

    state: Block | None = None
    motto: Block | None = None
    left: list[Block] = field(default_factory=list)
    left_rule: Block | None = None
    number: Block | None = None
    dated: Block | None = None
    kind: Block | None = None
    about: list[Block] = field(default_factory=list)
    about_rule: Block | None = None
    content: list[Block] = field(default_factory=list)
    signed: list[Block] = field(default_factory=list)
    copies_title: Block | None = None
    copies: list[Block] = field(default_factory=list)

    @property
    def is_minutes(self) -> bool:
        return self.kind is not None and plain(self.kind.text) == "bien ban"


def folded(text: str) -> str:
    """Return the text as it is compared: without marks, blanks and kinds of dashes."""
    return re.sub(r"[\s–—-]+", " ", plain(text)).strip()


def parts_of(blocks: Sequence[Block]) -> Parts:
    """Return the elements of a document."""
    parts = Parts()
    parts.state = _with(blocks, lambda block: folded(block.text).startswith("cong hoa xa hoi chu nghia"))
    parts.motto = _with(blocks, lambda block: folded(block.text) == folded(MOTTO))
    parts.number = _with(blocks, lambda block: bool(_NUMBER.match(_nfc(block))))
    head = _head_table(parts)
    in_head = [block for block in blocks if head is not None and block.cell and block.cell.table == head]
    parts.dated = _with([*in_head, *_plain(blocks)[:3]], lambda block: bool(_DATED.match(_nfc(block))))
    _read_left(parts, in_head)
    _read_body(parts, [block for block in blocks if block not in in_head and block is not parts.dated])
    return parts


def _read_left(parts: Parts, in_head: Sequence[Block]) -> None:
    for block in in_head:
        if block is parts.number:
            break
        if block.cell and block.cell.column == 0:
            if not block.is_empty:
                parts.left.append(block)
            if block.rule_cm is not None:
                parts.left_rule = block


def _read_body(parts: Parts, blocks: Sequence[Block]) -> None:
    rest = list(blocks)
    copies = next((place for place, block in enumerate(rest) if folded(block.text).startswith("noi nhan")), None)
    if copies is not None:
        parts.copies_title = rest[copies]
        parts.copies = list(_listed(rest[copies + 1 :], rest[copies]))
    start = next((place for place, block in enumerate(rest) if not block.is_empty and not block.cell), None)
    if start is None:
        return
    parts.kind = rest[start]
    end = _read_about(parts, rest, start + 1)
    signing = _signing(rest, end)
    for block in rest[end:]:
        cell = block.cell
        if cell and signing is not None and cell.table == signing:
            parts.signed.append(block)
        elif not cell and not block.is_empty and block is not parts.copies_title and block not in parts.copies:
            parts.content.append(block)
    if copies is not None:
        after = set(map(id, rest[copies:]))
        parts.content = [block for block in parts.content if id(block) not in after]


def _read_about(parts: Parts, rest: Sequence[Block], place: int) -> int:
    """Take what stands in the middle, in bold, under the type; return where the text begins."""
    while place < len(rest) and not rest[place].cell:
        block = rest[place]
        if block.rule_cm is not None:
            parts.about_rule = block
            if not block.is_empty and not parts.about:
                parts.about.append(block)
            return place + 1
        if not block.is_empty:
            if block.shape.align != "center" or not block.is_bold or (parts.about and block.is_capital):
                return place
            parts.about.append(block)
        place += 1
    return place


def _signing(rest: Sequence[Block], start: int) -> int | None:
    """Return the table in which people sign: the last one without a grid of texts, at the end."""
    tables = [block.cell.table for block in rest[start:] if block.cell and block.cell.columns <= 3]  # noqa: PLR2004
    return tables[-1] if tables else None


def _listed(blocks: Sequence[Block], title: Block) -> Iterator[Block]:
    for block in blocks:
        if title.cell and (not block.cell or block.cell.column != title.cell.column):
            return
        if block.text.strip().startswith(("-", "–")):
            yield block
        elif not block.is_empty:
            return


def _head_table(parts: Parts) -> int | None:
    return next((block.cell.table for block in (parts.state, parts.motto) if block and block.cell), None)


def _plain(blocks: Sequence[Block]) -> list[Block]:
    return [block for block in blocks if not block.cell and not block.is_empty]


def _with(blocks: Sequence[Block], fits: object) -> Block | None:
    return next((block for block in blocks if not block.is_empty and fits(block)), None)  # type: ignore[operator]


def _nfc(block: Block) -> str:
    return unicodedata.normalize("NFC", block.text)
