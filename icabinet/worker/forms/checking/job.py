"""Job: check a Word file against the decree's form."""

from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError

from icabinet.worker.forms.checking.blocks import blocks_of
from icabinet.worker.forms.checking.elements import check, rule_of_motto
from icabinet.worker.forms.checking.pages import check_pages
from icabinet.worker.forms.checking.parts import parts_of
from icabinet.worker.refusals import UnreadablePaper
from icabinet.worker.zips import BROKEN_ZIP


def check_form(path: str) -> dict[str, Any]:
    """Give {"type", "findings": [{"rule", "where", "found", "wanted"}]}. Raises UnreadablePaper."""
    try:
        document = docx.Document(path)
    except (*BROKEN_ZIP, PackageNotFoundError, KeyError, ValueError) as error:
        raise UnreadablePaper(reason="broken") from error
    if not document.sections:
        raise UnreadablePaper(reason="broken")
    page = document.sections[0]
    sides = (page.page_width, page.left_margin, page.right_margin)
    width, left, right = (length.cm if length is not None else 0.0 for length in sides)
    blocks = blocks_of(document, width - left - right)
    parts = parts_of(blocks)
    found = [*check_pages(document, blocks), *check(parts), *rule_of_motto(parts, blocks)]
    return {"type": parts.kind.text.strip() if parts.kind else "", "findings": [one._asdict() for one in found]}
