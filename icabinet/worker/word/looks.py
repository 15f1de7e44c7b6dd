"""What one element says about the look of its run or paragraph, as a plain dict: only what it does say."""

import re
from typing import Any

from icabinet.worker.word import xml

Look = dict[str, Any]

_ALIGNMENTS = {
    "center": "center",
    "right": "right",
    "end": "right",
    "both": "justify",
    "distribute": "justify",
    "left": "left",
    "start": "left",
}
_HIGHLIGHTS = {
    "yellow": "#ffff00",
    "green": "#00ff00",
    "cyan": "#00ffff",
    "magenta": "#ff00ff",
    "blue": "#0000ff",
    "red": "#ff0000",
    "darkBlue": "#000080",
    "darkCyan": "#008080",
    "darkGreen": "#008000",
    "darkMagenta": "#800080",
    "darkRed": "#800000",
    "darkYellow": "#808000",
    "darkGray": "#808080",
    "lightGray": "#c0c0c0",
    "black": "#000000",
}
_HEX = re.compile("[0-9a-fA-F]{6}")
_THICKEST = 6.0
_LINES = {"nil": None, "none": None, "double": "double", "dotted": "dotted", "dashed": "dashed"}


def of_run(properties: xml.Element) -> Look:
    """bold, italic, underline, strike, caps, hidden; size in points; colour, shade; raised; font."""
    fonts = xml.child(properties, "w:rFonts")
    font = xml.attribute(fonts, "w:ascii") or xml.attribute(fonts, "w:hAnsi")
    theme_font = xml.attribute(fonts, "w:asciiTheme") or xml.attribute(fonts, "w:hAnsiTheme")
    underline = xml.value(properties, "w:u")
    return _said(
        bold=xml.switch(properties, "w:b"),
        italic=xml.switch(properties, "w:i"),
        underline=None if underline is None else underline != "none",
        strike=xml.switch(properties, "w:strike") or xml.switch(properties, "w:dstrike"),
        caps=xml.switch(properties, "w:caps") or xml.switch(properties, "w:smallCaps"),
        hidden=xml.switch(properties, "w:vanish"),
        size=xml.measure(xml.value(properties, "w:sz"), 2),
        colour=colour(xml.value(properties, "w:color")),
        shade=_HIGHLIGHTS.get(xml.value(properties, "w:highlight") or "") or shade(properties),
        raised=xml.value(properties, "w:vertAlign"),
        font=font,
        theme_font=theme_font or ("" if font else None),  # a font of its own ends the theme's
    )


def of_paragraph(properties: xml.Element) -> Look:
    """align; left, right, first (hanging is negative), before, after in points; line, rule; list, level.

    And tabs; break_before, tight (no space between paragraphs of one style); borders, shade.
    """
    indent, spacing = xml.child(properties, "w:ind"), xml.child(properties, "w:spacing")
    numbering = xml.child(properties, "w:numPr")
    hanging = xml.twips(indent, "w:hanging")
    return _said(
        align=_ALIGNMENTS.get(xml.value(properties, "w:jc") or ""),
        left=xml.twips(indent, "w:left", "w:start"),
        right=xml.twips(indent, "w:right", "w:end"),
        first=xml.twips(indent, "w:firstLine") if hanging is None else -hanging,
        before=None if _automatic(spacing, "w:beforeAutospacing") else xml.twips(spacing, "w:before"),
        after=None if _automatic(spacing, "w:afterAutospacing") else xml.twips(spacing, "w:after"),
        line=xml.twips(spacing, "w:line"),
        rule=xml.attribute(spacing, "w:lineRule"),
        list=xml.value(numbering, "w:numId"),
        level=xml.value(numbering, "w:ilvl"),
        tabs=_tabs(xml.child(properties, "w:tabs")),
        break_before=xml.switch(properties, "w:pageBreakBefore"),
        tight=xml.switch(properties, "w:contextualSpacing"),
        borders=borders(xml.child(properties, "w:pBdr")) or None,
        shade=shade(properties),
    )


def borders(parent: xml.Element) -> dict[str, str]:
    """The sides that are spoken of, as CSS: {"top": "0.5pt solid #000000", "left": "none"}."""
    if parent is None:
        return {}
    return {xml.short(side): _border(side) for side in parent}


def shade(properties: xml.Element) -> str | None:
    return colour(xml.attribute(xml.child(properties, "w:shd"), "w:fill"))


def colour(text: str | None) -> str | None:
    """Six hex digits as CSS; None for "auto" and whatever else."""
    return f"#{text.lower()}" if text and _HEX.fullmatch(text) else None


def _border(side: xml.Element) -> str:
    line = _LINES.get(xml.attribute(side, "w:val") or "none", "solid")
    if line is None:
        return "none"
    width = xml.measure(xml.attribute(side, "w:sz"), 8) or 0.5
    return f"{min(max(width, 0.5), _THICKEST):g}pt {line} {colour(xml.attribute(side, 'w:color')) or '#000000'}"


def _tabs(parent: xml.Element) -> list[tuple[float, str, str]] | None:
    """(position, kind, leader) each; kind "clear" takes away one that a style set."""
    stops = [
        (place, xml.attribute(tab, "w:val") or "left", xml.attribute(tab, "w:leader") or "none")
        for tab in xml.children(parent, "w:tab")
        if (place := xml.twips(tab, "w:pos")) is not None
    ]
    return stops or None


def _automatic(spacing: xml.Element, tag: str) -> bool:
    return (xml.attribute(spacing, tag) or "0").lower() not in {"0", "false", "off"}


def _said(**looks: Any) -> Look:
    return {key: look for key, look in looks.items() if look is not None}
