"""One paragraph as HTML: its look, its label if it stands in a list, its lines."""

from typing import NamedTuple

from icabinet.worker.word import faces, lines, looks, xml
from icabinet.worker.word.inline import Inline, Piece
from icabinet.worker.word.looks import Look
from icabinet.worker.word.numbering import Label, Numbering
from icabinet.worker.word.styles import Styles

BREAK = '<div style="page-break-after:always"></div>'
_EMPTY = "&#160;"
_SIDES = ("top", "right", "bottom", "left")
_LENGTHS = ("before", "after", "left", "right", "first")
_WIDEST = 1000.0
_BESIDE_LINE = 1.0  # Word's usual distance between text and a line above or below it


class Setting(NamedTuple):
    """Where a paragraph stands: the width there in points, and what the table around it says of looks."""

    room: float
    paragraph: Look
    run: Look


class Paragraphs:
    """One after the other, because the space above one depends on the one before.

    adds: whether the space after a paragraph and that before the next add up; usually the greater of them counts.
    """

    def __init__(self, styles: Styles, numbering: Numbering, inline: Inline, *, adds: bool) -> None:
        self._styles = styles
        self._numbering = numbering
        self._inline = inline
        self._adds = adds
        self.begin()

    def begin(self) -> None:
        """There is no paragraph right above the next one: it is the first, or follows a table."""
        self._last_style: str | None = None
        self._last_after = 0.0

    def html(self, paragraph: xml.Element, setting: Setting, following: xml.Element | None = None) -> str:
        """`following`: the block after this one."""
        properties = xml.child(paragraph, "w:pPr")
        style = self._styles.paragraph_style(properties)
        look, label = self._look(properties, style, setting)
        run = self._styles.base_run | setting.run | self._styles.run(style)
        mark = run | looks.of_run(xml.child(properties, "w:rPr"))
        pieces = self._labelled(label, mark) + self._inline.pieces(paragraph, run)
        self._space(look, style, following)
        broken = "" if not look.get("break_before") else BREAK
        return broken + self._parts(pieces, look, mark, setting.room)

    def _space(self, look: Look, style: str | None, following: xml.Element | None) -> None:
        """Settle the space before and after; there is none between paragraphs of one style that want none."""
        if look.get("tight"):
            if style == self._last_style:
                look["before"] = 0.0
            if following is not None and xml.short(following) == "p":
                after = self._styles.paragraph_style(xml.child(following, "w:pPr"))
                look["after"] = 0.0 if after == style else look.get("after", 0.0)
        if not self._adds:
            look["before"] = max(look.get("before", 0.0) - self._last_after, 0.0)
        self._last_style, self._last_after = style, look.get("after", 0.0)

    def _look(self, properties: xml.Element, style: str | None, setting: Setting) -> tuple[Look, Label | None]:
        own, styled = looks.of_paragraph(properties), self._styles.paragraph(style)
        listed = styled | own
        label = self._numbering.label(listed.get("list", ""), listed.get("level", "0"))
        from_list = label.level.paragraph if label else {}
        layers = (styled, from_list, own) if "list" in own else (from_list, styled, own)
        merged = self._styles.base_paragraph | setting.paragraph
        for layer in layers:
            merged = merged | layer
        return merged, label

    def _labelled(self, label: Label | None, mark: Look) -> list[Piece]:
        if not label or not label.text:
            return []
        look = mark | {"underline": False} | label.level.run
        if label.level.format == "bullet":
            look = look | {"font": "", "theme_font": ""}  # a letter of Wingdings would be another one here
        between = {"tab": "\t", "space": " "}.get(label.level.suffix)
        return [Piece(label.text, look), *([Piece(between, look)] if between else [])]

    def _parts(self, pieces: list[Piece], look: Look, mark: Look, room: float) -> str:
        """A page break inside ends one <p> and begins the next, which then is not indented."""
        parts: list[list[Piece]] = [[]]
        for piece in pieces:
            if piece.text == "\f":
                parts.append([])
            else:
                parts[-1].append(piece)
        if len(parts) > 1 and not parts[-1]:
            parts.pop()
            return BREAK.join(self._part(part, look, mark, room) for part in parts if part) + BREAK
        return BREAK.join(self._part(part, look, mark, room) for part in parts)

    def _part(self, pieces: list[Piece], look: Look, mark: Look, room: float) -> str:
        largest = max((piece.look["size"] for piece in pieces if piece.text), default=mark["size"])
        text = lines.html(pieces, look, room - look.get("right", 0.0), self._styles)
        if not text:
            text = f'<span style="{faces.css(mark, self._styles.font(mark))}">{_EMPTY}</span>'
        tall = any(piece.picture for piece in pieces)
        return f'<p style="{_css(look, largest, tall=tall)}">{text}</p>'


def _css(look: Look, largest: float, *, tall: bool) -> str:
    """Space after is padding where that does not show: margins would merge, and the spaces are settled."""
    before, after, left, right, first = (max(-_WIDEST, min(look.get(key, 0.0), _WIDEST)) for key in _LENGTHS)
    borders = {side: line for side, line in look.get("borders", {}).items() if line != "none"}
    boxed = bool(borders or look.get("shade"))
    rules = [
        f"text-align:{look.get('align', 'left')};text-indent:{first:g}pt;",
        f"margin:{before:g}pt {right:g}pt {after if boxed else 0:g}pt {left:g}pt;",
        f"padding-bottom:{0 if boxed else after:g}pt;",
    ]
    if not (tall and look.get("rule") == "exact"):  # a picture is not cut to an exact height of line
        rules.append(f"line-height:{faces.leading(look, largest):.4g}pt;")
    rules.extend(f"border-{side}:{borders[side]};" for side in _SIDES if side in borders)
    rules.extend(f"padding-{side}:{_BESIDE_LINE:g}pt;" for side in ("top", "bottom") if side in borders)
    if look.get("shade"):
        rules.append(f"background-color:{look['shade']};")
    return "".join(rules)
