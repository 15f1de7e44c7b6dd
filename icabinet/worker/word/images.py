"""Pictures, and the thin lines that Word draws as shapes under the name of the country."""

import re
from typing import NamedTuple

import pymupdf
from pymupdf import mupdf

from icabinet.worker.word import xml
from icabinet.worker.word.package import Package, Relation

_EMU = 12700  # of a point
_LARGEST = 50_000_000  # pixels
_THIN = 3.0  # points: a shape this flat is a line
_LINES = {"line", "straightConnector1"}
_SIZE = re.compile(r"(width|height):\s*([\d.]+(?:pt|in|cm|mm|pc)?)")


class Picture(NamedTuple):
    """name: in the archive. Sizes in points."""

    name: str
    width: float
    height: float


class Images:
    """Hands the pictures of a document to the archive that MuPDF reads them from.

    gap: nothing at all, to be stretched; ink: black; missing: gray, for formats that nobody can draw.
    """

    def __init__(self, package: Package, archive: pymupdf.Archive) -> None:
        self._package = package
        self._archive = archive
        self._names: dict[str, str] = {}
        for name, gray, alpha in (("gap", 255, 0), ("ink", 0, 255), ("missing", 216, 255)):
            archive.add(_dot(gray, alpha), name)

    def drawn(self, drawing: xml.Element, relations: dict[str, Relation]) -> Picture | None:
        """What a <w:drawing> shows: a picture, a line, or nothing of either."""
        extent = next(drawing.iter(xml.name("wp:extent")), None)
        width, height = _points(extent, "cx"), _points(extent, "cy")
        blip = next(drawing.iter(xml.name("a:blip")), None)
        if blip is not None:
            return Picture(self._name(xml.attribute(blip, "r:embed"), relations), width or 100, height or 100)
        shape = next(drawing.iter(xml.name("a:prstGeom")), None)
        if shape is not None and shape.get("prst") in _LINES and height < _THIN < width:
            return Picture("ink", width, 0.75)
        return None

    def painted(self, picture: xml.Element, relations: dict[str, Relation]) -> Picture | None:
        """The same for a <w:pict> or <w:object>, as Word wrote them before 2007."""
        data = next(picture.iter(xml.name("v:imagedata")), None)
        if data is None:
            return None
        shape = next(picture.iter(xml.name("v:shape")), None)
        sizes = dict(_SIZE.findall("" if shape is None else shape.get("style", "")))
        width, height = (xml.measure(sizes.get(side), 1) or 100 for side in ("width", "height"))
        return Picture(self._name(xml.attribute(data, "r:id"), relations), width, height)

    def _name(self, relation_id: str | None, relations: dict[str, Relation]) -> str:
        relation = relations.get(relation_id or "")
        if relation is None or not relation.target:
            return "missing"
        if relation.target not in self._names:
            self._names[relation.target] = self._added(relation.target)
        return self._names[relation.target]

    def _added(self, part: str) -> str:
        content = self._package.content(part)
        if not content or not _drawable(content):
            return "missing"
        name = f"picture{len(self._names)}"
        self._archive.add(content, name)
        return name


def _drawable(content: bytes) -> bool:
    """Whether MuPDF can unpack the picture, to a bearable size: one that breaks off would spoil the paper."""
    try:
        image = mupdf.fz_new_image_from_buffer(mupdf.fz_new_buffer_from_copied_data(content))
        if image.w() * image.h() > _LARGEST:
            return False
        pymupdf.Pixmap(content)
    except (RuntimeError, mupdf.FzErrorBase):
        return False
    return True


def _points(extent: xml.Element, side: str) -> float:
    return 0.0 if extent is None else xml.whole(extent.get(side), 0) / _EMU


def _dot(gray: int, alpha: int) -> bytes:
    dot = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 1, 1), True)
    dot.set_pixel(0, 0, (gray if alpha else 0, alpha))
    return bytes(dot.tobytes("png"))
