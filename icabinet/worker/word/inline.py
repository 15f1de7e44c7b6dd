"""The inside of a paragraph: a flat row of pieces, whatever Word wrapped them in."""

from typing import NamedTuple

from icabinet.worker.word import looks, xml
from icabinet.worker.word.images import Images, Picture
from icabinet.worker.word.looks import Look
from icabinet.worker.word.numbering import SYMBOLS
from icabinet.worker.word.package import Relation
from icabinet.worker.word.styles import Styles

PAGE, PAGES = "\ue000", "\ue001"  # stand for the page's number and the number of pages, until those are known

_WRAPPERS = {"hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "dir", "bdo", "r"}
_PLAIN = {"cr": "\n", "noBreakHyphen": "-", "tab": "\t", "ptab": "\t"}
_BREAKS = {"page": "\f", "column": "\f"}
_NUMBERS = {"PAGE": PAGE, "NUMPAGES": PAGES, "SECTIONPAGES": PAGES}
_PRIVATE = 0xF000  # symbol fonts live here


class Piece(NamedTuple):
    """text: characters, or one tab, line feed (new line) or form feed (new page); "" for a picture."""

    text: str
    look: Look
    picture: Picture | None = None


class Field:
    """An open field: its code first, then its result, which alone is shown."""

    def __init__(self) -> None:
        self.code = ""
        self.in_result = False


class Inline:
    """Reads paragraphs of one part. A field may span several of them, so it is remembered between calls."""

    def __init__(self, styles: Styles, images: Images, relations: dict[str, Relation], *, live: bool) -> None:
        """`live`: page numbers are to be filled in later, as in a header."""
        self._styles = styles
        self._images = images
        self._relations = relations
        self._numbers = _NUMBERS if live else {}
        self._fields: list[Field] = []
        self._pieces: list[Piece] = []
        self._special = {
            "AlternateContent": self._alternative,
            "drawing": self._draw,
            "pict": self._draw,
            "object": self._draw,
            "fldChar": self._field,
            "fldSimple": self._simple_field,
            "instrText": self._instruction,
            "sym": self._symbol,
            "footnoteReference": self._note,
            "endnoteReference": self._note,
            "oMath": self._formula,
            "oMathPara": self._formula,
        }
        self.boxes: list[xml.Element] = []
        self.notes: list[str] = []

    def pieces(self, paragraph: xml.Element, look: Look) -> list[Piece]:
        """The pieces of a paragraph. Text boxes and notes met on the way gather in `boxes` and `notes`."""
        self._pieces = []
        self._walk(paragraph, look)
        return self._pieces

    def _walk(self, parent: xml.Element, look: Look) -> None:
        if xml.short(parent) == "r":
            properties = xml.child(parent, "w:rPr")
            look = look | self._styles.run(xml.value(properties, "w:rStyle")) | looks.of_run(properties)
        for element in parent:
            self._read(element, look)

    def _read(self, element: xml.Element, look: Look) -> None:
        tag = xml.short(element)
        if tag in _WRAPPERS:
            self._walk(element, look)
        elif tag == "t":
            self._add((element.text or "").replace("\n", " "), look)
        elif tag in _PLAIN:
            self._add(_PLAIN[tag], look)
        elif tag == "br":
            self._add(_BREAKS.get(xml.attribute(element, "w:type") or "", "\n"), look)
        elif tag in self._special:
            self._special[tag](element, look)

    def _add(self, text: str, look: Look) -> None:
        if text and not look.get("hidden") and all(field.in_result for field in self._fields):
            self._pieces.append(Piece(text, look))

    def _alternative(self, element: xml.Element, look: Look) -> None:
        for choice in ("mc:Choice", "mc:Fallback"):
            found = xml.child(element, choice)
            if found is not None:
                self._walk(found, look)
                return

    def _draw(self, element: xml.Element, look: Look) -> None:
        box = next(element.iter(xml.name("w:txbxContent")), None)
        if box is not None:
            self.boxes.append(box)
            return
        draw = self._images.drawn if xml.short(element) == "drawing" else self._images.painted
        picture = draw(element, self._relations)
        if picture:
            self._pieces.append(Piece("", look, picture))

    def _field(self, element: xml.Element, look: Look) -> None:
        kind = xml.attribute(element, "w:fldCharType")
        if kind == "begin":
            self._fields.append(Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].in_result = not self._number(self._fields[-1].code)
        elif kind == "end" and self._fields:
            field = self._fields.pop()
            if not field.in_result:
                self._add(self._number(field.code), look)

    def _instruction(self, element: xml.Element, _look: Look) -> None:
        if self._fields:
            self._fields[-1].code += element.text or ""

    def _simple_field(self, element: xml.Element, look: Look) -> None:
        number = self._number(xml.attribute(element, "w:instr") or "")
        if number:
            self._add(number, look)
        else:
            self._walk(element, look)

    def _number(self, code: str) -> str:
        words = code.split()
        return self._numbers.get(words[0].upper(), "") if words else ""

    def _note(self, element: xml.Element, look: Look) -> None:
        kind = xml.short(element).removesuffix("Reference")
        self.notes.append(f"{kind}s:{xml.attribute(element, 'w:id')}")
        self._add(str(len(self.notes)), look | {"raised": "superscript"})

    def _formula(self, element: xml.Element, look: Look) -> None:
        self._add("".join(text.text or "" for text in element.iter(xml.name("m:t"))), look)

    def _symbol(self, element: xml.Element, look: Look) -> None:
        try:
            letter = chr(int(xml.attribute(element, "w:char") or "", 16))
        except ValueError:
            return
        self._add(SYMBOLS.get(letter, "•" if ord(letter) >= _PRIVATE else letter), look)
