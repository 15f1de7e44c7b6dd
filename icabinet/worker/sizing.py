"""How many pages a PDF has and how large each is, by whichever engine can read it."""

from contextlib import suppress

from icabinet.worker import by_mupdf, by_pdfium
from icabinet.worker.refusals import UnreadablePaper

_A4 = [595.0, 842.0]
_Sizes = list[list[float] | None]


def page_sizes(path: str) -> list[list[float]]:
    """Width and height of every page of the PDF in points as displayed; that of A4 for a page that cannot be read.

    Raises UnreadablePaper if no engine can read any.
    """
    found = _by_either(path)
    if not all(found):
        found = _completed(found, path)
    if not any(found):
        raise UnreadablePaper(reason="broken")
    return [size if size and all(size) else _A4 for size in found]  # the other pages are still worth reading


def _by_either(path: str) -> _Sizes:
    try:
        return by_mupdf.sizes(path)
    except UnreadablePaper as refusal:
        if refusal.data["reason"] not in ("broken", "no_pages"):
            raise
        first = refusal
    try:
        return by_pdfium.sizes(path)
    except UnreadablePaper as refusal:
        raise first if refusal.data["reason"] in ("broken", "no_pages") else refusal from None


def _completed(found: _Sizes, path: str) -> _Sizes:
    with suppress(UnreadablePaper):
        others = by_pdfium.sizes(path)
        if len(others) == len(found):
            return [size or other for size, other in zip(found, others, strict=True)]
    return found
