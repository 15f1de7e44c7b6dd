"""The elements of a document, one by one: appendix I of Nghị định 30/2020/NĐ-CP."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from icabinet.worker.forms.checking.blocks import Block
from icabinet.worker.forms.checking.findings import Finding, centred, finding, looks, sizes
from icabinet.worker.forms.checking.parts import MOTTO, STATE, Parts, folded
from icabinet.worker.forms.widths import width_cm

# Widths of letters are not those of every printer; indents are rounded to twips.
_NEAR_CM, _NEAR_INDENT_CM = 0.25, 0.03
_INDENTS_CM = (1.0, 1.27)
_LEAST_GAP, _LINES = 6.0, (1.0, 1.5)
_NUMBER = re.compile(r"^Số:\s*(?:(?:0[1-9]|[1-9]\d+)|[….]+)/[A-ZĐ….]+(?:-[A-ZĐ0-9….&]+)+$")
_DAY, _MONTH = r"(?:0[1-9]|[12]\d|3[01]|[….]+)", r"(?:0[12]|[3-9]|1[0-2]|[….]+)"
_DATED = re.compile(rf"^[^,]+(?:,[^,]+)*, ngày {_DAY} tháng {_MONTH} năm (?:\d{{4}}|[….]+)$")
_ENDED = re.compile(r"kết thúc vào .*giờ.*ngày.*tháng.*năm", re.IGNORECASE)


def check(parts: Parts) -> list[Finding]:
    """Return everything that is not as the decree wants it."""
    return [
        *_missing(parts),
        *_right(parts),
        *_left(parts),
        *_number(parts),
        *_dated(parts),
        *_title(parts),
        *_content(parts),
        *_ended(parts),
        *_signed(parts),
        *_copies(parts),
    ]


def _missing(parts: Parts) -> Iterator[Finding]:
    wanted = {
        "state": (parts.state, STATE),
        "motto": (parts.motto, MOTTO),
        "body": (parts.left or None, "the issuing body, above the number"),
        "number": (parts.number, "Số: ..."),
        "type": (parts.kind, "the type of the document"),
        "content": (parts.content or None, "text"),
        "copies": (parts.copies_title, "Nơi nhận:"),
    }
    for rule, (there, said) in wanted.items():
        if there is None:
            yield finding(rule, None, "missing", said)


def _right(parts: Parts) -> Iterator[Finding]:
    if state := parts.state:
        if state.text.strip() != STATE:
            yield finding("state.words", state, state.text.strip(), STATE)
        yield from sizes("state", state, 12, 13)
        yield from looks("state", state, bold=True, upright=True, capital=True)
        yield from centred("state", state)
        yield from _at_the_right("state", state)
    if motto := parts.motto:
        if motto.text.strip() != MOTTO:
            yield finding("motto.words", motto, motto.text.strip(), MOTTO)
        yield from sizes("motto", motto, 13, 14)
        yield from looks("motto", motto, bold=True, upright=True)
        yield from centred("motto", motto)
        yield from _at_the_right("motto", motto)


def rule_of_motto(parts: Parts, blocks: Sequence[Block]) -> Iterator[Finding]:
    """A line as long as the motto stands under it: drawn in it, right after it, or as its underlining."""
    motto = parts.motto
    if motto is None or (motto.faces and all(face.underline for face in motto.faces)):
        return
    place = next(place for place, block in enumerate(blocks) if block is motto)
    drawn = [block.rule_cm for block in blocks[place : place + 2] if block.rule_cm is not None]
    wanted = width_cm(MOTTO, motto.faces[0].size if motto.faces else 13, bold=True)
    if not drawn:
        yield finding("motto.rule", motto, "missing", f"a line of {wanted:.1f} cm beneath")
    elif drawn[0] and abs(drawn[0] - wanted) > _NEAR_CM:
        yield finding("motto.rule", motto, f"{drawn[0]:.1f} cm", f"{wanted:.1f} cm, as long as the motto")


def _at_the_right(rule: str, block: Block) -> Iterator[Finding]:
    if not block.cell or block.cell.column == 0 or block.cell.row > 1:
        yield finding(f"{rule}.place", block, "elsewhere", "at the right of the head")


def _left(parts: Parts) -> Iterator[Finding]:
    if not parts.left:
        return
    *superior, body = parts.left
    for block in superior:
        yield from sizes("superior", block, 12, 13)
        # A long name runs over several lines, of which those of the issuing body are bold.
        yield from looks("superior", block, upright=True, capital=True)
        yield from centred("superior", block)
    yield from sizes("body", body, 12, 13)
    yield from looks("body", body, bold=True, upright=True, capital=True)
    yield from centred("body", body)
    if parts.left_rule is None:
        yield finding("body.rule", body, "missing", "a line of 1/3 to 1/2 beneath")
    else:
        yield from _share(
            "body.rule", body, parts.left_rule.rule_cm or 0.0, within=body.cell.width_cm if body.cell else 0
        )


def _share(rule: str, block: Block, drawn: float, *, within: float) -> Iterator[Finding]:
    """A line is a third to a half of the text above it."""
    if not drawn or not block.faces:
        return
    width = width_cm(block.text.strip(), block.faces[0].size, bold=True)
    width = min(width, within) if within else width
    if not width / 3 - _NEAR_CM <= drawn <= width / 2 + _NEAR_CM:
        yield finding(rule, block, f"{drawn:.1f} cm", f"{width / 3:.1f}-{width / 2:.1f} cm")


def _number(parts: Parts) -> Iterator[Finding]:
    if number := parts.number:
        yield from sizes("number", number, 13, 13)
        yield from looks("number", number, upright=True, bold=False)
        yield from centred("number", number)
        if not number.cell or number.cell.column != 0:
            yield finding("number.place", number, "elsewhere", "at the left of the head")
        if not _NUMBER.match(number.text.strip()):
            yield finding("number.form", number, number.text.strip(), "Số: 05/BB-UBND (below 10 with a zero)")


def _dated(parts: Parts) -> Iterator[Finding]:
    dated = parts.dated
    if parts.is_minutes:
        if dated:
            yield finding("dated", dated, "there", "no line with place and date in minutes (Mẫu 1.9)")
        return
    if dated is None:
        yield finding("dated", None, "missing", "..., ngày ... tháng ... năm ...")
        return
    yield from sizes("dated", dated, 13, 14)
    yield from looks("dated", dated, italic=True, bold=False)
    if not _DATED.match(dated.text.strip()):
        yield finding("dated.form", dated, dated.text.strip(), "Hà Nội, ngày 05 tháng 02 năm 2026")


def _title(parts: Parts) -> Iterator[Finding]:
    if kind := parts.kind:
        yield from sizes("type", kind, 13, 14)
        yield from looks("type", kind, bold=True, upright=True, capital=True)
        yield from centred("type", kind)
    for block in parts.about:
        yield from sizes("abstract", block, 13, 14)
        yield from looks("abstract", block, upright=True)
    if parts.about:
        if parts.about_rule is None:
            yield finding("abstract.rule", parts.about[-1], "missing", "a line of 1/3 to 1/2 beneath")
        elif len(parts.about) == 1:
            yield from _share("abstract.rule", parts.about[0], parts.about_rule.rule_cm or 0.0, within=16.5)


def _content(parts: Parts) -> Iterator[Finding]:
    for block in parts.content:
        yield from sizes("content", block, 13, 14)
        if block.shape.align == "center":
            yield from looks("content.heading", block, bold=True)
            continue
        if block.shape.align not in ("both", "distribute"):
            yield finding("content.justified", block, block.shape.align, "justified")
        if not any(abs(block.shape.first - wanted) <= _NEAR_INDENT_CM for wanted in _INDENTS_CM):
            yield finding("content.indent", block, f"{block.shape.first:.2f} cm", "1 or 1.27 cm")
        lines = (
            block.shape.line / (block.faces[0].size * 1.15) if block.shape.exact and block.faces else block.shape.line
        )
        if not _LINES[0] - 0.01 <= lines <= _LINES[1] + 0.01:
            yield finding("content.lines", block, f"{lines:.2f} lines", "1-1.5 lines")
    for above, below in pairwise(parts.content):
        if above.shape.after + below.shape.before < _LEAST_GAP:
            yield finding("content.gap", below, f"{above.shape.after + below.shape.before:g} pt", "at least 6 pt")


def _ended(parts: Parts) -> Iterator[Finding]:
    if parts.is_minutes and not any(_ENDED.search(block.text) for block in parts.content):
        yield finding("minutes.ended", None, "missing", "... kết thúc vào ... giờ ..., ngày ... tháng ... năm ...")


def _signed(parts: Parts) -> Iterator[Finding]:
    offices = [block for block in parts.signed if block.is_capital and not block.is_empty]
    if not offices:
        yield finding("signed", None, "missing", "who signs, in capitals")
        return
    for block in offices:
        yield from sizes("signed", block, 13, 14)
        yield from looks("signed", block, bold=True, upright=True)
        yield from centred("signed", block)
    last = max(block.cell.columns - 1 for block in offices if block.cell)
    if not parts.is_minutes:
        yield from (
            finding("signed.place", block, "elsewhere", "at the right")
            for block in offices
            if block.cell and block.cell.column != last
        )
        return
    sides = {block.cell.column: folded(block.text) for block in offices if block.cell}
    if not sides.get(0, "").endswith("thu ky"):
        yield finding("signed.secretary", offices[0], sides.get(0, "missing"), "THƯ KÝ at the left")
    if not sides.get(last, "").endswith(("chu toa", "chu tri")):
        yield finding("signed.chair", offices[-1], sides.get(last, "missing"), "CHỦ TỌA at the right")


def _copies(parts: Parts) -> Iterator[Finding]:
    title = parts.copies_title
    if title is None:
        return
    yield from sizes("copies", title, 12, 12)
    yield from looks("copies", title, bold=True, italic=True)
    for block in parts.copies:
        yield from sizes("copies.list", block, 11, 11)
        yield from looks("copies.list", block, upright=True)
    if not parts.copies or not folded(parts.copies[-1].text.strip("-– ")).startswith("luu"):
        where = parts.copies[-1] if parts.copies else title
        yield finding("copies.last", where, where.text.strip(), "- Lưu: VT, ...")
