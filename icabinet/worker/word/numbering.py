"""The numbers and bullets that Word does not store: counted again, in the order of the document."""

from typing import NamedTuple

from icabinet.worker.word import looks, xml
from icabinet.worker.word.looks import Look
from icabinet.worker.word.package import Package

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LARGEST = 100_000
SYMBOLS = {
    "o": "◦",
    "\uf0a7": "▪",
    "\uf0d8": "➢",
    "\uf0fc": "✓",
    "\uf0e0": "→",
    "\uf02d": "–",
    "-": "-",
    "+": "+",
}


class Level(NamedTuple):
    """One level of a list as defined. suffix: what stands between label and text."""

    format: str
    pattern: str
    start: int
    suffix: str
    paragraph: Look
    run: Look


class Label(NamedTuple):
    text: str
    level: Level


class Numbering:
    """Lists by their number; asked once per paragraph, in order, because asking counts."""

    def __init__(self, package: Package) -> None:
        root = package.companion("numbering")
        self._abstract = {
            xml.attribute(found, "w:abstractNumId"): _levels(found) for found in xml.children(root, "w:abstractNum")
        }
        self._lists = {xml.attribute(found, "w:numId"): found for found in xml.children(root, "w:num")}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def label(self, list_id: str, level_text: str) -> Label | None:
        """The next label of this list at this level; None for a list that is not there or shows nothing."""
        found = self._lists.get(list_id)
        abstract = xml.value(found, "w:abstractNumId")
        number = xml.whole(level_text, 0)
        levels = self._abstract.get(abstract, {}) | _overrides(found)
        level = levels.get(number)
        if level is None or level.format == "none":
            return None
        counts = self._counts.setdefault(str(abstract), {})
        if list_id not in self._begun:
            self._begun.add(list_id)
            counts |= {at: start - 1 for at, start in _restarts(found).items()}
        counts[number] = counts.get(number, level.start - 1) + 1
        for deeper in [at for at in counts if at > number]:
            del counts[deeper]
        return Label(_text(level, number, levels, counts), level)


def _levels(parent: xml.Element) -> dict[int, Level]:
    return {
        xml.whole(xml.attribute(level, "w:ilvl"), 0): Level(
            format=xml.value(level, "w:numFmt") or "decimal",
            pattern=xml.value(level, "w:lvlText") or "",
            start=xml.whole(xml.value(level, "w:start"), 1),
            suffix=xml.value(level, "w:suff") or "tab",
            paragraph=looks.of_paragraph(xml.child(level, "w:pPr")),
            run=looks.of_run(xml.child(level, "w:rPr")),
        )
        for level in xml.children(parent, "w:lvl")
    }


def _overrides(found: xml.Element) -> dict[int, Level]:
    merged: dict[int, Level] = {}
    for override in xml.children(found, "w:lvlOverride"):
        merged |= _levels(override)
    return merged


def _restarts(found: xml.Element) -> dict[int, int]:
    return {
        xml.whole(xml.attribute(override, "w:ilvl"), 0): xml.whole(start, 1)
        for override in xml.children(found, "w:lvlOverride")
        if (start := xml.value(override, "w:startOverride"))
    }


def _text(level: Level, number: int, levels: dict[int, Level], counts: dict[int, int]) -> str:
    if level.format == "bullet":
        return SYMBOLS.get(level.pattern, "•" if number % 2 == 0 else "–")
    text = level.pattern
    for at in range(number + 1):
        shown = levels.get(at, level)
        text = text.replace(f"%{at + 1}", _numeral(counts.get(at, shown.start), shown.format))
    return text


def _numeral(count: int, style: str) -> str:
    if not 0 < count < _LARGEST:
        return str(count)
    if style in {"upperRoman", "lowerRoman"}:
        return _roman(count) if style == "upperRoman" else _roman(count).lower()
    if style in {"upperLetter", "lowerLetter"}:
        repeated, letter = divmod(count - 1, 26)
        return chr((65 if style == "upperLetter" else 97) + letter) * min(repeated + 1, 9)
    return f"{count:02d}" if style == "decimalZero" else str(count)


def _roman(count: int) -> str:
    text = ""
    for size, letters in _ROMAN:
        times, count = divmod(count, size)
        text += letters * times
    return text
