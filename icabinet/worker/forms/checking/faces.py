"""How text looks after all: a run's own word, else that of its styles, else that of the whole document."""

from collections.abc import Iterator
from typing import NamedTuple

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

_OFF = ("0", "false", "off", "none")
_TWIPS_PER_CM = 1440 / 2.54
_TWIPS_PER_POINT = 20
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


class Face(NamedTuple):
    """size: points; colour: "000000", or "auto"."""

    font: str
    size: float
    bold: bool
    italic: bool
    underline: bool
    caps: bool
    colour: str


class Shape(NamedTuple):
    """first, left, right: indents in cm; before, after: points; line: in lines, or points if `exact`."""

    align: str
    first: float
    left: float
    right: float
    before: float
    after: float
    line: float
    exact: bool


class Looks:
    """Answers how runs and paragraphs of a document look."""

    def __init__(self, document: Document) -> None:
        styles = document.styles.element
        self._styles = {style.get(qn("w:styleId")): style for style in styles.findall(qn("w:style"))}
        self._default = next(
            (
                name
                for name, style in self._styles.items()
                if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in ("1", "true")
            ),
            None,
        )
        self._run_defaults = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        self._shape_defaults = styles.find(f"{qn('w:docDefaults')}/{qn('w:pPrDefault')}/{qn('w:pPr')}")
        self._theme = _theme_fonts(document)

    def face(self, run: Element, paragraph: Element) -> Face:
        """Return how a run (w:r) of a paragraph (w:p) looks."""
        sources = list(self._of_run(run, paragraph))
        size = _first(sources, "w:sz", "w:val")
        return Face(
            font=self._font(sources),
            size=float(size) / 2 if size else 10.0,
            bold=_is_on(sources, "w:b"),
            italic=_is_on(sources, "w:i"),
            underline=_is_on(sources, "w:u"),
            caps=_is_on(sources, "w:caps"),
            colour=_first(sources, "w:color", "w:val") or "auto",
        )

    def shape(self, paragraph: Element) -> Shape:
        """Return how a paragraph (w:p) stands."""
        sources = list(self._of_paragraph(paragraph))
        line, rule = _first(sources, "w:spacing", "w:line"), _first(sources, "w:spacing", "w:lineRule")
        exact = rule in ("exact", "atLeast")
        hanging = _number(sources, "w:ind", "w:hanging")
        return Shape(
            align=_first(sources, "w:jc", "w:val") or "left",
            first=(_number(sources, "w:ind", "w:firstLine") - hanging) / _TWIPS_PER_CM,
            left=(_number(sources, "w:ind", "w:left") or _number(sources, "w:ind", "w:start")) / _TWIPS_PER_CM,
            right=(_number(sources, "w:ind", "w:right") or _number(sources, "w:ind", "w:end")) / _TWIPS_PER_CM,
            before=_number(sources, "w:spacing", "w:before") / _TWIPS_PER_POINT,
            after=_number(sources, "w:spacing", "w:after") / _TWIPS_PER_POINT,
            line=float(line or 240) / (_TWIPS_PER_POINT if exact else 240),
            exact=exact,
        )

    def _of_run(self, run: Element, paragraph: Element) -> Iterator[Element]:
        own = run.find(qn("w:rPr"))
        if own is not None:
            yield own
            if (named := own.find(qn("w:rStyle"))) is not None:
                yield from self._chain(named.get(qn("w:val")), "w:rPr")
        yield from self._chain(self._style_of(paragraph), "w:rPr")
        if self._run_defaults is not None:
            yield self._run_defaults

    def _of_paragraph(self, paragraph: Element) -> Iterator[Element]:
        own = paragraph.find(qn("w:pPr"))
        if own is not None:
            yield own
        yield from self._chain(self._style_of(paragraph), "w:pPr")
        if self._shape_defaults is not None:
            yield self._shape_defaults

    def _style_of(self, paragraph: Element) -> str | None:
        named = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return self._default if named is None else named.get(qn("w:val"))

    def _chain(self, name: str | None, what: str) -> Iterator[Element]:
        seen: set[str] = set()
        while name is not None and name in self._styles and name not in seen:
            seen.add(name)
            style = self._styles[name]
            if (found := style.find(qn(what))) is not None:
                yield found
            base = style.find(qn("w:basedOn"))
            name = None if base is None else base.get(qn("w:val"))

    def _font(self, sources: list[Element]) -> str:
        for source in sources:
            fonts = source.find(qn("w:rFonts"))
            if fonts is None:
                continue
            if theme := fonts.get(qn("w:asciiTheme")) or fonts.get(qn("w:hAnsiTheme")):
                return self._theme.get("major" if theme.startswith("major") else "minor", str(theme))
            if name := fonts.get(qn("w:ascii")) or fonts.get(qn("w:hAnsi")):
                return str(name)
        return ""


def _theme_fonts(document: Document) -> dict[str, str]:
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/theme") and not relation.is_external:
            theme = parse_xml(relation.target_part.blob)
            found = {kind: theme.find(f".//{_A}{kind}Font/{_A}latin") for kind in ("major", "minor")}
            return {kind: font.get("typeface", "") for kind, font in found.items() if font is not None}
    return {}


def _first(sources: list[Element], name: str, attribute: str) -> str | None:
    for source in sources:
        found = source.find(qn(name))
        if found is not None and (value := found.get(qn(attribute))) is not None:
            return str(value)
    return None


def _number(sources: list[Element], name: str, attribute: str) -> float:
    try:
        return float(_first(sources, name, attribute) or 0)
    except ValueError:
        return 0.0


def _is_on(sources: list[Element], name: str) -> bool:
    for source in sources:
        found = source.find(qn(name))
        if found is not None:
            return (found.get(qn("w:val")) or "1") not in _OFF
    return False
