"""The three faces that every font becomes (serif, sans, mono): their CSS, their width, and text in HTML."""

import html
import re
from functools import cache
from pathlib import Path

import pymupdf

from icabinet.worker import fonts
from icabinet.worker.word.looks import Look

_KINDS = {"serif": "serif", "sans": "sans-serif", "mono": "monospace"}  # and MuPDF's own, where none is found
_WEIGHTS = {
    "": "",
    "b": "font-weight:bold;",
    "i": "font-style:italic;",
    "bi": "font-weight:bold;font-style:italic;",
}
_SINGLE = 1.15  # line height of Times New Roman
_SMALL = 0.65  # of raised and lowered text
_LARGEST = 400.0
_RAISED = {"superscript": "super", "subscript": "sub"}
_SPACES = re.compile(" {2,}")
_NBSP = "\u00a0"


@cache
def declarations() -> str:
    """The @font-face rules for `files()`."""
    return "".join(
        f"@font-face{{font-family:face-{kind};{_WEIGHTS[style]}src:url({path.name})}}"
        for kind in _KINDS
        if (family := fonts.family(kind))
        for style, path in family.files.items()
    )


def archive() -> pymupdf.Archive:
    """A fresh archive that holds the files which `declarations` names; pictures join them."""
    found = pymupdf.Archive()
    for folder in sorted({path.parent for kind in _KINDS for path in _files(kind)}):
        found.add(str(folder))
    return found


def css(look: Look, font: str) -> str:
    """Inline CSS of a run."""
    kind = fonts.kind(font)
    family = fonts.family(kind)
    size = _size(look, font)
    rules = [f"font-family:{f'face-{kind}' if family else _KINDS[kind]};font-size:{size:.4g}pt;"]
    rules.append(_WEIGHTS[_style(look)])
    decorations = [word for key, word in (("underline", "underline"), ("strike", "line-through")) if look.get(key)]
    if decorations:
        rules.append(f"text-decoration:{decorations[0]};")
    if look.get("colour"):
        rules.append(f"color:{look['colour']};")
    if look.get("shade"):
        rules.append(f"background-color:{look['shade']};")
    if look.get("raised") in _RAISED:
        rules.append(f"vertical-align:{_RAISED[look['raised']]};")
    return "".join(rules)


def width(text: str, look: Look, font: str) -> float:
    """Points that `text` takes on one line."""
    shown = text.upper() if look.get("caps") else text
    kind, style = fonts.kind(font), _style(look)
    return sum(_advance(kind, style, letter) for letter in shown) * _size(look, font)


def leading(look: Look, size: float) -> float:
    """Height of a line, in points, in a paragraph of this look whose largest letters are `size` points."""
    line, rule = look.get("line"), look.get("rule", "auto")
    if line is None or line <= 0:
        return size * _SINGLE
    if rule == "exact":
        return float(line)
    return max(float(line), size * _SINGLE) if rule == "atLeast" else size * _SINGLE * float(line) / 12


def escaped(text: str, look: Look) -> str:
    """Text for HTML, with all of its spaces."""
    shown = text.upper() if look.get("caps") else text
    kept = _SPACES.sub(lambda found: _NBSP * (len(found[0]) - 1) + " ", shown)
    return html.escape(_NBSP + kept[1:] if kept.startswith(" ") and not kept.strip() else kept)


def _size(look: Look, font: str) -> float:
    family = fonts.family(fonts.kind(font))
    small = _SMALL if look.get("raised") in _RAISED else 1.0
    return min(float(look["size"]), _LARGEST) * (family.scale if family else 1.0) * small


def _style(look: Look) -> str:
    return ("b" if look.get("bold") else "") + ("i" if look.get("italic") else "")


def _files(kind: str) -> list[Path]:
    family = fonts.family(kind)
    return list(family.files.values()) if family else []


@cache
def _advance(kind: str, style: str, letter: str) -> float:
    """How far a letter of one point takes one."""
    return float(_measuring(kind, style).glyph_advance(ord(letter)))


@cache
def _measuring(kind: str, style: str) -> pymupdf.Font:
    family = fonts.family(kind)
    return pymupdf.Font(fontfile=str(family.files[style])) if family else pymupdf.Font("tiro")
