"""Open PDF files, kept open for the next page. The only place where a PDF is opened."""

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pymupdf

from icabinet.worker import fonts
from icabinet.worker.refusals import NoSuchPage, UnreadablePaper

MOST_PAGES = 2000
_KEPT = 8
_MARKS_KEPT = 4

pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)
fonts.install()

Key = tuple[str, int, int]
_open: OrderedDict[Key, pymupdf.Document] = OrderedDict()
# What is on the pages drawn last: the squares of a page are asked for one after the other.
_marks: OrderedDict[tuple[Key, int, bool], pymupdf.DisplayList] = OrderedDict()


def opened(path: str) -> pymupdf.Document:
    """The PDF at `path`, with 1 to 2000 pages and no password. Raises UnreadablePaper."""
    key = key_of(path)
    if key not in _open:
        _open[key] = _checked(path)
        if len(_open) > _KEPT:
            _open.popitem(last=False)[1].close()
    _open.move_to_end(key)
    return _open[key]


@contextmanager
def separate(path: str) -> Iterator[pymupdf.Document]:
    """Have the PDF at `path` open for oneself, to write in. Raises UnreadablePaper."""
    with _checked(path) as document:
        yield document


def page(path: str, number: int) -> pymupdf.Page:
    """One page, counted from 1. Raises UnreadablePaper, NoSuchPage."""
    document = opened(path)
    if not 1 <= number <= document.page_count:
        raise NoSuchPage(page=number)
    with reading():
        found: pymupdf.Page = document.load_page(number - 1)
    return found


def marks(path: str, number: int, sheet: pymupdf.Page, bare: bool = False) -> pymupdf.DisplayList:
    """Everything that is on a page, ready to be drawn at any size; bare: but annotations. Raises UnreadablePaper."""
    key = (key_of(path), number, bare)
    if key not in _marks:
        with reading():
            _marks[key] = _without_annotations(sheet) if bare else sheet.get_displaylist()
        if len(_marks) > _MARKS_KEPT:
            _marks.popitem(last=False)
    _marks.move_to_end(key)
    return _marks[key]


def _without_annotations(sheet: pymupdf.Page) -> pymupdf.DisplayList:
    """What stands in the fields of a form stays: to MuPDF's own switch it is an annotation like others."""
    mupdf = pymupdf.mupdf
    page = mupdf.FzPage(sheet.this)
    found = mupdf.FzDisplayList(mupdf.fz_bound_page(page))
    device = mupdf.fz_new_list_device(found)
    for run in (mupdf.fz_run_page_contents, mupdf.fz_run_page_widgets):
        run(page, device, mupdf.FzMatrix(), mupdf.FzCookie())
    mupdf.fz_close_device(device)
    return pymupdf.DisplayList(found)


def key_of(path: str) -> Key:
    """What tells these bytes from others that were at `path` before."""
    status = Path(path).stat()
    return path, status.st_mtime_ns, status.st_size


@contextmanager
def reading() -> Iterator[None]:
    """Around whatever touches the inside of a paper: MuPDF's complaints are about the paper."""
    try:
        yield
    except pymupdf.mupdf.FzErrorSystem as error:
        raise MemoryError from error  # out of memory: this child has to go
    except (RuntimeError, ValueError, IndexError, pymupdf.mupdf.FzErrorBase) as error:
        raise UnreadablePaper(reason="broken") from error


def _checked(path: str) -> pymupdf.Document:
    """MuPDF looks at the content, not at the name: it would open HTML or SVG just as happily."""
    with reading():
        document = pymupdf.open(path, filetype="pdf")
        if not document.is_pdf:
            raise UnreadablePaper(reason="broken")
        if document.needs_pass:
            raise UnreadablePaper(reason="encrypted")
        if document.page_count < 1:
            raise UnreadablePaper(reason="no_pages")
        if document.page_count > MOST_PAGES:
            raise UnreadablePaper(reason="too_many_pages")
    return document
