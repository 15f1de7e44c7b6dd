"""A Word file being read: everything that its parts share, and the way from blocks to HTML."""

from functools import cached_property
from itertools import zip_longest

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
        return bool(xml.switch(self._settings, "w:evenAndOddHeaders"))

    @cached_property
    def adds_spaces(self) -> bool:
        """Whether the spaces of two paragraphs add up."""
        return bool(xml.switch(xml.child(self._settings, "w:compat"), "w:doNotUseHTMLParagraphAutoSpacing"))

    @cached_property
    def _settings(self) -> xml.Element | None:
        return self.package.companion("settings")


class Writer:
    """Makes HTML of the blocks of one part: the document, or one header or footer."""

    def __init__(self, manuscript: Manuscript, part: str, *, live: bool) -> None:
        self._styles = manuscript.styles
        self._package = manuscript.package
        self._inline = Inline(manuscript.styles, manuscript.images, manuscript.package.related(part), live=live)
        adds = manuscript.adds_spaces
        self._paragraphs = Paragraphs(manuscript.styles, manuscript.numbering, self._inline, adds=adds)
        self._depth = 0

    def html(self, found: list[xml.Element], room: float) -> str:
        """`room`: the width in points."""
        return self._blocks(found, Setting(room, {}, {}))

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

    def _blocks(self, found: list[xml.Element], setting: Setting) -> str:
        self._paragraphs.begin()
        pairs = zip_longest(found, found[1:])
        return "".join(self._block(block, setting, following) for block, following in pairs)

    def _block(self, block: xml.Element, setting: Setting, following: xml.Element | None) -> str:
        if xml.short(block) == "tbl":
            table = self._table(block, setting)
            self._paragraphs.begin()
            return table
        html = self._paragraphs.html(block, setting, following)
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
        return self._blocks(list(blocks(parent)), setting)


def _note(part: xml.Element | None, note_id: str) -> xml.Element | None:
    found = () if part is None else part
    return next((note for note in found if xml.attribute(note, "w:id") == note_id), None)
