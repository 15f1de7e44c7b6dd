"""Job: somebody's copy of a paper with marks on it, as annotations or burnt in."""

import shutil
from pathlib import Path
from typing import Any

import pymupdf

from icabinet.worker import documents
from icabinet.worker.annotations import marks as told
from icabinet.worker.annotations import shapes
from icabinet.worker.annotations.book import Book
from icabinet.worker.annotations.dictionaries import dictionary
from icabinet.worker.annotations.drawing import Drawn, drawn
from icabinet.worker.annotations.ink import PARTS
from icabinet.worker.annotations.lettering import Letters
from icabinet.worker.annotations.marks import UNITS, Mark
from icabinet.worker.annotations.notes import append_notes, numbered
from icabinet.worker.annotations.places import Box, Place, box_of, place_of
from icabinet.worker.annotations.watermark import covering
from icabinet.worker.refusals import UnreadablePaper

_NUMBER = 160  # units: how large the number of a note is
_IN_BOLD = frozenset({"note", "stamp"})


def annotate(
    path: str, marks: str, out: str, *, flat: bool = False, watermark: str = "", words: tuple[str, str] = ("", "")
) -> dict[str, Any]:
    """Write a copy of the PDF at `path` with these marks to `out`; give {"annotations", "pages"}, how many of each.

    marks: JSON, see `Mark`; those on pages that the paper does not have are left out. flat: they become part of the
    page, and what notes say stands on pages at the end; `words` are those for notes and for a page. watermark: this
    text is all over every page, and the copy is flat. Raises UnreadablePaper.
    """
    pages = told.read(marks)
    shutil.copyfile(path, out)
    with documents.reading(), documents.separate(out) as document:
        count = document.page_count
        if flat or watermark:
            # Else what other programs have written would lie upon the marks, and could still be taken away.
            document.bake()
        there = {number: some for number, some in pages.items() if 1 <= number <= count}
        numbers = range(1, count + 1) if watermark else sorted(there)
        # A damaged file is mended when its pages are looked at, and then loses what was put into it before.
        places = {number: place_of(document[number - 1]) for number in numbers}
        was_mended = document.is_repaired
        copy = _Copy(document, there, watermark, places)
        for number in numbers:
            if flat or watermark:
                copy.burn(number)
            else:
                copy.annotate(number)
        if flat or watermark:
            append_notes(document, [mark for some in there.values() for mark in some], *words)
            _save_anew(document, out)
        else:
            _save_behind(document, out)
        if document.is_repaired and not was_mended:
            raise UnreadablePaper(reason="broken")
    return {"annotations": copy.annotations, "pages": len(there)}


class _Copy:
    """The document that is written in. annotations: how many groups of marks were drawn."""

    def __init__(
        self, document: pymupdf.Document, pages: dict[int, list[Mark]], watermark: str, places: dict[int, Place]
    ) -> None:
        self._document, self._pages, self._watermark, self._places = document, pages, watermark, places
        self._book = Book(document)
        self._letters = Letters.of(self._book)
        self._numbers = numbered([mark for some in pages.values() for mark in some])
        tools = {mark.tool for some in pages.values() for mark in some}
        used = [self._letters.bold] if watermark or tools & _IN_BOLD else []
        used += [self._letters.plain] if "text" in tools else []
        fonts = "".join(f"/{each.name} {each.number} 0 R" for each in used)
        looks = "/ExtGState<</M<</BM/Multiply>>/W<</ca 0.2>>>>"
        self._resources = self._book.add(f"<<{looks}/Font<<{fonts}>>>>")
        self.annotations = 0

    def annotate(self, number: int) -> None:
        """Lay the marks of a page upon it as annotations, each with a form that draws it."""
        page, place = self._document[number - 1], self._places[number]
        self._book.annotate(page, [self._annotation(group, place) for group in self._drawn(number)])

    def burn(self, number: int) -> None:
        """Make the marks of a page part of it, with numbers beside notes, and the watermark."""
        page, place = self._document[number - 1], self._places[number]
        orders = [f"q\n{group.orders}{self._number(group)}Q\n" for group in self._drawn(number)]
        height = UNITS * place.height / place.width
        if self._watermark:
            orders.append(covering(self._watermark, height, self._letters.bold))
        self._book.burn(page, self._form("".join(orders), (0, 0, UNITS, height), place))

    def _drawn(self, number: int) -> list[Drawn]:
        found = list(drawn(self._pages.get(number, []), self._letters))
        self.annotations += len(found)
        return found

    def _annotation(self, group: Drawn, place: Place) -> int:
        return self._book.add(dictionary(group, place, self._form(group.orders, group.box, place)))

    def _form(self, orders: str, box: Box, place: Place) -> int:
        edges = " ".join(f"{edge:.2f}" for edge in place.box(box))
        head = f"<</Type/XObject/Subtype/Form/BBox[{edges}]/Resources {self._resources} 0 R>>"
        return self._book.add_stream(head, f"{place.orders(PARTS)}\n{orders}".encode())

    def _number(self, group: Drawn) -> str:
        number = self._numbers.get(group.first.id)
        if number is None:
            return ""
        _, top, right, bottom = box_of(group.places[0][:1], 0)
        beside = (right + 1.6 * _NUMBER, (top + bottom) / 2)
        return f"0 g\n{shapes.words(str(number), self._letters.bold, _NUMBER, beside)}"


def _save_behind(document: pymupdf.Document, out: str) -> None:
    """Leave the paper's own bytes as they are, so that what was signed stays signed, where that is possible."""
    if document.can_save_incrementally():
        document.saveIncr()
    else:
        _save_anew(document, out)


def _save_anew(document: pymupdf.Document, out: str) -> None:
    """What was on the pages before is not left in the file beside what is now."""
    draft = Path(f"{out}.draft")
    try:
        document.save(draft, garbage=1)
        draft.replace(out)
    finally:
        draft.unlink(missing_ok=True)
