"""The numbers that Word writes by itself before a paragraph; they stand in no text of the file."""

from typing import Any, NamedTuple

from docx.document import Document
from docx.oxml.ns import qn

Element = Any  # lxml comes without types

BULLET = "-"


class Level(NamedTuple):
    """One level of a list: its number format, its label ("%1.%2.") and where it starts."""

    form: str
    label: str
    first: int


class Place(NamedTuple):
    """Where a style or a paragraph stands: list, level in the list, outline level of a heading."""

    list_id: str | None = None
    depth: int | None = None
    outline: int | None = None

    def over(self, base: "Place") -> "Place":
        return Place(
            base.list_id if self.list_id is None else self.list_id,
            base.depth if self.depth is None else self.depth,
            base.outline if self.outline is None else self.outline,
        )


def value(element: Element | None, path: str) -> str | None:
    """The w:val of a child, by its path ("w:numPr/w:ilvl")."""
    found = element.find("/".join(map(qn, path.split("/")))) if element is not None else None
    return None if found is None else found.get(qn("w:val"))


class Numbering:
    """Counts through a document in its order; ask once for each paragraph."""

    def __init__(self, document: Document) -> None:
        self._styles = {style.get(qn("w:styleId")): style for style in document.styles.element.findall(qn("w:style"))}
        self._default = next(
            (
                name
                for name, style in self._styles.items()
                if style.get(qn("w:default")) == "1" and style.get(qn("w:type")) == "paragraph"
            ),
            None,
        )
        self._places: dict[str | None, Place] = {}
        self._lists, self._levels = _read_lists(document)
        self._counts: dict[str, dict[int, int]] = {}

    def place(self, paragraph: Element) -> Place:
        """The paragraph's own place over its style's."""
        properties = paragraph.find(qn("w:pPr"))
        style = value(properties, "w:pStyle") or self._default
        return _own_place(properties).over(self._style_place(style))

    def label(self, place: Place) -> str | None:
        """The next label at this place: "3.", "b)", "-"; None where there is no list."""
        base = self._lists.get(place.list_id or "")
        depth = place.depth or 0
        level = self._levels.get(base, {}).get(depth) if base else None
        if base is None or level is None or level.form == "none":
            return None
        counts = self._count(base, depth, level.first)
        return BULLET if level.form == "bullet" else self._written(base, level, counts)

    def _count(self, base: str, depth: int, first: int) -> dict[int, int]:
        counts = self._counts.get(base, {})
        kept = {deep: count for deep, count in counts.items() if deep <= depth}
        self._counts[base] = kept | {depth: kept.get(depth, first - 1) + 1}
        return self._counts[base]

    def _written(self, base: str, level: Level, counts: dict[int, int]) -> str:
        label = level.label
        for deep, shown in self._levels[base].items():
            label = label.replace(f"%{deep + 1}", _figure(counts.get(deep, shown.first), shown.form))
        return label

    def _style_place(self, style: str | None, seen: frozenset[str] = frozenset()) -> Place:
        if style is None or style in seen or style not in self._styles:
            return Place()
        if style not in self._places:
            element = self._styles[style]
            base = self._style_place(value(element, "w:basedOn"), seen | {style})
            self._places[style] = _own_place(element.find(qn("w:pPr"))).over(base)
        return self._places[style]


def _own_place(properties: Element | None) -> Place:
    outline = _integer(value(properties, "w:outlineLvl"))
    return Place(
        value(properties, "w:numPr/w:numId"),
        _integer(value(properties, "w:numPr/w:ilvl")),
        outline,
    )


def _read_lists(document: Document) -> tuple[dict[str, str], dict[str, dict[int, Level]]]:
    """List id → its definition's id, and definition id → depth → level."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError, AttributeError):
        return {}, {}
    lists = {num.get(qn("w:numId")): value(num, "w:abstractNumId") or "" for num in root.findall(qn("w:num"))}
    levels = {
        definition.get(qn("w:abstractNumId")): {
            _integer(level.get(qn("w:ilvl"))) or 0: _level(level) for level in definition.findall(qn("w:lvl"))
        }
        for definition in root.findall(qn("w:abstractNum"))
    }
    return lists, levels


def _level(level: Element) -> Level:
    first = _integer(value(level, "w:start"))
    return Level(value(level, "w:numFmt") or "decimal", value(level, "w:lvlText") or "", 1 if first is None else first)


def _integer(text: str | None) -> int | None:
    return int(text) if text is not None and text.isdecimal() else None


def _figure(count: int, form: str) -> str:
    if form in {"upperRoman", "lowerRoman"}:
        roman = _roman(count)
        return roman if form == "upperRoman" else roman.lower()
    if form in {"upperLetter", "lowerLetter"}:
        letter = chr(ord("A") + (count - 1) % 26)
        return letter if form == "upperLetter" else letter.lower()
    return f"{count:02d}" if form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    tens, units = divmod(max(count, 0), 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[units]
