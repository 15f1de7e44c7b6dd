"""A PDF file that is written in: objects go straight into it, as PyMuPDF's own annotations take a second each."""

import zlib

import pymupdf
from pymupdf import mupdf

_QUICKLY = 1


class Book:
    """An open document that nobody else has open."""

    def __init__(self, document: pymupdf.Document) -> None:
        self.document = document
        self._pdf = pymupdf._as_pdf_document(document)  # noqa: SLF001 - as PyMuPDF itself comes to what it does not offer

    def add(self, text: str) -> int:
        """Add an object, written as it stands in a file; return its number."""
        return int(mupdf.pdf_to_num(mupdf.pdf_add_object(self._pdf, self._parsed(text))))

    def add_stream(self, text: str, data: bytes) -> int:
        """Add a stream with this dictionary, which ends in `>>`; return its number."""
        head = self._parsed(f"{text.removesuffix('>>')}/Filter/FlateDecode>>")
        packed = pymupdf.JM_BufferFromBytes(zlib.compress(data, _QUICKLY))
        return int(mupdf.pdf_to_num(mupdf.pdf_add_stream(self._pdf, packed, head, 1)))

    def annotate(self, page: pymupdf.Page, annotations: list[int]) -> None:
        """Lay annotations upon what is on the page already."""
        sheet = self._object(page)
        name = pymupdf.PDF_NAME("Annots")
        there = _listed(mupdf.pdf_dict_get(sheet, name))
        mupdf.pdf_dict_put(sheet, name, self._list([*there, *map(self._at, annotations)]))

    def embed(self, font: pymupdf.Font) -> int:
        """Embed a font whose letters are called by their glyphs' numbers, two bytes each; return its number."""
        return int(mupdf.pdf_to_num(mupdf.pdf_add_cid_font(self._pdf, font.this)))

    def burn(self, page: pymupdf.Page, form: int) -> None:
        """Draw a form upon everything that the page's own orders draw, whatever state they leave behind."""
        sheet, name = self._object(page), f"ICabinet{form}"
        self._own_forms(sheet, name, form)
        push, pop = page._count_q_balance()  # noqa: SLF001
        before = self.add_stream("<<>>", b"q\n" * (push + 1))
        after = self.add_stream("<<>>", b"\nQ" * (pop + 1) + f"\nq /{name} Do Q\n".encode())
        contents = pymupdf.PDF_NAME("Contents")
        own = _listed(mupdf.pdf_dict_get(sheet, contents))
        mupdf.pdf_dict_put(sheet, contents, self._list([self._at(before), *own, self._at(after)]))

    def _own_forms(self, sheet: mupdf.PdfObj, name: str, form: int) -> None:
        """Other pages may share this one's resources: the page gets some of its own, with one form more."""
        resources = self._own(mupdf.pdf_dict_get_inheritable(sheet, pymupdf.PDF_NAME("Resources")))
        forms = self._own(mupdf.pdf_dict_get(resources, pymupdf.PDF_NAME("XObject")))
        mupdf.pdf_dict_puts(forms, name, self._at(form))
        mupdf.pdf_dict_put(resources, pymupdf.PDF_NAME("XObject"), forms)
        mupdf.pdf_dict_put(sheet, pymupdf.PDF_NAME("Resources"), resources)

    def _own(self, found: mupdf.PdfObj) -> mupdf.PdfObj:
        return mupdf.pdf_copy_dict(found) if mupdf.pdf_is_dict(found) else mupdf.pdf_new_dict(self._pdf, 1)

    def _list(self, objects: list[mupdf.PdfObj]) -> mupdf.PdfObj:
        made = mupdf.pdf_new_array(self._pdf, len(objects))
        for each in objects:
            mupdf.pdf_array_push(made, each)
        return made

    def _at(self, number: int) -> mupdf.PdfObj:
        return mupdf.pdf_new_indirect(self._pdf, number, 0)

    def _object(self, page: pymupdf.Page) -> mupdf.PdfObj:
        return pymupdf._as_pdf_page(page).obj()  # noqa: SLF001

    def _parsed(self, text: str) -> mupdf.PdfObj:
        return pymupdf.JM_pdf_obj_from_str(self._pdf, text)


def _listed(found: mupdf.PdfObj) -> list[mupdf.PdfObj]:
    """What may be one thing, several, or nothing; and may be said elsewhere in the file."""
    if mupdf.pdf_is_array(found):
        return [mupdf.pdf_array_get(found, place) for place in range(mupdf.pdf_array_len(found))]
    return [] if mupdf.pdf_is_null(found) else [found]
