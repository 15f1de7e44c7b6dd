"""Named styles: what a paragraph or run looks like before it says anything itself."""

from collections.abc import Iterable
from functools import cache

from icabinet.worker.word import looks, xml
from icabinet.worker.word.looks import Look
from icabinet.worker.word.package import Package

_DEEPEST = 50  # styles based on styles; a longer chain is a circle


class Styles:
    """All answers are merged from the document's defaults, the style's ancestors and the style."""

    def __init__(self, package: Package) -> None:
        root = package.companion("styles")
        found = () if root is None else root.iterchildren(xml.name("w:style"))
        self._styles = {xml.attribute(style, "w:styleId"): style for style in found}
        self._defaults = {
            xml.attribute(style, "w:type"): style_id
            for style_id, style in self._styles.items()
            if xml.attribute(style, "w:default") in {"1", "true", "on"}
        }
        defaults = xml.child(root, "w:docDefaults")
        run = xml.child(xml.child(defaults, "w:rPrDefault"), "w:rPr")
        paragraph = xml.child(xml.child(defaults, "w:pPrDefault"), "w:pPr")
        self.base_run: Look = {"size": 10.0, **looks.of_run(run)}
        self.base_paragraph = looks.of_paragraph(paragraph)
        self._theme = _theme_fonts(package)
        self.run = cache(self._run)
        self.paragraph = cache(self._paragraph)

    def paragraph_style(self, properties: xml.Element) -> str | None:
        return xml.value(properties, "w:pStyle") or self._defaults.get("paragraph")

    def _paragraph(self, style_id: str | None) -> Look:
        """Paragraph properties of a paragraph style."""
        return _merged(looks.of_paragraph(xml.child(style, "w:pPr")) for style in self._chain(style_id))

    def _run(self, style_id: str | None) -> Look:
        """Run properties of a paragraph style or a character style."""
        return _merged(looks.of_run(xml.child(style, "w:rPr")) for style in self._chain(style_id))

    def table(self, style_id: str | None) -> list[xml.Element]:
        """The definitions of a table style, the most general first."""
        return self._chain(style_id or self._defaults.get("table"))

    def font(self, look: Look) -> str:
        return str(self._theme.get(look.get("theme_font", "")[:5]) or look.get("font") or "")

    def _chain(self, style_id: str | None) -> list[xml.Element]:
        chain: list[xml.Element] = []
        while style_id in self._styles and len(chain) < _DEEPEST:
            chain.insert(0, self._styles[style_id])
            style_id = xml.value(chain[0], "w:basedOn")
        return chain


def _merged(parts: Iterable[Look]) -> Look:
    merged: Look = {}
    for part in parts:
        merged |= part
    return merged


def _theme_fonts(package: Package) -> dict[str, str]:
    """{"major": typeface, "minor": typeface}: a run may ask for "minorHAnsi" instead of a font."""
    theme = package.companion("theme")
    faces = {}
    for role in ("major", "minor"):
        latin = None if theme is None else theme.find(f".//{xml.name(f'a:{role}Font')}/{xml.name('a:latin')}")
        if latin is not None:
            faces[role] = latin.get("typeface", "")
    return faces
