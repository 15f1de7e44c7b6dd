"""Small words for reading WordprocessingML: names, values and measures, forgiving about all of them."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

Element = Any  # lxml has no types of its own

_URIS = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
}
_STRICT = (  # ISO "strict" files say the same under other names
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", _URIS["w"].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _URIS["r"].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/main", _URIS["a"].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", _URIS["wp"].encode()),
)
_MEASURE = re.compile(r"(-?\d+(?:\.\d+)?)(pt|in|cm|mm|pc)?")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0}
_OFF = {"0", "false", "off", "none"}


def parse(data: bytes) -> Element:
    """Parse one part, resolving nothing and fetching nothing. Raises ValueError for what is not XML."""
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error


@cache
def name(short: str) -> str:
    """The tag or attribute "w:p" as lxml spells it."""
    prefix, _, local = short.partition(":")
    return f"{{{_URIS[prefix]}}}{local}"


def short(element: Element) -> str:
    """The local name of an element: "p" of <w:p>."""
    return str(element.tag).rpartition("}")[2]


def child(parent: Element, tag: str) -> Element | None:
    return None if parent is None else parent.find(name(tag))


def children(parent: Element, tag: str) -> Iterator[Element]:
    return iter(()) if parent is None else parent.iterchildren(name(tag))


def attribute(element: Element, tag: str) -> str | None:
    return None if element is None else element.get(name(tag))


def value(parent: Element, tag: str) -> str | None:
    """The w:val of a child: "center" of <w:jc w:val="center"/>."""
    return attribute(child(parent, tag), "w:val")


def switch(parent: Element, tag: str) -> bool | None:
    """On, off, or not said: <w:b/>, <w:b w:val="0"/>, nothing."""
    found = child(parent, tag)
    return None if found is None else (found.get(name("w:val")) or "on").lower() not in _OFF


def measure(text: str | None, unit: float) -> float | None:
    """Points. A bare number counts in `unit`ths of a point (20: twips, 2: half points); None for nonsense."""
    found = _MEASURE.fullmatch(text.strip()) if text else None
    if not found:
        return None
    return float(found[1]) * (_POINTS[found[2]] if found[2] else 1 / unit)


def twips(element: Element, *tags: str) -> float | None:
    """The first of these attributes that is a length, in points."""
    for tag in tags:
        points = measure(attribute(element, tag), 20)
        if points is not None:
            return points
    return None


def whole(text: str | None, default: int, *, base: int = 10) -> int:
    try:
        return int(text or "", base)
    except ValueError:
        return default
