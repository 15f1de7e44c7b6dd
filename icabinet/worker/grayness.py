"""Whether a page of text is certainly without colour: then nobody needs to draw it once more to look.

Certain are pages whose drawing orders, and those of the forms that they use, name black, white and grays only.
Whatever brings colours of its own (images, patterns, annotations, fonts that are drawings) leaves it open.
"""

import re
from collections.abc import Iterator

import pymupdf
from pymupdf import mupdf

# Orders that choose a colour, or draw what has colours of its own; what is in front of them; and what of that is gray.
_ENDS = rb"(?=[\s\x00/(<\[%]|$)"
_CHOICE = re.compile(rb"(?:rg|RG|[kK]|cs|CS|scn?|SCN?|sh|BI)" + _ENDS)
_BEFORE = 48
_NUMBER = rb"(\d*\.?\d+|\d+\.)"
_GRAY = re.compile(rb"(?:^|[^\w.])(?:" + _NUMBER + rb"\s+\1\s+\1\s+(?:rg|RG)|0\s+0\s+0\s+" + _NUMBER + rb"\s+[kK])\Z")
_USE = re.compile(rb"Do" + _ENDS)
_DEEPEST, _MOST_FORMS = 3, 8
_LONGEST = 1_000_000  # bytes; to read more would take longer than to draw once more


def is_surely_gray(page: pymupdf.Page) -> bool:
    """Whether nothing on the page can have a colour; False says nothing."""
    sheet = pymupdf._as_pdf_page(page)  # noqa: SLF001 - as PyMuPDF itself comes to what it does not offer
    if mupdf.pdf_first_annot(sheet).m_internal or mupdf.pdf_first_widget(sheet).m_internal:
        return False
    return _is_gray(page.read_contents(), mupdf.pdf_page_resources(sheet), _DEEPEST)


def _is_gray(orders: bytes, resources: mupdf.PdfObj, deepest: int) -> bool:
    if len(orders) > _LONGEST:
        return False
    if not all(_GRAY.search(orders, max(0, found.end() - _BEFORE), found.end()) for found in _CHOICE.finditer(orders)):
        return False
    if any(_name(font, "Subtype") == "Type3" for font in _values(resources, "Font")):
        return False
    return not _USE.search(orders) or _are_gray_forms(list(_values(resources, "XObject")), resources, deepest)


def _are_gray_forms(used: list[mupdf.PdfObj], around: mupdf.PdfObj, deepest: int) -> bool:
    if not deepest or len(used) > _MOST_FORMS:
        return False
    return all(_name(one, "Subtype") == "Form" and _is_gray_form(one, around, deepest - 1) for one in used)


def _is_gray_form(form: mupdf.PdfObj, around: mupdf.PdfObj, deepest: int) -> bool:
    own = mupdf.pdf_dict_gets(form, "Resources")
    orders = pymupdf.JM_BinFromBuffer(mupdf.pdf_load_stream(form))
    return _is_gray(orders, own if own.m_internal else around, deepest)


def _values(resources: mupdf.PdfObj, kind: str) -> Iterator[mupdf.PdfObj]:
    found = mupdf.pdf_dict_gets(resources, kind)
    return (mupdf.pdf_dict_get_val(found, at) for at in range(mupdf.pdf_dict_len(found)))


def _name(thing: mupdf.PdfObj, key: str) -> str:
    return str(mupdf.pdf_to_name(mupdf.pdf_dict_gets(thing, key)))
