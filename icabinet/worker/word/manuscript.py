"""A Word file being read: everything that its parts share, and the way from blocks to HTML."""

from functools import cached_property

import pymupdf

from icabinet.worker.word import faces, tables, xml
from icabinet.worker.word.images import Images
from icabinet.worker.word.inline import Inline
from icabinet.worker.word.numbering import Numbering
from icabinet.worker.word.package import Package
from icabinet.worker.word.paragraphs import Paragraphs, Setting
from icabinet.worker.word.sections import blocks
from icabinet.worker.word.styles import Styles

_DEEPEST = 12  # tables in tables
_RULE = '<p style="margin:12pt 360pt 0 0;border-top:0.5pt solid #000000;line-height:4pt">&#160;</p>'


class Manuscript:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.archive: pymupdf.Archive = faces.archive()
        self.styles = Styles(package)
        self.images = Images(package, self.archive)
        self.body = Writer(self, package.main, live=False)

    @cached_property
    def numbering(self) -> Numbering:
        return Numbering(self.package)

    @cached_property
    def even_and_odd(self) -> bool:
        return bool(xml.switch(self.package.companion("settings"), "w:evenAndOddHeaders"))


class Writer:
    """Makes HTML of the blocks of one part: the document, or one header or footer."""

    def __init__(self, manuscript: Manuscript, part: str, *, live: bool) -> None:
        self._styles = manuscript.styles
        self._package = manuscript.package
        self._inline = Inline(manuscript.styles, manuscript.images, manuscript.package.related(part), live=live)
        self._paragraphs = Paragraphs(manuscript.styles, manuscript.numbering, self._inline)
        self._depth = 0

    def html(self, found: list[xml.Element], room: float) -> str:
        """`room`: the width in points."""
        setting = Setting(room, {}, {})
        return "".join(self._block(block, setting) for block in found)

    def notes(self, room: float) -> str:
        """Footnotes and endnotes met so far, to stand at the end."""
        if not self._inline.notes:
            return ""
        references, self._inline.notes = self._inline.notes, []
        parts = {kind: self._package.companion(kind) for kind in ("footnotes", "endnotes")}
        out = [_RULE]
        for number, reference in enumerate(references, start=1):
            kind, _, note_id = reference.partition(":")
            note = _note(parts[kind], note_id)
            if note is not None:
                out.append(f'<p style="margin:0;font-size:8pt">{number}.</p>')
                out.append(self.html(list(blocks(note)), room))
        return "".join(out)

    def _block(self, block: xml.Element, setting: Setting) -> str:
        if xml.short(block) == "tbl":
            return self._table(block, setting)
        html = self._paragraphs.html(block, setting)
        boxes, self._inline.boxes = self._inline.boxes, []
        return html + "".join(self._inside(box, setting) for box in boxes)

    def _table(self, table: xml.Element, setting: Setting) -> str:
        if self._depth >= _DEEPEST:
            return ""
        self._depth += 1
        try:
            return tables.html(table, setting, self._styles, self._inside)
        finally:
            self._depth -= 1

    def _inside(self, parent: xml.Element, setting: Setting) -> str:
        return "".join(self._block(block, setting) for block in blocks(parent))


def _note(part: xml.Element | None, note_id: str) -> xml.Element | None:
    found = () if part is None else part
    return next((note for note in found if xml.attribute(note, "w:id") == note_id), None)
